import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that wait for others in loops without any call, and one that computes while another needs
 * the compiler. None of it would end if hot code stayed interpreted.
 */
public class Spinning {

  private static volatile boolean set;
  private static volatile int turn;
  private static final AtomicInteger ARRIVED = new AtomicInteger();
  private static volatile int generation;

  public static void main(String[] args) throws Exception {
    flag();
    turns();
    barrier();
    computing();
    System.out.println("nanoTime " + System.nanoTime());
  }

  private static void flag() throws Exception {
    Thread waiting = new Thread(() -> {
      while (!set) {
        Thread.onSpinWait();
      }
      System.out.println("seen");
    });
    waiting.start();
    Thread.sleep(5);
    set = true;
    waiting.join();
  }

  private static void turns() throws Exception {
    Thread odd = new Thread(() -> take(1));
    odd.start();
    take(0);
    odd.join();
    System.out.println("turns " + turn);
  }

  private static void take(int remainder) {
    for (int i = 0; i < 200; i++) {
      while (turn % 2 != remainder) {
        Thread.onSpinWait();
      }
      turn++;
    }
  }

  private static void barrier() throws Exception {
    int[] work = new int[4];
    Thread[] threads = new Thread[work.length];
    for (int i = 0; i < threads.length; i++) {
      int n = i;
      threads[i] = new Thread(() -> {
        for (int round = 0; round < 50; round++) {
          work[n] += round * n;
          meet(work.length);
        }
      });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("barrier " + generation + " " + work[3]);
  }

  private static void meet(int parties) {
    int mine = generation;
    if (ARRIVED.incrementAndGet() == parties) {
      ARRIVED.set(0);
      generation = mine + 1;
    } else {
      while (generation == mine) {
        Thread.onSpinWait();
      }
    }
  }

  private static void computing() throws Exception {
    long[] sums = new long[2];
    Thread busy = new Thread(() -> sums[0] = primes(2_000_000));
    busy.start();
    sums[1] = collatz(300_000);
    busy.join();
    System.out.println("primes " + sums[0] + " collatz " + sums[1]);
  }

  private static long primes(int limit) {
    long sum = 0;
    for (int round = 0; round < 20; round++) {
      boolean[] composite = new boolean[limit];
      for (int i = 2; i < limit; i++) {
        if (!composite[i]) {
          sum += i;
          for (long j = (long) i * i; j < limit; j += i) {
            composite[(int) j] = true;
          }
        }
      }
    }
    return sum;
  }

  private static long collatz(int limit) {
    long steps = 0;
    for (int i = 1; i < limit; i++) {
      for (long n = i; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
        steps++;
      }
    }
    return steps;
  }
}
