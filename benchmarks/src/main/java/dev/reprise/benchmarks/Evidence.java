package dev.reprise.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run left behind, by which it is shown to have done the same work as the native one.
 *
 * @param exitStatus as the parent sees it; 128 + n for signal n
 * @param errorText the beginning of its standard error, for messages
 * @param digests SHA-256 of each output in hexadecimal, or "absent", by the output's name
 */
record Evidence(int exitStatus, String errorText, SortedMap<String, String> digests) {
  private static final int ERROR_TEXT_BYTES = 2_000;

  /** Reads the outputs of a run that has ended. */
  static Evidence gather(int exitStatus, Path stdout, Path stderr, Work work) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    digests.put("standard output", digest(stdout));
    digests.put("standard error", digest(stderr));
    for (String output : work.outputs()) {
      digests.put(output, digest(work.directory().resolve(output)));
    }
    return new Evidence(exitStatus, beginning(stderr), digests);
  }

  /** Why this run counts as failed, given what the native one left; empty when it is as good. */
  Optional<String> failureAgainst(Evidence reference) {
    if (exitStatus != 0) {
      return Optional.of("exit status " + exitStatus + errorSuffix());
    }
    for (Map.Entry<String, String> expected : reference.digests.entrySet()) {
      if (!expected.getValue().equals(digests.get(expected.getKey()))) {
        return Optional.of(expected.getKey() + " differs from the native run's" + errorSuffix());
      }
    }
    return Optional.empty();
  }

  private String errorSuffix() {
    String firstLine =
        errorText.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    return firstLine.isEmpty() ? "" : ": " + firstLine;
  }

  private static String digest(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "absent";
    }
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    try (InputStream content = new DigestInputStream(Files.newInputStream(file), sha256)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static String beginning(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return new String(content.readNBytes(ERROR_TEXT_BYTES), StandardCharsets.UTF_8);
    }
  }
}
