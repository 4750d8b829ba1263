package dev.reprise.container;

import dev.reprise.linux.Nr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a container promises, each promise as a method that throws when it is broken.
 *
 * <p>No test library is used, because the scenarios also run in a JVM of another user, who may not
 * read the libraries. That JVM's {@link #main} prints a line for each scenario.
 */
final class Scenarios {
  /** A promise. */
  @FunctionalInterface
  interface Scenario {
    /**
     * Tries it.
     *
     * @param directory an empty directory outside of {@code /tmp}
     */
    void run(Path directory) throws IOException;
  }

  private Scenarios() {}

  static Map<String, Scenario> all() {
    Map<String, Scenario> all = new TreeMap<>();
    all.put("workdirIsSeenAtTwoPlaces", Scenarios::workdirIsSeenAtTwoPlaces);
    all.put("writesInWorkdirGoThrough", Scenarios::writesInWorkdirGoThrough);
    all.put("otherWritesAreThrownAway", Scenarios::otherWritesAreThrownAway);
    all.put("everythingElseIsReadOnly", Scenarios::everythingElseIsReadOnly);
    all.put("theKernelsTableIsKnown", Scenarios::theKernelsTableIsKnown);
    all.put("systemDirectoriesCanBeWritable", Scenarios::systemDirectoriesCanBeWritable);
    all.put("replacedDirectoryIsOpaque", Scenarios::replacedDirectoryIsOpaque);
    all.put("overlayKeepsWorkdir", Scenarios::overlayKeepsWorkdir);
    all.put("directWritesEverywhere", Scenarios::directWritesEverywhere);
    all.put("workdirBeneathTmp", Scenarios::workdirBeneathTmp);
    all.put("hostTmpIsShared", Scenarios::hostTmpIsShared);
    all.put("mountsAreShown", Scenarios::mountsAreShown);
    all.put("rootCanBeTheWorkdir", Scenarios::rootCanBeTheWorkdir);
    all.put("idsAndNamesAreFixed", Scenarios::idsAndNamesAreFixed);
    all.put("ownDirectoriesAreThere", Scenarios::ownDirectoriesAreThere);
    all.put("fullLayerIsReported", Scenarios::fullLayerIsReported);
    all.put("changesAreCopied", Scenarios::changesAreCopied);
    all.put("closeEndsARunningGuest", Scenarios::closeEndsARunningGuest);
    all.put("nothingIsLeftAfterClose", Scenarios::nothingIsLeftAfterClose);
    return all;
  }

  private static void workdirIsSeenAtTwoPlaces(Path directory) throws IOException {
    Files.writeString(directory.resolve("input"), "42");
    shell(ContainerSpec.in(directory), "test \"$(cat /work/input)\" = 42");
    shell(ContainerSpec.in(directory), "test \"$(cat " + directory + "/input)\" = 42");
    shell(ContainerSpec.in(directory), "test \"$PWD\" = /work && test -e input");
    try (Container container = Container.start(ContainerSpec.in(directory).build())) {
      check(container.guestWorkdir().equals("/work"));
      check(container.guestPath(directory.resolve("input")).equals("/work/input"));
      check(Files.readString(container.hostView("/work/input")).equals("42"));
    }
  }

  private static void writesInWorkdirGoThrough(Path directory) throws IOException {
    shell(ContainerSpec.in(directory), "echo new > output; umask > mask");
    check(Files.readString(directory.resolve("output")).equals("new\n"));
    check(Files.readString(directory.resolve("mask")).equals("0022\n"));
  }

  private static void otherWritesAreThrownAway(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.createDirectory(other.resolve("empty"));
    Files.writeString(other.resolve("changed"), "old");
    Files.writeString(other.resolve("removed"), "old");
    String command =
        "cd %s; echo new > changed; echo new > made; rm removed; rmdir empty".formatted(other);
    try (Container container = Container.start(ContainerSpec.in(work).writable(other).build())) {
      check(GuestShell.run(container, command) == 0);
      check(
          container.changes(),
          "CREATED " + other + "/made",
          "DELETED " + other + "/empty",
          "DELETED " + other + "/removed",
          "MODIFIED " + other + "/changed");
    }
    check(Files.readString(other.resolve("changed")).equals("old"));
    check(Files.exists(other.resolve("removed")) && !Files.exists(other.resolve("made")));
  }

  private static void everythingElseIsReadOnly(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    Path system = Files.createDirectory(directory.resolve("system"));
    shell(
        ContainerSpec.in(work).mount(new Mount(system, "/usr/added", true)),
        "for d in / /usr /etc /var /usr/lib /usr/added; do ! echo > $d/x || exit 1; done 2> error");
    for (String line : Files.readAllLines(work.resolve("error"))) {
      check(line.endsWith("Read-only file system"), line);
    }
    shell(
        ContainerSpec.in(work), "for d in /tmp /run /dev/shm /var/tmp /work; do echo > $d/x; done");
    check(Files.exists(work.resolve("x")) && !Files.exists(Path.of("/var/tmp/x")));
  }

  private static void theKernelsTableIsKnown(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    ContainerSpec spec = ContainerSpec.in(work).mount(new Mount(work, "/data", true)).build();
    try (Container container = Container.start(spec)) {
      check(container.places().getFirst().equals(new Place("/", true)));
      check(container.places().contains(new Place("/data", true)));
      check(container.places().contains(new Place("/tmp", false)));
      check(container.places().contains(new Place("/work", false)));
      check(!container.isReadOnly(0));
      long known =
          java.util.stream.LongStream.range(1, 1 << 16).filter(container::isReadOnly).count();
      check(known > 2, "/, /usr and /data at least");
    }
  }

  private static void systemDirectoriesCanBeWritable(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    ContainerSpec spec =
        ContainerSpec.in(work).writable(Path.of("/etc")).writable(Path.of("/usr/lib")).build();
    try (Container container = Container.start(spec)) {
      String command = "echo > /etc/made; echo > /usr/lib/made; ! echo > /usr/made";
      check(GuestShell.run(container, command) == 0);
      check(container.changes(), "CREATED /etc/made", "CREATED /usr/lib/made");
    }
    for (String no : List.of("/no/such", "/etc/passwd", "/proc/sys", "/tmp")) {
      ContainerSpec wrong = ContainerSpec.in(work).writable(Path.of(no)).build();
      try {
        Container.start(wrong).close();
        throw new AssertionError(no + " became writable");
      } catch (ContainerException expected) {
        check(expected.toString().contains(no), expected.toString());
      }
    }
  }

  private static void replacedDirectoryIsOpaque(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("kept"), "old");
    Files.writeString(other.resolve("removed"), "old");
    String command = "rm -r %1$s; mkdir %1$s; echo new > %1$s/kept".formatted(other);
    ContainerSpec spec = ContainerSpec.in(work).writable(directory).build();
    try (Container container = Container.start(spec)) {
      check(GuestShell.run(container, command) == 0);
      check(container.changes(), "DELETED " + other + "/removed", "MODIFIED " + other + "/kept");
    }
    check(Files.exists(other.resolve("removed")));
  }

  private static void overlayKeepsWorkdir(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("a,b:c\\d"));
    Files.writeString(work.resolve("input"), "old");
    ContainerSpec spec = ContainerSpec.in(work).rootMode(RootMode.OVERLAY).build();
    try (Container container = Container.start(spec)) {
      check(GuestShell.run(container, "echo new > input; echo new > output") == 0);
      check(Files.readString(container.hostView("/work/input")).equals("new\n"));
      check(container.changes(), "CREATED /work/output", "MODIFIED /work/input");
    }
    check(Files.readString(work.resolve("input")).equals("old"));
    check(!Files.exists(work.resolve("output")));
  }

  private static void directWritesEverywhere(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    ContainerSpec.Builder spec = ContainerSpec.in(work).rootMode(RootMode.DIRECT);
    shell(
        spec, "echo new > ../other; echo new > " + directory + "/third; ls /proc/ > list || true");
    check(Files.exists(directory.resolve("third")));
    check(!Files.exists(directory.resolve("other")), "the parent of /work is the guest's root");
    check(Files.size(work.resolve("list")) == 0, "the host's processes are not to be seen");
  }

  private static void workdirBeneathTmp(Path directory) throws IOException {
    Path tmp = Files.createTempDirectory(Path.of("/tmp"), "reprise").toRealPath();
    Path tool = Files.createTempFile(Path.of("/tmp"), "reprise", "tool").toRealPath();
    try {
      Files.writeString(tool, "x");
      ContainerSpec.Builder spec = ContainerSpec.in(tmp).alsoVisible(tool);
      shell(spec, "echo a > a; echo b > %s/b; ls /tmp > list; cat %s > c".formatted(tmp, tool));
      check(Files.exists(tmp.resolve("a")) && Files.exists(tmp.resolve("b")));
      check(Files.readString(tmp.resolve("c")).equals("x"));
      List<String> expected =
          Stream.of(tmp, tool).map(path -> path.getFileName().toString()).sorted().toList();
      check(Files.readAllLines(tmp.resolve("list")).equals(expected), "only what was asked for");
    } finally {
      Files.delete(tool);
      delete(tmp);
    }
  }

  private static void hostTmpIsShared(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    Path tmp = Files.createDirectory(directory.resolve("tmp"));
    shell(ContainerSpec.in(work).hostTmp(tmp), "echo new > /tmp/file");
    check(Files.exists(tmp.resolve("file")));
    Path beneath = Files.createTempDirectory(Path.of("/tmp"), "reprise").toRealPath();
    try {
      shell(ContainerSpec.in(beneath).hostTmp(tmp), "ls /tmp > list");
      check(Files.readAllLines(beneath.resolve("list")).equals(List.of("file")));
    } finally {
      delete(beneath);
    }
  }

  private static void mountsAreShown(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    Path data = Files.createDirectory(directory.resolve("data"));
    Path file = Files.writeString(directory.resolve("file"), "text");
    ContainerSpec spec =
        ContainerSpec.in(work)
            .mount(new Mount(data, "/data/deep", false))
            .mount(new Mount(data, "/opt/constant", true))
            .mount(new Mount(file, "/etc-file", true))
            .build();
    String command =
        "echo new > /data/deep/file; test -e /opt/constant/file && test \"$(cat /etc-file)\" = text"
            + " && ! echo x > /opt/constant/file && ! echo x > /etc-file";
    try (Container container = Container.start(spec)) {
      check(GuestShell.run(container, command) == 0);
      check(container.changes());
    }
    check(Files.readString(data.resolve("file")).equals("new\n"));
    check(Files.readString(file).equals("text"));
  }

  private static void rootCanBeTheWorkdir(Path directory) throws IOException {
    shell(
        ContainerSpec.in(Path.of("/")),
        "test \"$PWD\" = / && test -e usr/bin && ! echo > new-file");
    check(!Files.exists(Path.of("/new-file")));
    shell(
        ContainerSpec.in(Path.of("/usr")),
        "test \"$PWD\" = /work && test -e bin/env && ! echo > x");
  }

  private static void idsAndNamesAreFixed(Path directory) throws IOException {
    ContainerSpec.Builder spec = ContainerSpec.in(directory).hostname("one").domainname("two");
    shell(spec, "test \"$(id -u):$(id -g):$(uname -n):$$\" = 0:0:one:2");
    shell(spec.ids(7, 8), "test \"$(id -u):$(id -g)\" = 7:8 && echo > mine");
    try (Container container = Container.start(spec.build())) {
      check(container.init().execute(Nr.GETPID, 0, 0, 0, 0, 0, 0) == 1);
      check(container.guest().execute(Nr.GETPID, 0, 0, 0, 0, 0, 0) == 2);
      check(container.guest().execute(Nr.GETPPID, 0, 0, 0, 0, 0, 0) == 1);
      check(container.guest().execute(Nr.GETPGID, 0, 0, 0, 0, 0, 0) == 2);
      check(container.guest().execute(Nr.GETSID, 0, 0, 0, 0, 0, 0) == 1);
    }
  }

  private static void ownDirectoriesAreThere(Path directory) throws IOException {
    shell(
        ContainerSpec.in(directory),
        "ls -d /proc /sys > list && echo x > /dev/null && echo x > /tmp/a && echo x > /dev/shm/a"
            + " && test -c /dev/zero && test -c /dev/full && test -c /dev/urandom"
            + " && test -d /dev/pts && test -d /run/lock && test ! -e /proc && test ! -e /sys");
    check(Files.readAllLines(directory.resolve("list")).equals(List.of("/proc", "/sys")));
  }

  private static void fullLayerIsReported(Path directory) throws IOException {
    shell(
        ContainerSpec.in(directory).sizeLimitBytes(1 << 20),
        "! head -c 2000000 /dev/zero > /tmp/big 2> error && grep -q 'No space' error");
  }

  private static void changesAreCopied(Path directory) throws IOException {
    Path work = Files.createDirectory(directory.resolve("work"));
    Files.writeString(work.resolve("removed"), "old");
    Path target = directory.resolve("target");
    ContainerSpec spec = ContainerSpec.in(work).rootMode(RootMode.OVERLAY).build();
    try (Container container = Container.start(spec)) {
      String command = "rm removed; mkdir d; echo x > d/f; chmod 751 d/f; ln -s d/f l; chmod 500 d";
      check(GuestShell.run(container, command) == 0);
      container.commit(target);
      try {
        container.commit(target);
        throw new AssertionError("committed twice");
      } catch (ContainerException expected) {
        check(expected.toString().contains("not empty"));
      }
    }
    check(
        Files.readAllLines(target.resolve("changes"))
            .equals(
                List.of(
                    "created /work/d",
                    "created /work/d/f",
                    "created /work/l",
                    "deleted /work/removed")));
    Path copied = target.resolve("root/work");
    check(Files.readString(copied.resolve("d/f")).equals("x\n"));
    check((HostFiles.mode(copied.resolve("d/f")) & 07777) == 0751);
    check((HostFiles.mode(copied.resolve("d")) & 07777) == 0500);
    check(Files.readSymbolicLink(copied.resolve("l")).toString().equals("d/f"));
    Files.setAttribute(copied.resolve("d"), "unix:mode", 0700);
  }

  private static void closeEndsARunningGuest(Path directory) throws IOException {
    try (Container container = Container.start(ContainerSpec.in(directory).build())) {
      GuestShell.start(container, "echo > running; while :; do :; done");
      while (!Files.exists(directory.resolve("running"))) {
        Thread.onSpinWait();
      }
    }
    try (Container container = Container.start(ContainerSpec.in(directory).build())) {
      GuestShell.start(container, "(while :; do :; done) & echo > /dev/null");
    }
  }

  private static void nothingIsLeftAfterClose(Path directory) throws IOException {
    String before = Files.readString(Path.of("/proc/self/mountinfo"));
    Container container = Container.start(ContainerSpec.in(directory).build());
    Path init = Path.of("/proc/" + container.init().tgid());
    Path guest = Path.of("/proc/" + container.guest().tgid());
    check(Files.exists(init) && Files.exists(guest));
    container.close();
    container.close();
    check(!Files.exists(init) && !Files.exists(guest));
    check(Files.readString(Path.of("/proc/self/mountinfo")).equals(before));
  }

  private static void shell(ContainerSpec.Builder spec, String command) {
    try (Container container = Container.start(spec.build())) {
      int code = GuestShell.run(container, command);
      check(code == 0, "exit code " + code + " of: " + command);
    }
  }

  private static void check(List<Change> changes, String... expected) {
    List<String> lines =
        changes.stream().map(change -> change.kind() + " " + change.path()).sorted().toList();
    check(lines.equals(List.of(expected)), lines.toString());
  }

  private static void check(boolean holds) {
    check(holds, "a promise is broken");
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** Runs a scenario in a new directory. */
  static void run(Scenario scenario) throws IOException {
    Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "reprise-test").toRealPath();
    try {
      scenario.run(directory);
    } finally {
      delete(directory);
    }
  }

  static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : HostFiles.list(path)) {
        delete(entry);
      }
    }
    Files.delete(path);
  }

  /** Runs all scenarios, or, given the argument {@code hang}, starts a container and waits. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 1) {
      hang(Path.of(arguments[0]));
    }
    for (Map.Entry<String, Scenario> scenario : all().entrySet()) {
      try {
        run(scenario.getValue());
        System.out.println("passed " + scenario.getKey());
      } catch (IOException | RuntimeException | AssertionError e) {
        System.out.println("failed " + scenario.getKey() + ": " + e);
        e.printStackTrace(System.out);
      }
    }
  }

  private static void hang(Path directory) throws IOException {
    try (Container container = Container.start(ContainerSpec.in(directory).build())) {
      String pids =
          Stream.of(container.init(), container.guest())
              .map(tracee -> Integer.toString(tracee.tgid()))
              .collect(Collectors.joining(" "));
      System.out.println(container.launcherPid() + " " + pids);
      System.in.read();
    }
  }
}
