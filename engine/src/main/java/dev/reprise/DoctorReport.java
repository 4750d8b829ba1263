package dev.reprise;

import java.util.List;

/**
 * What {@link Doctor#report()} found.
 *
 * @param usable whether programs can be run with the default options
 * @param findings everything that was looked at, in a fixed order
 */
public record DoctorReport(boolean usable, List<Finding> findings) {

  /** Takes a copy of the list. */
  public DoctorReport {
    findings = List.copyOf(findings);
  }
}
