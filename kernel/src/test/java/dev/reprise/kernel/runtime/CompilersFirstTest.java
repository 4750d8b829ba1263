package dev.reprise.kernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.TestKernel;
import dev.reprise.kernel.random.RandomSource;
import dev.reprise.kernel.sched.RoundRobin;
import dev.reprise.kernel.sched.Scheduling;
import dev.reprise.linux.Nr;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilersFirstTest {
  private static final long QUEUE = 0x7000;
  private static final int FUTEX_WAIT_BITSET_PRIVATE = 9 | 128;
  private static final int FUTEX_WAKE_PRIVATE = 1 | 128;

  private final Kernel kernel = TestKernel.create();
  private final Task first = TestKernel.start(kernel);
  private final Task second = thread(3, "worker");
  private final Task compiler = thread(4, "C2 CompilerThre");
  private final CompilersFirst scheduler = new CompilersFirst(new RoundRobin());

  private Task thread(int tid, String name) {
    Task task =
        new Task(
            tid,
            first.process(),
            first.thread(),
            name,
            new RandomSource(tid),
            new Scheduling(1),
            0);
    first.process().tasks().add(task);
    return task;
  }

  @Test
  void aCompilerRunsUntilItWaits() {
    for (int i = 0; i < 100; i++) {
      assertThat(scheduler.choose(List.of(first, second, compiler), compiler)).isSameAs(compiler);
    }
    assertThat(scheduler.choose(List.of(first, second), null)).isSameAs(first);
  }

  @Test
  void whoWakesACompilerKeepsItsTurn() {
    TestKernel.enterCall(compiler, Nr.FUTEX, QUEUE, FUTEX_WAIT_BITSET_PRIVATE);
    TestKernel.enterCall(second, Nr.FUTEX, QUEUE, FUTEX_WAKE_PRIVATE);
    for (int i = 0; i < 100; i++) {
      assertThat(scheduler.choose(List.of(first, second), second)).isSameAs(second);
    }
  }

  @Test
  void otherWakesAreLikeAllCalls() {
    TestKernel.enterCall(compiler, Nr.FUTEX, QUEUE, FUTEX_WAIT_BITSET_PRIVATE);
    TestKernel.enterCall(second, Nr.FUTEX, QUEUE + 4, FUTEX_WAKE_PRIVATE);
    Task current = second;
    for (int i = 0; i < 100 && current == second; i++) {
      current = scheduler.choose(List.of(first, second), second);
    }
    assertThat(current).isSameAs(first);
  }

  @Test
  void aCompilerThatYieldsLetsAnotherThreadRun() {
    scheduler.yielded(compiler);
    assertThat(scheduler.choose(List.of(first, second, compiler), compiler)).isSameAs(first);
    assertThat(scheduler.choose(List.of(first, second, compiler), first)).isSameAs(compiler);
  }

  @Test
  void staysWithWhomItSaidItWould() {
    List<Task> two = List.of(first, second);
    Task current = first;
    int stays = 0;
    for (int i = 0; i < 1000; i++) {
      long told = scheduler.staysWith(two, current);
      for (int again = 0; again < told; again++) {
        assertThat(scheduler.choose(two, current)).isSameAs(current);
        stays++;
      }
      current = scheduler.choose(two, current);
      if (i % 10 == 0) {
        scheduler.yielded(current);
      }
      if (i % 7 == 0) {
        scheduler.computes(current);
      }
    }
    assertThat(stays).isGreaterThan(10_000);
  }

  @Test
  void staysWithACompilerAndLeavesOthersForOne() {
    List<Task> all = List.of(first, second, compiler);
    assertThat(scheduler.staysWith(all, compiler)).isEqualTo(Long.MAX_VALUE);
    assertThat(scheduler.staysWith(all, first)).isZero();
    scheduler.choose(List.of(first, second), first);
    TestKernel.enterCall(compiler, Nr.FUTEX, QUEUE, FUTEX_WAIT_BITSET_PRIVATE);
    TestKernel.enterCall(second, Nr.FUTEX, QUEUE, FUTEX_WAKE_PRIVATE);
    assertThat(scheduler.staysWith(List.of(first, second), first)).isZero();
  }
}
