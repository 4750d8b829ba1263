package dev.reprise.engine;

import dev.reprise.guest.FastThread;
import dev.reprise.guest.ForeseenCalls;
import dev.reprise.kernel.OwnAnswers;

/** Calls which a thread answers itself by what is in the memory that it shares with the tracer. */
record FastAnswers(FastThread thread, PtraceMemory memory) implements OwnAnswers {
  @Override
  public int most() {
    return ForeseenCalls.MOST_NOTES;
  }

  @Override
  public void allow(int most, long[] clocks, long[] results) {
    thread.foresee(most, clocks, results);
  }

  @Override
  public int taken() {
    return thread.foreseen();
  }

  @Override
  public int nr(int call) {
    return (int) thread.note(call, 0);
  }

  @Override
  public long argument(int call, int index) {
    return thread.note(call, 1 + index);
  }

  @Override
  public void wrote(long address, byte[] bytes) {
    memory.count(address, bytes, 0, bytes.length);
  }
}
