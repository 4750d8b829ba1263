package dev.reprise.engine;

import dev.reprise.container.Container;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KernelListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who looks on while a run goes its way. None of them can change its course. */
final class Observers {
  private final Transfers transfers = new Transfers();
  private final List<KernelListener> listeners = new ArrayList<>();
  private @Nullable OutputStream log;
  private @Nullable Overhead overhead;
  private Consumer<String> messages = message -> {};
  private End onEnd = container -> {};
  private BiConsumer<Kernel, Stacks> onStart = (kernel, stacks) -> {};

  /** Adds a listener. */
  Observers listener(KernelListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Writes the event log to a stream. */
  Observers log(OutputStream stream) {
    log = stream;
    return this;
  }

  /** Receives what the run itself has to say, such as a stack that was asked for. */
  Observers messages(Consumer<String> receiver) {
    messages = receiver;
    return this;
  }

  /** Counts what the run's threads are made to do. */
  Observers overhead(Overhead counters) {
    overhead = counters;
    return listener(counters);
  }

  /** The first thread, or one in its place that is counted. */
  PtraceThread metered(PtraceThread thread) {
    if (overhead == null) {
      return thread;
    }
    overhead.start(thread.tracee().traffic());
    return new MeteredThread(thread.tracee(), thread, overhead);
  }

  /** Is told the run's kernel and stacks before the first event. */
  Observers onStart(BiConsumer<Kernel, Stacks> receiver) {
    onStart = receiver;
    return this;
  }

  /** Looks at a container before it is closed. */
  @FunctionalInterface
  interface End {
    void ended(Container container) throws IOException;
  }

  /** Is shown the container when the run has ended. */
  Observers onEnd(End receiver) {
    onEnd = receiver;
    return this;
  }

  void ended(Container container) throws IOException {
    onEnd.ended(container);
  }

  /** The checksums of the run's data. */
  Transfers transfers() {
    return transfers;
  }

  List<KernelListener> listeners() {
    return listeners;
  }

  @Nullable OutputStream log() {
    return log;
  }

  void message(String message) {
    messages.accept(message);
  }

  void started(Kernel kernel, Stacks stacks) {
    onStart.accept(kernel, stacks);
  }
}
