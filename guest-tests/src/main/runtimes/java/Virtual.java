import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/** Thousands of virtual threads that sleep, block and take locks. */
public class Virtual {

  public static void main(String[] args) throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> results = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        int n = i;
        results.add(executor.submit(() -> {
          Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(20)));
          order.add(n);
          return System.nanoTime();
        }));
      }
      long last = 0;
      for (Future<Long> result : results) {
        last = Math.max(last, result.get());
      }
      System.out.println("last " + last);
    }
    System.out.println("order " + order.hashCode() + " " + order.subList(0, 20));

    Semaphore permits = new Semaphore(3);
    ReentrantLock lock = new ReentrantLock();
    List<String> log = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      threads.add(Thread.ofVirtual().name("v" + i).start(() -> {
        try {
          permits.acquire();
          Thread.yield();
          lock.lock();
          log.add(Thread.currentThread().getName());
          lock.unlock();
          permits.release();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("log " + log);
  }
}
