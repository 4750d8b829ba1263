package sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts on several threads. */
public class Counter {

  /** Adds one, {@code times} times on each of {@code threads} threads. */
  public static long count(int threads, int times) throws InterruptedException {
    LongAdder sum = new LongAdder();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      pool.execute(() -> {
        for (int j = 0; j < times; j++) {
          sum.increment();
        }
      });
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    return sum.sum();
  }
}
