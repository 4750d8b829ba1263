package dev.reprise.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.guest.Tracee;
import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promises of a container, for the user who runs the tests and for one without any rights. */
class ContainerTest {
  /** A user id that no host gives to anybody. */
  private static final String ORDINARY_USER = "54321";

  static Set<String> scenarios() {
    return Scenarios.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void keepsItsPromise(String scenario) throws IOException {
    Scenarios.run(Objects.requireNonNull(Scenarios.all().get(scenario)));
  }

  @Test
  void keepsItsPromisesToAnOrdinaryUser(@TempDir Path directory) throws Exception {
    assumeTrue(Linux.call(Nr.GETEUID) == 0, "only root can become another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing");
    Files.setAttribute(directory, "unix:mode", 0755);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/usr/bin/setpriv", "--reuid", ORDINARY_USER));
    command.addAll(List.of("--regid", ORDINARY_USER, "--clear-groups"));
    command.addAll(java(copiedClassPath(directory)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> output;
    try (BufferedReader reader = process.inputReader()) {
      output = reader.lines().toList();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(output).noneMatch(line -> line.startsWith("failed"));
    Set<String> passed = new TreeSet<>();
    for (String line : output) {
      if (line.startsWith("passed ")) {
        passed.add(line.substring("passed ".length()));
      }
    }
    assertThat(passed).isEqualTo(scenarios());
  }

  @Test
  void diesWithItsJvm(@TempDir Path directory) throws Exception {
    List<String> command = new ArrayList<>(java(classPath()));
    command.add(directory.toString());
    Process process = new ProcessBuilder(command).start();
    try (BufferedReader reader = process.inputReader()) {
      String[] pids = String.valueOf(reader.readLine()).split(" ");
      assertThat(pids).hasSize(3);
      assertThat(pids).allMatch(ContainerTest::isAlive);
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 1000 && Stream.of(pids).anyMatch(ContainerTest::isAlive); i++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(pids).noneMatch(ContainerTest::isAlive);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void refusesAWorkdirThatIsNotThere() {
    ContainerSpec missing = ContainerSpec.in(Path.of("/no/such/directory")).build();
    assertThatThrownBy(() -> Container.start(missing))
        .isInstanceOf(ContainerException.class)
        .hasMessageContaining("/no/such/directory");
    ContainerSpec proc = ContainerSpec.in(Path.of("/proc/sys")).build();
    assertThatThrownBy(() -> Container.start(proc))
        .isInstanceOf(ContainerException.class)
        .hasMessageContaining("choose another working directory");
  }

  @Test
  void refusesAMountThatIsNotThere(@TempDir Path directory) {
    ContainerSpec spec =
        ContainerSpec.in(directory).mount(new Mount(Path.of("/no/such"), "/data", true)).build();
    assertThatThrownBy(() -> Container.start(spec))
        .isInstanceOf(ContainerException.class)
        .hasMessageContaining("/no/such");
  }

  @Test
  void namesTheCauseWhenUserNamespacesAreUsedUp(@TempDir Path directory) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "unshare is missing");
    List<String> command = new ArrayList<>(List.of("/usr/bin/unshare", "-Ur", "/bin/sh", "-c"));
    command.add("echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"");
    command.add("sh");
    command.addAll(java(classPath()));
    command.add(directory.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader reader = process.inputReader()) {
      assertThat(reader.lines()).anyMatch(line -> line.contains("user.max_user_namespaces=10000"));
    }
    assertThat(process.waitFor()).isNotZero();
  }

  @Test
  void readsTheKernelsTableOfMounts() {
    MountPoints points =
        MountPoints.parse(
            """
            27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            28 27 0:25 / /mnt/with\\040space/x ro - tmpfs none ro
            29 27 0:25 / /usr ro - tmpfs none ro
            """);
    assertThat(points.anyBeneath("/")).isTrue();
    assertThat(points.anyBeneath("/mnt/with space")).isTrue();
    assertThat(points.anyBeneath("/mnt/with space/x")).isFalse();
    assertThat(points.anyBeneath("/mnt/with")).isFalse();
    assertThat(points.anyBeneath("/usr")).isFalse();
  }

  /** A zombie that nobody has reaped yet is dead all the same. */
  private static boolean isAlive(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  private static List<String> java(String classPath) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-cp",
        classPath,
        Scenarios.class.getName());
  }

  private static List<Path> classes() throws URISyntaxException {
    List<Path> places = new ArrayList<>();
    for (Class<?> type : List.of(Linux.class, Tracee.class, Container.class, Scenarios.class)) {
      places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    return places;
  }

  private static String classPath() throws URISyntaxException {
    return String.join(":", classes().stream().distinct().map(Path::toString).toList());
  }

  /** The classes may lie in somebody's home, where others must not look. */
  private static String copiedClassPath(Path directory) throws IOException, URISyntaxException {
    List<String> copies = new ArrayList<>();
    for (Path original : classes().stream().distinct().toList()) {
      Path copy = directory.resolve(copies.size() + "-" + original.getFileName());
      copyTree(original, copy);
      copies.add(copy.toString());
    }
    return String.join(":", copies);
  }

  private static void copyTree(Path original, Path copy) throws IOException {
    Files.copy(original, copy);
    Files.setAttribute(copy, "unix:mode", 0755);
    if (Files.isDirectory(original)) {
      for (Path entry : HostFiles.list(original)) {
        copyTree(entry, copy.resolve(entry.getFileName()));
      }
    }
  }
}
