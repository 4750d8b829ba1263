package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.guesttests.GuestProgram.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Compiles guest programs with gcc into {@code target/guests}. A binary is named by what it is made
 * of (source, header, flags), so that an unchanged program is never compiled twice.
 */
final class GuestCompiler {

  private static final Path BINARIES = Path.of("target/guests").toAbsolutePath();

  private static final List<String> FLAGS = List.of("-O1", "-g", "-pthread");

  private GuestCompiler() {}

  /** The binary of the program, compiled if need be. */
  static Path compile(GuestProgram program, Variant variant)
      throws IOException, InterruptedException {
    Path binary = BINARIES.resolve(fingerprint(program, variant)).resolve(fileName(program));
    if (Files.exists(binary)) {
      return binary;
    }
    Files.createDirectories(binary.getParent());
    String own = ProcessHandle.current().pid() + "." + Thread.currentThread().threadId();
    Path unfinished = binary.resolveSibling("unfinished." + own);
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(FLAGS);
    command.addAll(variant.flags);
    command.addAll(List.of("-o", unfinished.toString(), program.source().toString()));
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String messages = new String(gcc.getInputStream().readAllBytes(), UTF_8);
    if (gcc.waitFor() != 0) {
      throw new IOException("gcc cannot compile " + program.name() + ":\n" + messages);
    }
    // A rename makes the binary appear whole, also when two tests compile it at the same time.
    Files.move(unfinished, binary, StandardCopyOption.ATOMIC_MOVE);
    return binary;
  }

  private static String fileName(GuestProgram program) {
    return program.name().substring(program.name().lastIndexOf('/') + 1);
  }

  private static String fingerprint(GuestProgram program, Variant variant) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(program.source()));
      digest.update(Files.readAllBytes(GuestProgram.SOURCES.resolve("guest.h")));
      digest.update((FLAGS + " " + variant.flags).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
