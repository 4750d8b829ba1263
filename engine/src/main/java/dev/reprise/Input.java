package dev.reprise;

import java.nio.file.Path;

/** What a guest reads from its standard input. The bytes are an input of the run. */
public sealed interface Input {

  /** The standard input of this process: a file, a pipe, or a terminal. */
  static Input inherit() {
    return new Inherited();
  }

  /** Nothing: the first read reports the end. */
  static Input empty() {
    return new FromFile(Path.of("/dev/null"));
  }

  /** The content of a file on the host, read from its start. */
  static Input file(Path path) {
    return new FromFile(path);
  }

  /** These bytes, through a pipe. */
  static Input bytes(byte[] content) {
    return new FromBytes(new Bytes(content));
  }

  /** See {@link #inherit()}. */
  record Inherited() implements Input {}

  /** See {@link #file(Path)}. */
  record FromFile(Path path) implements Input {}

  /** See {@link #bytes(byte[])}. */
  record FromBytes(Bytes content) implements Input {}
}
