package dev.reprise.binary;

import java.io.IOException;
import java.io.Serial;

/** Says that a frame's unwind rules need something which is not known. */
final class UnwindException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  UnwindException(String message) {
    super(message);
  }
}
