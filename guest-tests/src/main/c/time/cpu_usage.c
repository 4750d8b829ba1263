/*
 * Rule: times, getrusage and the CPU clocks run on virtual time.
 * Kind: varies
 * Natively: every run prints other figures; work makes them grow.
 * Fails without: Usage.of, ClockCalls.times and ClockCalls.cpuClock.
 */
#include "../guest.h"
#include <sys/times.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct tms before, after;
  clock_t ticks = times(&before);
  int64_t cpu = now_nanos(CLOCK_PROCESS_CPUTIME_ID);
  for (int i = 0; i < 20000; i++) syscall(SYS_getppid);
  CHECK(now_nanos(CLOCK_PROCESS_CPUTIME_ID) > cpu);
  CHECK(times(&after) >= ticks && after.tms_utime >= before.tms_utime);
  show("times", "%ld user %ld system %ld", (long)ticks, (long)after.tms_utime, (long)after.tms_stime);
  struct rusage usage;
  CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
  show("rusage", "%ld.%06ld %ld.%06ld switches %ld %ld", usage.ru_utime.tv_sec,
       usage.ru_utime.tv_usec, usage.ru_stime.tv_sec, usage.ru_stime.tv_usec, usage.ru_nvcsw,
       usage.ru_nivcsw);
  CHECK(getrusage(RUSAGE_THREAD, &usage) == 0 && getrusage(RUSAGE_CHILDREN, &usage) == 0);
  CHECK(usage.ru_utime.tv_sec == 0 && usage.ru_utime.tv_usec == 0);
  CHECK_ERRNO(getrusage(77, &usage), EINVAL);
  show("clock", "%ld", (long)clock());
  clockid_t id;
  CHECK_RETURNS(clock_getcpuclockid(getpid(), &id), 0);
  CHECK(now_nanos(id) > cpu);
  CHECK_RETURNS(pthread_getcpuclockid(pthread_self(), &id), 0);
  show("thread", "%lld", (long long)now_nanos(id));
  return done("processor time grows with work");
}
