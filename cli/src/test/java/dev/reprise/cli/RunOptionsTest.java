package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.BaseEnv;
import dev.reprise.Command;
import dev.reprise.FileAccess;
import dev.reprise.FileTimes;
import dev.reprise.LogLevel;
import dev.reprise.Moment;
import dev.reprise.Mount;
import dev.reprise.Network;
import dev.reprise.RunConfig;
import dev.reprise.ScheduleStrategy;
import dev.reprise.User;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class RunOptionsTest {

  private static Command parse(String... args) {
    RunOptions options = new RunOptions(Map.of("ON_HOST", "its value")::get);
    CommandSpec spec = CommandSpec.create();
    options.groups().forEach(group -> group.specs().forEach(spec::addOption));
    Program.addTo(spec);
    CommandLine line = Commands.configured(spec);
    line.parseArgs(args);
    return options.command(Program.words(line));
  }

  private static RunConfig config(String... args) {
    String[] whole = Arrays.copyOf(args, args.length + 1);
    whole[args.length] = "prog";
    return parse(whole).config();
  }

  @Test
  void withoutOptionsTheDefaultsHold() {
    assertThat(parse("prog").config()).isEqualTo(RunConfig.defaults());
  }

  @Test
  void optionsEndWhereTheProgramBegins() {
    assertThat(parse("--seed", "3", "ls", "-la", "--seed=4").arguments())
        .containsExactly("-la", "--seed=4");
    assertThat(parse("--seed", "3", "ls", "-la", "--seed=4").config().rngSeed()).isEqualTo(3);
  }

  @Test
  void twoHyphensMayStandBeforeTheProgramAndBelongToItAfterwards() {
    Command command = parse("--", "-odd-name", "--", "-x", "--");
    assertThat(command.program()).isEqualTo("-odd-name");
    assertThat(command.arguments()).containsExactly("--", "-x", "--");
    assertThat(parse("git", "log", "--", "file").arguments()).containsExactly("log", "--", "file");
  }

  @Test
  void argumentsOfTheProgramStayAsTheyAre() {
    String[] odd = {"@file", "", "a b", "\"quoted\"", "${x}", "%s", "a,b", "\\n", "-"};
    String[] line = new String[odd.length + 1];
    line[0] = "prog";
    System.arraycopy(odd, 0, line, 1, odd.length);
    assertThat(parse(line).arguments()).containsExactly(odd);
  }

  @Test
  void seedIsBothSeedsUnlessOneIsGiven() {
    assertThat(config("--seed", "7").rngSeed()).isEqualTo(7);
    assertThat(config("--seed", "7").schedSeed()).isEqualTo(7);
    RunConfig mixed = config("--sched-seed", "9", "--seed", "7");
    assertThat(mixed.rngSeed()).isEqualTo(7);
    assertThat(mixed.schedSeed()).isEqualTo(9);
  }

  @Test
  void variablesComeInOrderAndFromTheHostWhenTheyHaveNoValue() {
    assertThat(config("-e", "A=1", "--env=B=x=y", "-eC=", "-e", "ON_HOST", "-e", "NOT_THERE").env())
        .containsExactly("A=1", "B=x=y", "C=", "ON_HOST=its value");
  }

  @Test
  void machineOptionsReachTheConfiguration() {
    RunConfig config =
        config(
            "--hostname=box",
            "--cpus",
            "4",
            "--memory",
            "2G",
            "--user",
            "1000:100",
            "--network",
            "none",
            "--base-env",
            "host",
            "--epoch",
            "1000000000");
    assertThat(config.hostname()).isEqualTo("box");
    assertThat(config.cpus()).isEqualTo(4);
    assertThat(config.memoryBytes()).isEqualTo(2L << 30);
    assertThat(config.user()).isEqualTo(new User(1000, 100));
    assertThat(config.network()).isEqualTo(Network.NONE);
    assertThat(config.baseEnv()).isEqualTo(BaseEnv.HOST);
    assertThat(config.epoch()).isEqualTo(Instant.ofEpochSecond(1_000_000_000));
  }

  @Test
  void fileOptionsReachTheConfiguration() {
    RunConfig config =
        config(
            "--workdir",
            "/w/x/..",
            "--mount",
            "/a",
            "--mount",
            "/b:/c:ro",
            "--writable",
            "/etc",
            "--writable",
            "/w/../var",
            "--tmp",
            "/t",
            "--fs",
            "overlay",
            "--changes",
            "--commit",
            "/out",
            "--file-times",
            "host");
    assertThat(config.workdir()).isEqualTo(Path.of("/w"));
    assertThat(config.mounts())
        .containsExactly(
            new Mount(Path.of("/a"), Path.of("/a"), false),
            new Mount(Path.of("/b"), Path.of("/c"), true));
    assertThat(config.writable()).containsExactly(Path.of("/etc"), Path.of("/var"));
    assertThat(config.tmp()).isEqualTo(Path.of("/t"));
    assertThat(config.fileAccess()).isEqualTo(FileAccess.OVERLAY);
    assertThat(config.listChanges()).isTrue();
    assertThat(config.commit()).isEqualTo(Path.of("/out"));
    assertThat(config.fileTimes()).isEqualTo(FileTimes.HOST);
  }

  @Test
  void schedulingAndLimitsReachTheConfiguration() {
    RunConfig config =
        config(
            "--schedule",
            "random",
            "--record-schedule",
            "/r",
            "--replay-schedule",
            "/p",
            "--timeout",
            "1m",
            "--wall-timeout",
            "500ms",
            "--allow",
            "b,a",
            "--allow",
            "c",
            "--stop-at",
            "5",
            "--stack-at",
            "3f2a@6",
            "--log",
            "debug",
            "--log-file",
            "/l");
    assertThat(config.schedule()).isEqualTo(ScheduleStrategy.RANDOM);
    assertThat(config.recordSchedule()).isEqualTo(Path.of("/r"));
    assertThat(config.replaySchedule()).isEqualTo(Path.of("/p"));
    assertThat(config.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.wallTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.allow()).containsExactly("a", "b", "c");
    assertThat(config.stopAt()).isEqualTo(Moment.at(5));
    assertThat(config.stackAt()).isEqualTo(new Moment("3f2a", 6));
    assertThat(config.logLevel()).isEqualTo(LogLevel.DEBUG);
    assertThat(config.logFile()).isEqualTo(Path.of("/l"));
  }

  @Test
  void lastOfTheSameOptionCounts() {
    assertThat(config("--cpus", "2", "--cpus", "3").cpus()).isEqualTo(3);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (List<String> args :
        List.of(
            List.of("--cpus", "0"),
            List.of("--cpus", "4294967297"),
            List.of("--memory", "1M"),
            List.of("--hostname", "a b"),
            List.of("--timeout", "0"),
            List.of("-e", "=x"),
            List.of("--user", "-1"),
            List.of("--mount", "/a:b"),
            List.of("--stop-at", "0"))) {
      assertThatThrownBy(() -> config(args.toArray(String[]::new)))
          .as(args.toString())
          .isInstanceOfAny(IllegalArgumentException.class, ParameterException.class);
    }
  }

  @Test
  void programIsNeeded() {
    assertThatThrownBy(() -> parse("--seed", "1"))
        .hasMessageContaining("program to run is missing");
  }
}
