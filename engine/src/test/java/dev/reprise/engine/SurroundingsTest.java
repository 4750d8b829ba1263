package dev.reprise.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.Command;
import dev.reprise.FileAccess;
import dev.reprise.Input;
import dev.reprise.Output;
import dev.reprise.Reprise;
import dev.reprise.RunConfig;
import dev.reprise.RunControl;
import dev.reprise.VerifyReport;
import dev.reprise.container.Container;
import dev.reprise.container.ContainerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verification varies does differ on the host, and does not reach a guest. */
class SurroundingsTest {
  @TempDir Path folder;

  private final Command everything =
      new Command(
          "sh",
          List.of(
              "-c",
              "env; umask; nice; ulimit -a; ulimit -S -a; cat /proc/self/status /proc/self/limits"
                  + " /proc/self/stat /proc/self/oom_score_adj /proc/uptime; ls -l /proc/self/fd;"
                  + " ls -l --time-style=full-iso; stat *; date +%s.%N;"
                  + " truncate -s 300000000 /tmp/large; wc -c /tmp/large"),
          RunConfig.builder()
              .stdin(Input.empty())
              .stdout(Output.CAPTURE)
              .stderr(Output.CAPTURE)
              .fileAccess(FileAccess.OVERLAY)
              .build());

  @Test
  void theHostSeesTheDifference() throws Exception {
    Map<String, String> present = seen(Conditions.PRESENT);
    // The amounts 1 and 2 give the priorities 2 and 3, of which one may be the tests' own.
    int noise = "2".equals(present.get("nice")) ? 2 : 1;
    Map<String, String> other = seen(new Conditions(Cores.ALL, 0077, noise, 11, null));
    assertThat(other).containsOnlyKeys(present.keySet());
    other.forEach(
        (name, value) -> {
          boolean differs = !value.equals(present.get(name));
          assertThat(differs).as(name + ": " + value).isEqualTo(canDiffer(name));
        });
  }

  private static boolean canDiffer(String name) {
    return switch (name) {
      case "cores" -> Runtime.getRuntime().availableProcessors() > 1;
      case "timens_offsets" -> Files.exists(Path.of("/proc/self/ns/time_for_children"));
      default -> true;
    };
  }

  @Test
  void theGuestSeesNone() throws Exception {
    Files.writeString(folder.resolve("b"), "2");
    Files.writeString(folder.resolve("a"), "1");
    Command command = everything.with(everything.config().toBuilder().workdir(folder).build());
    VerifyReport report = Reprise.verify(command, 3, new RunControl(), line -> {});
    assertThat(report.differences()).as(String.valueOf(report.divergence())).isEmpty();
    assertThat(report.first().stdout().toString()).contains("300000000 /tmp/large");
    assertThat(report.first().stderr().toString()).isEmpty();
  }

  @Test
  void copiesHaveOtherTimesUnlessTheseAreInputs() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    for (Path entry : List.of(folder, file, link)) {
      String name = folder.relativize(entry).toString();
      try (DirectoryCopy kept = Objects.requireNonNull(DirectoryCopy.of(folder, true));
          DirectoryCopy other = Objects.requireNonNull(DirectoryCopy.of(folder, false))) {
        assertThat(modified(kept.path().resolve(name))).as(name).isEqualTo(modified(entry));
        assertThat(modified(other.path().resolve(name))).as(name).isNotEqualTo(modified(entry));
      }
    }
  }

  private static Object modified(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .lastModifiedTime();
  }

  /** What the host says of a guest that has not begun. */
  private static Map<String, String> seen(Conditions conditions) throws Exception {
    return Runs.onOwnThread(
        () -> {
          Pinning.apply(conditions);
          ContainerSpec spec =
              ContainerSpec.in(Path.of("/")).clockShiftSeconds(conditions.clockShiftDays()).build();
          try (Container container =
              Container.start(spec, launcher -> Surroundings.apply(launcher, conditions))) {
            return seen(Path.of("/proc/" + container.guest().tgid()));
          }
        });
  }

  private static Map<String, String> seen(Path process) throws IOException {
    Map<String, String> seen = new TreeMap<>();
    for (String file :
        List.of("environ", "limits", "oom_score_adj", "coredump_filter", "personality")) {
      seen.put(file, Files.readString(process.resolve(file)));
    }
    seen.put("timens_offsets", Files.readString(process.resolve("timens_offsets")));
    String stat = Files.readString(process.resolve("stat"));
    seen.put("nice", stat.substring(stat.lastIndexOf(')')).split(" ", -1)[17]);
    for (String line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith("Cpus_allowed:")) {
        seen.put("cores", line);
      }
    }
    try (var descriptors = Files.list(process.resolve("fd"))) {
      seen.put("descriptors", String.valueOf(descriptors.count()));
    }
    return seen;
  }
}
