package dev.reprise.benchmarks;

import java.io.IOException;

/** A program that some row needs is not installed; the message says how to install it. */
final class MissingProgramException extends IOException {
  private static final long serialVersionUID = 1;

  MissingProgramException(String message) {
    super(message);
  }
}
