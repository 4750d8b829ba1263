package dev.reprise.engine;

import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunConfig;
import dev.reprise.ScheduleStrategy;
import dev.reprise.kernel.runtime.CompilersFirst;
import dev.reprise.kernel.sched.Recording;
import dev.reprise.kernel.sched.Replay;
import dev.reprise.kernel.sched.RoundRobin;
import dev.reprise.kernel.sched.Schedule;
import dev.reprise.kernel.sched.Scheduler;
import dev.reprise.kernel.sched.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The scheduler that a run's options ask for, and the file into which its decisions go. */
final class Schedules {
  private final Scheduler scheduler;
  private final @Nullable Recording recording;
  private final @Nullable Path file;

  /** Reads the schedule which is to be played back, if there is one. */
  Schedules(RunConfig config) throws RepriseException {
    Scheduler deciding = deciding(config);
    file = config.recordSchedule();
    recording = file == null ? null : new Recording(deciding);
    scheduler = recording == null ? deciding : recording;
  }

  private static Scheduler deciding(RunConfig config) throws RepriseException {
    Path replay = config.replaySchedule();
    if (replay != null) {
      try {
        return new Replay(Schedule.read(replay));
      } catch (IOException e) {
        throw new RepriseException(Kind.BAD_INPUT, String.valueOf(e.getMessage()), e);
      }
    }
    return new CompilersFirst(
        config.schedule() == ScheduleStrategy.RANDOM
            ? new SeededRandom(config.schedSeed())
            : new RoundRobin());
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** Writes the decisions to the file, if they were to be kept. */
  void save() throws RepriseException {
    if (recording != null && file != null) {
      try {
        recording.schedule().write(file);
      } catch (IOException e) {
        throw new RepriseException(
            Kind.HOST,
            "the schedule cannot be written to " + file + ": " + HostErrors.reason(e),
            e);
      }
    }
  }
}
