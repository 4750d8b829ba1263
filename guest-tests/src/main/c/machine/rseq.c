/*
 * Rule: the current CPU is the virtual machine's also where the kernel writes it into memory.
 * Kind: semantics
 * Natively: the restartable-sequences area that libc registers names the CPU the thread runs on.
 * Fails without: Dispatcher.byTable, which answers ENOSYS by the row of rseq.
 */
#include "../guest.h"
#include <sys/rseq.h>

static void *shows(void *argument) {
  cpu_set_t all;
  CHECK(sched_getaffinity(0, sizeof all, &all) == 0);
  if (__rseq_size == 0) { /* as on a kernel without it */
    CHECK(CPU_ISSET(sched_getcpu(), &all));
    show("rseq", "not registered");
    return argument;
  }
  struct rseq *area = (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset);
  for (int i = 0; i < 20; i++) {
    unsigned int cpu = *(volatile unsigned int *)&area->cpu_id;
    CHECK(cpu < CPU_SETSIZE && CPU_ISSET(cpu, &all));
    if (i == 0) show("rseq", "cpu %u", cpu);
    sched_yield();
  }
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  shows(NULL);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, shows, NULL) == 0 && pthread_join(t, NULL) == 0);
  return done("the CPU named in memory is an allowed one");
}
