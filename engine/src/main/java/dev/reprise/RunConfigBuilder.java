package dev.reprise;

import dev.reprise.linux.OwnProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the options of a run; each method is named as the component of {@link RunConfig}. */
public final class RunConfigBuilder {

  private long rngSeed = 0;
  private long schedSeed = 0;
  private ScheduleStrategy schedule = ScheduleStrategy.ROUND_ROBIN;
  private @Nullable Path recordSchedule;
  private @Nullable Path replaySchedule;
  private FastPathMode fastPath = FastPathMode.AUTO;
  private Parallel parallel = Parallel.AUTO;
  private Instant epoch = Instant.parse("2025-01-01T00:00:00Z");
  private FileTimes fileTimes = FileTimes.FIXED;
  private BaseEnv baseEnv = BaseEnv.MINIMAL;
  private List<String> env = List.of();
  private Path workdir = OwnProcess.directory();
  private List<Mount> mounts = List.of();
  private List<Path> writable = List.of();
  private @Nullable Path tmp;
  private FileAccess fileAccess = FileAccess.WORKDIR;
  private boolean listChanges = false;
  private @Nullable Path commit;
  private String hostname = "reprise";
  private int cpus = 1;
  private long memoryBytes = 4L << 30;
  private User user = User.ROOT;
  private Network network = Network.LOCAL;
  private SortedSet<String> allow = new TreeSet<>();
  private @Nullable Duration timeout;
  private @Nullable Duration wallTimeout;
  private @Nullable Moment stopAt;
  private @Nullable Moment stackAt;
  private Input stdin = Input.inherit();
  private Output stdout = Output.INHERIT;
  private Output stderr = Output.INHERIT;
  private LogLevel logLevel = LogLevel.WARN;
  private @Nullable Path logFile;

  RunConfigBuilder() {}

  RunConfigBuilder(RunConfig config) {
    rngSeed = config.rngSeed();
    schedSeed = config.schedSeed();
    schedule = config.schedule();
    recordSchedule = config.recordSchedule();
    replaySchedule = config.replaySchedule();
    fastPath = config.fastPath();
    parallel = config.parallel();
    epoch = config.epoch();
    fileTimes = config.fileTimes();
    baseEnv = config.baseEnv();
    env = config.env();
    workdir = config.workdir();
    mounts = config.mounts();
    writable = config.writable();
    tmp = config.tmp();
    fileAccess = config.fileAccess();
    listChanges = config.listChanges();
    commit = config.commit();
    hostname = config.hostname();
    cpus = config.cpus();
    memoryBytes = config.memoryBytes();
    user = config.user();
    network = config.network();
    allow = config.allow();
    timeout = config.timeout();
    wallTimeout = config.wallTimeout();
    stopAt = config.stopAt();
    stackAt = config.stackAt();
    stdin = config.stdin();
    stdout = config.stdout();
    stderr = config.stderr();
    logLevel = config.logLevel();
    logFile = config.logFile();
  }

  /** See {@link RunConfig#rngSeed()}. */
  public RunConfigBuilder rngSeed(long value) {
    rngSeed = value;
    return this;
  }

  /** See {@link RunConfig#schedSeed()}. */
  public RunConfigBuilder schedSeed(long value) {
    schedSeed = value;
    return this;
  }

  /** See {@link RunConfig#schedule()}. */
  public RunConfigBuilder schedule(ScheduleStrategy value) {
    schedule = value;
    return this;
  }

  /** See {@link RunConfig#recordSchedule()}. */
  public RunConfigBuilder recordSchedule(@Nullable Path value) {
    recordSchedule = value;
    return this;
  }

  /** See {@link RunConfig#replaySchedule()}. */
  public RunConfigBuilder replaySchedule(@Nullable Path value) {
    replaySchedule = value;
    return this;
  }

  /** See {@link RunConfig#fastPath()}. */
  public RunConfigBuilder fastPath(FastPathMode value) {
    fastPath = value;
    return this;
  }

  /** See {@link RunConfig#parallel()}. */
  public RunConfigBuilder parallel(Parallel value) {
    parallel = value;
    return this;
  }

  /** See {@link RunConfig#epoch()}. */
  public RunConfigBuilder epoch(Instant value) {
    epoch = value;
    return this;
  }

  /** See {@link RunConfig#fileTimes()}. */
  public RunConfigBuilder fileTimes(FileTimes value) {
    fileTimes = value;
    return this;
  }

  /** See {@link RunConfig#baseEnv()}. */
  public RunConfigBuilder baseEnv(BaseEnv value) {
    baseEnv = value;
    return this;
  }

  /** See {@link RunConfig#env()}. */
  public RunConfigBuilder env(List<String> value) {
    env = value;
    return this;
  }

  /** See {@link RunConfig#workdir()}. */
  public RunConfigBuilder workdir(Path value) {
    workdir = value;
    return this;
  }

  /** See {@link RunConfig#mounts()}. */
  public RunConfigBuilder mounts(List<Mount> value) {
    mounts = value;
    return this;
  }

  /** See {@link RunConfig#writable()}. */
  public RunConfigBuilder writable(List<Path> value) {
    writable = value;
    return this;
  }

  /** See {@link RunConfig#tmp()}. */
  public RunConfigBuilder tmp(@Nullable Path value) {
    tmp = value;
    return this;
  }

  /** See {@link RunConfig#fileAccess()}. */
  public RunConfigBuilder fileAccess(FileAccess value) {
    fileAccess = value;
    return this;
  }

  /** See {@link RunConfig#listChanges()}. */
  public RunConfigBuilder listChanges(boolean value) {
    listChanges = value;
    return this;
  }

  /** See {@link RunConfig#commit()}. */
  public RunConfigBuilder commit(@Nullable Path value) {
    commit = value;
    return this;
  }

  /** See {@link RunConfig#hostname()}. */
  public RunConfigBuilder hostname(String value) {
    hostname = value;
    return this;
  }

  /** See {@link RunConfig#cpus()}. */
  public RunConfigBuilder cpus(int value) {
    cpus = value;
    return this;
  }

  /** See {@link RunConfig#memoryBytes()}. */
  public RunConfigBuilder memoryBytes(long value) {
    memoryBytes = value;
    return this;
  }

  /** See {@link RunConfig#user()}. */
  public RunConfigBuilder user(User value) {
    user = value;
    return this;
  }

  /** See {@link RunConfig#network()}. */
  public RunConfigBuilder network(Network value) {
    network = value;
    return this;
  }

  /** See {@link RunConfig#allow()}. */
  public RunConfigBuilder allow(SortedSet<String> value) {
    allow = value;
    return this;
  }

  /** See {@link RunConfig#timeout()}. */
  public RunConfigBuilder timeout(@Nullable Duration value) {
    timeout = value;
    return this;
  }

  /** See {@link RunConfig#wallTimeout()}. */
  public RunConfigBuilder wallTimeout(@Nullable Duration value) {
    wallTimeout = value;
    return this;
  }

  /** See {@link RunConfig#stopAt()}. */
  public RunConfigBuilder stopAt(@Nullable Moment value) {
    stopAt = value;
    return this;
  }

  /** See {@link RunConfig#stackAt()}. */
  public RunConfigBuilder stackAt(@Nullable Moment value) {
    stackAt = value;
    return this;
  }

  /** See {@link RunConfig#stdin()}. */
  public RunConfigBuilder stdin(Input value) {
    stdin = value;
    return this;
  }

  /** See {@link RunConfig#stdout()}. */
  public RunConfigBuilder stdout(Output value) {
    stdout = value;
    return this;
  }

  /** See {@link RunConfig#stderr()}. */
  public RunConfigBuilder stderr(Output value) {
    stderr = value;
    return this;
  }

  /** See {@link RunConfig#logLevel()}. */
  public RunConfigBuilder logLevel(LogLevel value) {
    logLevel = value;
    return this;
  }

  /** See {@link RunConfig#logFile()}. */
  public RunConfigBuilder logFile(@Nullable Path value) {
    logFile = value;
    return this;
  }

  /** See {@link RunConfig#stopAt()}. */
  public RunConfigBuilder stopAt(long event) {
    return stopAt(Moment.at(event));
  }

  /** See {@link RunConfig#stackAt()}. */
  public RunConfigBuilder stackAt(long event) {
    return stackAt(Moment.at(event));
  }

  /**
   * The options as they are now.
   *
   * @throws IllegalArgumentException when a value is out of its range
   */
  public RunConfig build() {
    return new RunConfig(
        rngSeed,
        schedSeed,
        schedule,
        recordSchedule,
        replaySchedule,
        fastPath,
        parallel,
        epoch,
        fileTimes,
        baseEnv,
        env,
        workdir,
        mounts,
        writable,
        tmp,
        fileAccess,
        listChanges,
        commit,
        hostname,
        cpus,
        memoryBytes,
        user,
        network,
        allow,
        timeout,
        wallTimeout,
        stopAt,
        stackAt,
        stdin,
        stdout,
        stderr,
        logLevel,
        logFile);
  }
}
