package dev.reprise.cli;

import dev.reprise.BaseEnv;
import dev.reprise.Command;
import dev.reprise.FastPathMode;
import dev.reprise.FileAccess;
import dev.reprise.FileTimes;
import dev.reprise.LogLevel;
import dev.reprise.Moment;
import dev.reprise.Mount;
import dev.reprise.Network;
import dev.reprise.Parallel;
import dev.reprise.RunConfig;
import dev.reprise.RunConfigBuilder;
import dev.reprise.ScheduleStrategy;
import dev.reprise.User;
import dev.reprise.linux.OwnProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options that describe a run, shared by all commands which run a program. */
final class RunOptions {

  private final Function<String, @Nullable String> hostVariable;
  private final RunConfigBuilder config = RunConfig.builder();
  private final List<String> env = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();
  private final List<Path> writable = new ArrayList<>();
  private final SortedSet<String> allow = new TreeSet<>();
  private @Nullable Long seed;
  private @Nullable Long rngSeed;
  private @Nullable Long schedSeed;
  private LogLevel logLevel = LogLevel.WARN;

  /** {@code hostVariable} is where {@code -e NAME} finds a value; null when there is none. */
  RunOptions(Function<String, @Nullable String> hostVariable) {
    this.hostVariable = hostVariable;
  }

  /** All options, by what they are about. */
  List<Options> groups() {
    return List.of(inputs(), scheduling(), machine(), files(), limits(), logging());
  }

  /**
   * The command for what the parser has seen.
   *
   * @throws IllegalArgumentException when values do not fit together or are out of range
   */
  Command command(List<String> words) {
    long both = seed == null ? 0 : seed;
    RunConfig built =
        config
            .rngSeed(rngSeed == null ? both : rngSeed)
            .schedSeed(schedSeed == null ? both : schedSeed)
            .env(env)
            .mounts(mounts)
            .writable(writable)
            .allow(allow)
            .build();
    return new Command(words.getFirst(), words.subList(1, words.size()), built);
  }

  /** Whether {@code --log} asks for more than a user needs to know. */
  boolean showsTraces() {
    return logLevel.compareTo(LogLevel.DEBUG) >= 0;
  }

  private Options inputs() {
    return new Options("Inputs of the run")
        .value(
            "--seed",
            "N",
            "seed of everything drawn: --rng-seed and --sched-seed (default: 0)",
            Values::number,
            value -> seed = value)
        .value(
            "--rng-seed",
            "N",
            "seed of the random bytes that the program asks for",
            Values::number,
            value -> rngSeed = value)
        .value(
            "--epoch",
            "TIME",
            "wall-clock time at the start, as 2025-01-01T00:00:00Z (the default) or in seconds"
                + " since 1970",
            Values::moment,
            config::epoch)
        .value(
            "-e --env",
            "NAME[=VALUE]",
            "set a variable; without a value, copy it from the host",
            text -> text,
            this::addVariable)
        .word(
            "--base-env",
            "variables to start from: none, a fixed few (PATH, HOME, LANG...; the default), or"
                + " all of the host's",
            BaseEnv.class,
            config::baseEnv)
        .word(
            "--file-times",
            "files from before the run show one fixed time (the default), or their real ones",
            FileTimes.class,
            config::fileTimes);
  }

  private Options scheduling() {
    return new Options("Scheduling")
        .word(
            "--schedule",
            "who runs next: fair turns (the default), or drawn by --sched-seed",
            ScheduleStrategy.class,
            config::schedule)
        .value(
            "--sched-seed",
            "N",
            "seed of a random schedule",
            Values::number,
            value -> schedSeed = value)
        .value(
            "--record-schedule",
            "FILE",
            "write the scheduler's decisions to a file",
            Values::path,
            config::recordSchedule)
        .value(
            "--replay-schedule",
            "FILE",
            "play decisions back; the first that does not fit is reported",
            Values::path,
            config::replaySchedule)
        .word(
            "--fast-path",
            "whether calls of the program reach Reprise through shared memory; the result is the"
                + " same (default: auto, for processes that call often)",
            FastPathMode.class,
            config::fastPath)
        .word(
            "--parallel",
            "whether processes run side by side on the host's cores; the result is the same"
                + " (default: auto, where there are several)",
            Parallel.class,
            config::parallel);
  }

  private Options machine() {
    return new Options("The machine that the program sees")
        .value("--hostname", "NAME", "host name (default: reprise)", t -> t, config::hostname)
        .value(
            "--cpus",
            "N",
            "number of processors (default: 1)",
            text -> Math.toIntExact(Math.clamp(Values.number(text), -1, Integer.MAX_VALUE)),
            config::cpus)
        .value(
            "--memory",
            "SIZE",
            "memory, and room for files that are thrown away (default: 4G)",
            Values::bytes,
            config::memoryBytes)
        .value("--user", "UID[:GID]", "user (default: 0, root)", User::parse, config::user)
        .word(
            "--network",
            "no network, or a private loopback (the default); AF_UNIX works with both",
            Network.class,
            config::network);
  }

  private Options files() {
    return new Options("Files")
        .value(
            "-w --workdir",
            "DIR",
            "where the program starts (default: here)",
            Values::path,
            config::workdir)
        .value(
            "--mount",
            "HOST[:GUEST][:ro]",
            "show a file or directory of the host, and let writes to it through",
            text -> Mount.parse(text, OwnProcess.directory()),
            mounts::add)
        .value(
            "--writable",
            "DIR",
            "let the program write to a directory that is read-only otherwise, such as /etc; what"
                + " it writes is thrown away",
            Values::path,
            writable::add)
        .value(
            "--tmp",
            "DIR",
            "host directory to use as /tmp (default: an empty one, thrown away)",
            Values::path,
            config::tmp)
        .word(
            "--fs",
            "which writes reach the host: those beneath the working directory and mounts (the"
                + " default), none, or all",
            FileAccess.class,
            config::fileAccess)
        .flag("--changes", "list the files that the run changed", () -> config.listChanges(true))
        .value(
            "--commit",
            "DIR",
            "copy the files that were set aside into a directory at the end",
            Values::path,
            config::commit);
  }

  private Options limits() {
    return new Options("Limits and exceptions")
        .value(
            "--timeout", "TIME", "limit of virtual time, as 10s", Values::duration, config::timeout)
        .value(
            "--wall-timeout",
            "TIME",
            "limit of real time; only a safety net, as it depends on the host's speed",
            Values::duration,
            config::wallTimeout)
        .value(
            "--allow",
            "NAME[,NAME...]",
            "let a refused feature through; see 'reprise syscalls'",
            text -> List.of(text.split(",")),
            allow::addAll);
  }

  private Options logging() {
    return new Options("Looking inside")
        .value(
            "--stop-at",
            "MOMENT",
            "stop after this event, as 128 or 3f2a91c0b7d4@128, and print the stacks of all"
                + " threads",
            Moment::parse,
            config::stopAt)
        .value(
            "--stack-at",
            "MOMENT",
            "print the stacks of all threads after this event, and go on",
            Moment::parse,
            config::stackAt)
        .word(
            "--log",
            "how much to say about the engine's own work (default: warn)",
            LogLevel.class,
            this::setLogLevel)
        .value("--log-file", "FILE", "where to say it", Values::path, config::logFile);
  }

  private void setLogLevel(LogLevel level) {
    logLevel = level;
    config.logLevel(level);
  }

  private void addVariable(String text) {
    if (text.indexOf('=') >= 0) {
      env.add(text);
      return;
    }
    String value = hostVariable.apply(text);
    if (value != null) {
      env.add(text + "=" + value);
    }
  }
}
