package dev.reprise.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a run that takes too much real time. */
final class WallTimer implements AutoCloseable {
  private final @Nullable Thread thread;

  /** Starts the timer; without a limit there is none. */
  WallTimer(@Nullable Duration limit, Interruption interruption) {
    if (limit == null) {
      thread = null;
      return;
    }
    thread =
        Thread.ofPlatform()
            .name("reprise-wall-timer")
            .daemon()
            .start(
                () -> {
                  try {
                    Thread.sleep(limit);
                    interruption.expire();
                  } catch (InterruptedException runIsOver) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
