/*
 * Rule: io_uring, userfaultfd, perf, bpf and ptrace by the guest are answered as by a kernel
 *   without them.
 * Kind: semantics
 * Reprise arguments: --refused
 * Natively: each call gives a descriptor or an error.
 * Fails without: Dispatcher.byTable, which answers by rows of the class REFUSE_ERRNO.
 */
#include "../guest.h"

static void probe(const char *name, long result) {
  int refused = result < 0 && (errno == ENOSYS || errno == EPERM || errno == EACCES);
  show(name, "%s", result >= 0 ? "works" : strerror(errno));
  if (guest_has("--refused")) CHECK(refused);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char zeroes[256] = {0};
  probe("io_uring_setup", syscall(SYS_io_uring_setup, 4, zeroes));
  probe("userfaultfd", syscall(SYS_userfaultfd, O_CLOEXEC));
  probe("perf_event_open", syscall(SYS_perf_event_open, zeroes, 0, -1, -1, 0));
  probe("bpf", syscall(SYS_bpf, 0, zeroes, sizeof zeroes));
  pid_t child = fork();
  if (child == 0) {
    probe("ptrace", syscall(SYS_ptrace, 0, 0, 0, 0));
    _exit(0);
  }
  expect_exit(child, 0);
  return done("what is not to be had is said so");
}
