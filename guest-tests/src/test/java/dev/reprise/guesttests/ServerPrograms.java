package dev.reprise.guesttests;

import dev.reprise.User;
import dev.reprise.guesttests.RealCommand.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The table of the servers, whose scripts are in {@code src/main/servers}. */
final class ServerPrograms {

  private static final Path SCRIPTS = Path.of("src/main/servers");
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");
  private static final String CURL = "/usr/bin/curl";

  /** The one that runs the tests: it is there, and new enough. */
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  /** A user of every Debian that is not root. */
  private static final User DAEMON = new User(1, 1);

  private ServerPrograms() {}

  /** All servers, in the order in which they run. */
  static List<ServerProgram> all() {
    return List.of(
        row(true, "redis", "redis-server", "/usr/bin/redis-cli", "/usr/bin/redis-benchmark"),
        row(true, "nginx", "/usr/sbin/nginx", CURL),
        row(true, "asyncio", "python3"),
        row(
            false,
            "redis-replica",
            "redis-server",
            "/usr/bin/redis-cli",
            "/usr/bin/redis-benchmark"),
        row(false, "proxy", "/usr/sbin/nginx", "/usr/bin/python3", CURL),
        row(false, "memcached", "memcached", "/usr/bin/nc"),
        row(false, "http", "python3", CURL),
        row(false, "socat", "socat"),
        row(false, "tls", "openssl", CURL),
        row(false, "ssh-keygen", "ssh-keygen"),
        row(false, "ssh", "/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/scp"),
        row(false, "rsync", "rsync"),
        row(false, "git", "git"),
        row(false, "dbus", "dbus-daemon", "/usr/bin/dbus-send", "/usr/bin/dbus-monitor"),
        row(false, "jvm", JAVA),
        row(false, "node", "node"),
        new ServerProgram(
            false, DAEMON, List.of(), command("postgresql", postgresql().toString())));
  }

  private static ServerProgram row(
      boolean quick, String name, String program, String... furtherPrograms) {
    return new ServerProgram(quick, User.ROOT, List.of(furtherPrograms), command(name, program));
  }

  private static RealCommand command(String name, String program) {
    String script = "export JAVA='" + JAVA + "'\n" + read(SCRIPTS.resolve(name + ".sh"));
    return new RealCommand(name, program, script, MatrixInputs.NOTHING, Comparison.SUCCESS);
  }

  private static String read(Path script) {
    try {
      return Files.readString(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One version's server; where it would be when there is none. */
  private static Path postgresql() {
    Path none = POSTGRESQL.resolve("bin/postgres");
    if (!Files.isDirectory(POSTGRESQL)) {
      return none;
    }
    try (Stream<Path> versions = Files.list(POSTGRESQL)) {
      return versions
          .map(version -> version.resolve("bin/postgres"))
          .sorted()
          .findFirst()
          .orElse(none);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
