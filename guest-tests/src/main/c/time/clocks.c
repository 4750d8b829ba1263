/*
 * Rule: the wall clock, the monotonic clock and the CPU clocks are virtual.
 * Kind: varies
 * Natively: every run prints other times; the clocks never run backwards.
 * Fails without: VirtualClock.realtimeNanos and ClockCalls.nanos.
 */
#include "../guest.h"

static const clockid_t CLOCKS[] = {
    CLOCK_REALTIME,         CLOCK_MONOTONIC,        CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID,
    CLOCK_MONOTONIC_RAW,    CLOCK_REALTIME_COARSE,  CLOCK_MONOTONIC_COARSE,   CLOCK_BOOTTIME,
    CLOCK_TAI,
};

int main(int argc, char **argv) {
  guest_init(argc, argv);
  for (size_t i = 0; i < sizeof CLOCKS / sizeof *CLOCKS; i++) {
    int64_t before = now_nanos(CLOCKS[i]);
    int64_t after = now_nanos(CLOCKS[i]);
    CHECK(before >= 0 && after >= before);
    struct timespec resolution;
    CHECK(clock_getres(CLOCKS[i], &resolution) == 0 && nanos_of(resolution) > 0);
    char name[32];
    snprintf(name, sizeof name, "clock %d", CLOCKS[i]);
    show(name, "%lld, %lld", (long long)before, (long long)after);
  }
  /* Both ways to read the wall clock agree, and so do the vDSO's answer and the kernel's. */
  struct timeval day;
  int64_t wall = now_nanos(CLOCK_REALTIME);
  CHECK(gettimeofday(&day, NULL) == 0);
  CHECK(day.tv_sec * 1000000LL + day.tv_usec >= wall / 1000);
  CHECK(time(NULL) >= wall / 1000000000 - 1);
  struct timespec raw;
  CHECK(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &raw) == 0);
  CHECK(now_nanos(CLOCK_MONOTONIC) >= nanos_of(raw));
  CHECK_ERRNO(clock_gettime(12345, &raw), EINVAL);
  CHECK_ERRNO(syscall(SYS_clock_gettime, CLOCK_REALTIME, (void *)1), EFAULT);
  return done("clocks run forward and agree");
}
