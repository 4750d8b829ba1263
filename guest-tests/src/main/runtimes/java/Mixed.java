import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Threads, pools, futures and timers of the platform, and what depends on time and chance. */
public class Mixed {

  private static int unguarded;

  public static void main(String[] args) throws Exception {
    chance();
    pool();
    futures();
    handOver();
    timers();
    race();
    garbage();
    System.out.println("nanoTime " + System.nanoTime() + " millis " + System.currentTimeMillis());
    System.out.println("pid " + ProcessHandle.current().pid()
        + " cpus " + Runtime.getRuntime().availableProcessors());
  }

  private static void chance() {
    Map<Object, Integer> byIdentity = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      byIdentity.put(new Object(), i);
    }
    System.out.println("hash order " + byIdentity.values());
    System.out.println("set order " + Set.of("a", "b", "c", "d", "e", "f"));
    System.out.println("identity " + System.identityHashCode(Mixed.class));
    System.out.println("random " + new Random().nextLong() + " " + Math.random()
        + " " + ThreadLocalRandom.current().nextLong() + " " + UUID.randomUUID());
    System.out.println("secure " + new SecureRandom().nextLong());
    List<Integer> cards = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
    Collections.shuffle(cards);
    System.out.println("shuffled " + cards);
  }

  private static void pool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int n = i;
      tasks.add(() -> {
        long sum = 0;
        for (int j = 0; j < 100_000 * (n % 3); j++) {
          sum += j ^ n;
        }
        return Thread.currentThread().getName() + ":" + n + ":" + sum;
      });
    }
    for (Future<String> result : pool.invokeAll(tasks)) {
      System.out.println("task " + result.get());
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  private static void futures() {
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    List<CompletableFuture<Integer>> all = IntStream.range(0, 20)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
          seen.merge(Thread.currentThread().getName(), 1, Integer::sum);
          return i * i;
        }).thenApplyAsync(x -> x + 1)).toList();
    System.out.println("sum " + all.stream().mapToInt(CompletableFuture::join).sum());
    System.out.println("first " + CompletableFuture.anyOf(
        CompletableFuture.supplyAsync(() -> "a"), CompletableFuture.supplyAsync(() -> "b")).join());
    System.out.println("workers " + seen);
    System.out.println("parallel " + IntStream.range(0, 200_000).parallel()
        .filter(x -> x % 7 == 0).mapToLong(x -> x).sum());
  }

  private static void handOver() throws Exception {
    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(2);
    CountDownLatch finished = new CountDownLatch(3);
    CyclicBarrier together = new CyclicBarrier(3);
    for (int i = 0; i < 3; i++) {
      int n = i;
      new Thread(() -> {
        try {
          together.await();
          for (int j = 0; j < 10; j++) {
            queue.put(n + "." + j);
          }
          finished.countDown();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }).start();
    }
    List<String> got = new ArrayList<>();
    while (got.size() < 30) {
      got.add(queue.take());
    }
    finished.await();
    System.out.println("queue " + got);
  }

  private static void timers() throws Exception {
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    scheduler.scheduleAtFixedRate(() -> log.add("tick"), 0, 10, TimeUnit.MILLISECONDS);
    scheduler.schedule(() -> log.add("once"), 25, TimeUnit.MILLISECONDS);
    Thread.sleep(60);
    scheduler.shutdownNow();
    scheduler.awaitTermination(1, TimeUnit.MINUTES);
    System.out.println("timers " + log);
  }

  private static void race() throws Exception {
    AtomicInteger guarded = new AtomicInteger();
    Object lock = new Object();
    int[] locked = new int[1];
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> {
        for (int j = 0; j < 1000; j++) {
          int value = unguarded;
          if (j % 100 == 0) {
            Thread.yield();
          }
          unguarded = value + 1;
          guarded.incrementAndGet();
          synchronized (lock) {
            locked[0]++;
          }
        }
      });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("race " + unguarded + " " + guarded + " " + locked[0]);
  }

  private static void garbage() {
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      byte[] block = new byte[50_000];
      if (i % 100 == 0) {
        kept.add(block);
      }
    }
    System.gc();
    System.out.println("kept " + kept.size());
  }
}
