package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.Reprise;
import dev.reprise.binary.Site;
import dev.reprise.container.Container;
import dev.reprise.guest.Tracee;
import dev.reprise.kernel.Kernel;
import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root and a user without any rights on the host get the same results, to the digest. */
@Tag("reprise")
class OrdinaryUserTest {

  /** A user id that no host gives to anybody. */
  private static final int ORDINARY_USER = 54321;

  @TempDir Path directory = Path.of("");

  @Test
  void rootAndAnOrdinaryUserGetTheSame() throws Exception {
    assumeTrue(Linux.call(Nr.GETEUID) == 0, "only root can become another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing");
    Files.setAttribute(directory, "unix:mode", 0755);
    Path guests = owned("guests", 0);
    Representatives.copyGuests(guests);

    Path theirs = owned("theirs", ORDINARY_USER);
    Path results = owned("results", ORDINARY_USER);
    Process process =
        new ProcessBuilder(asOrdinaryUser(guests, theirs, results))
            .redirectErrorStream(true)
            .directory(theirs.toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor()).as(said).isZero();

    Map<String, Ran> ours = Representatives.run(guests, owned("ours", 0));
    assertThat(ours).hasSizeGreaterThan(5);
    for (Map.Entry<String, Ran> entry : ours.entrySet()) {
      Path result = results.resolve(Representatives.fileName(entry.getKey()));
      assertThat(Files.readString(result, ISO_8859_1))
          .as(entry.getKey())
          .isEqualTo(Representatives.text(entry.getValue()));
    }
  }

  private Path owned(String name, int owner) throws IOException {
    Path place = Files.createDirectory(directory.resolve(name));
    Files.setAttribute(place, "unix:mode", 0755);
    Files.setAttribute(place, "unix:uid", owner);
    Files.setAttribute(place, "unix:gid", owner);
    return place;
  }

  private List<String> asOrdinaryUser(Path guests, Path place, Path results)
      throws IOException, URISyntaxException {
    String user = String.valueOf(ORDINARY_USER);
    return List.of(
        "/usr/bin/setpriv",
        "--reuid",
        user,
        "--regid",
        user,
        "--clear-groups",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-Duser.home=" + place,
        "-cp",
        copiedClassPath(),
        Representatives.class.getName(),
        guests.toString(),
        place.toString(),
        results.toString());
  }

  /** The classes may lie in somebody's home, where others must not look. */
  private String copiedClassPath() throws IOException, URISyntaxException {
    List<String> copies = new ArrayList<>();
    for (Class<?> type :
        List.of(
            Linux.class,
            Site.class,
            Tracee.class,
            Kernel.class,
            Container.class,
            Reprise.class,
            Representatives.class)) {
      Path original = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path copy = directory.resolve("classes" + copies.size() + ".jar");
      copyTree(original, copy);
      copies.add(copy.toString());
    }
    return String.join(":", copies);
  }

  private static void copyTree(Path original, Path copy) throws IOException {
    Files.copy(original, copy);
    Files.setAttribute(copy, "unix:mode", 0755);
    if (Files.isDirectory(original)) {
      try (Stream<Path> entries = Files.list(original)) {
        for (Path entry : entries.toList()) {
          copyTree(entry, copy.resolve(entry.getFileName()));
        }
      }
    }
  }
}
