/*
 * Rule: getcpu and affinity speak of the virtual machine's CPUs.
 * Kind: semantics
 * Natively: getcpu is one of the allowed CPUs; a narrowed affinity is kept and inherited.
 * Fails without: CpuCalls.getCpu and CpuCalls.getAffinity.
 */
#include "../guest.h"
#include <sys/sysinfo.h>

static void *inherits(void *argument) {
  cpu_set_t set;
  CHECK(sched_getaffinity(0, sizeof set, &set) == 0);
  CHECK(CPU_EQUAL(&set, (cpu_set_t *)argument));
  return NULL;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  cpu_set_t all, one, now;
  unsigned int cpu, node;
  CHECK(sched_getaffinity(0, sizeof all, &all) == 0);
  for (int i = 0; i < 100; i++) {
    cpu = node = CPU_SETSIZE;
    CHECK(getcpu(&cpu, &node) == 0 && CPU_ISSET(cpu, &all) && node < CPU_SETSIZE);
    if (i % 20 == 0) show("getcpu", "%u", cpu);
    sched_yield();
  }
  cpu = CPU_SETSIZE;
  CHECK(syscall(SYS_getcpu, &cpu, NULL, NULL) == 0 && CPU_ISSET(cpu, &all));
  int first = 0;
  while (!CPU_ISSET(first, &all)) first++;
  CPU_ZERO(&one);
  CPU_SET(first, &one);
  CPU_SET(CPU_SETSIZE - 1, &one); /* which no machine has */
  CHECK(sched_setaffinity(0, sizeof one, &one) == 0);
  CPU_CLR(CPU_SETSIZE - 1, &one);
  CHECK(sched_getaffinity(0, sizeof now, &now) == 0 && CPU_EQUAL(&now, &one));
  CHECK(sched_getcpu() == first);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, inherits, &one) == 0 && pthread_join(t, NULL) == 0);
  pid_t child = fork();
  if (child == 0) {
    inherits(&one);
    _exit(0);
  }
  expect_exit(child, 0);
  CHECK(sched_setaffinity(0, sizeof all, &all) == 0);
  CPU_ZERO(&one);
  CHECK_ERRNO(sched_setaffinity(0, sizeof one, &one), EINVAL);
  CHECK_ERRNO(sched_getaffinity(0, 1, &one), EINVAL);
  memset(&now, 0, sizeof now);
  long bytes = syscall(SYS_sched_getaffinity, 0, sizeof now, &now);
  CHECK(bytes >= 8 && bytes % 8 == 0 && CPU_EQUAL(&now, &all));
  show("bytes of a mask", "%ld", bytes);
  CHECK_ERRNO(sched_getaffinity(0x3ffffff, sizeof one, &one), ESRCH);
  CHECK_ERRNO(sched_getaffinity(-1, sizeof one, &one), ESRCH);
  CHECK_ERRNO(sched_getscheduler(-1), EINVAL);

  CHECK(sched_getscheduler(0) == SCHED_OTHER);
  CHECK(sched_get_priority_max(SCHED_FIFO) == 99 && sched_get_priority_min(SCHED_FIFO) == 1);
  CHECK(sched_getscheduler(1) >= 0 && sched_getaffinity(1, sizeof now, &now) == 0);
  CHECK(getpgid(1) >= 0 && getsid(1) >= 0);
  struct sched_param parameter;
  CHECK(sched_getparam(0, &parameter) == 0 && parameter.sched_priority == 0);
  errno = 0;
  int nice_before = getpriority(PRIO_PROCESS, 0);
  CHECK(errno == 0 && setpriority(PRIO_PROCESS, 0, nice_before + 1) == 0);
  CHECK(getpriority(PRIO_PROCESS, 0) == nice_before + 1);
  CHECK(get_nprocs() >= 1);
  return done("affinity is kept and inherited");
}
