package dev.reprise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable sequence of bytes, equal to another by content. */
public final class Bytes {

  private final byte[] content;

  /** Copies {@code content}, which the caller may go on changing. */
  public Bytes(byte[] content) {
    this.content = content.clone();
  }

  /** The number of bytes. */
  public int length() {
    return content.length;
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return content.clone();
  }

  /** The bytes read as UTF-8; what is not UTF-8 shows as the replacement character. */
  public String text() {
    return new String(content, UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** The text, for failure messages of tests. */
  @Override
  public String toString() {
    return text();
  }
}
