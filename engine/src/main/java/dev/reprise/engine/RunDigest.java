package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.FileAccess;
import dev.reprise.Mount;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunConfig;
import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The identity of a run that is known before it starts: a digest of the command and of all options
 * that decide its course. Runs of one digest which read equal files and input are equal event by
 * event.
 *
 * <p>The place of the working directory on the host is left out, for the guest sees it elsewhere.
 * So is where written files go in the end, so that a run and its verification, which keeps nothing,
 * call the same moments by the same names; and what only looks on.
 */
final class RunDigest {
  private final MessageDigest digest = EventLog.newDigest();

  private RunDigest() {}

  static String of(Command command) throws RepriseException {
    RunDigest run = new RunDigest();
    run.addAll(command);
    return HexFormat.of().formatHex(run.digest.digest());
  }

  private void addAll(Command command) throws RepriseException {
    RunConfig config = command.config();
    add("reprise-run 1");
    add("program", command.program());
    command.arguments().forEach(argument -> add("argument", argument));
    new Environment(config).strings().forEach(variable -> add("env", variable));
    for (Mount mount : config.mounts()) {
      add("mount", mount.guest(), mount.readOnly());
    }
    config.writable().forEach(directory -> add("writable", directory));
    if (config.fileAccess() == FileAccess.DIRECT) {
      add("direct");
    }
    add("seeds", config.rngSeed(), config.schedSeed(), config.schedule());
    add("time", config.epoch(), config.fileTimes(), String.valueOf(config.timeout()));
    add("machine", config.hostname(), config.cpus(), config.memoryBytes());
    add("user", config.user().uid(), config.user().gid());
    add("network", config.network());
    config.allow().forEach(name -> add("allow", name));
    Path replayed = config.replaySchedule();
    if (replayed != null) {
      add("schedule");
      digest.update(content(replayed));
    }
  }

  private static byte[] content(Path file) throws RepriseException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new RepriseException(
          Kind.BAD_INPUT, "the schedule " + file + " cannot be read: " + HostErrors.reason(e), e);
    }
  }

  /** A word and its values; zero bytes keep them apart, for none of them can hold one. */
  private void add(String word, Object... values) {
    digest.update(word.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    for (Object value : values) {
      digest.update(ByteText.bytes(value.toString()));
      digest.update((byte) 0);
    }
  }
}
