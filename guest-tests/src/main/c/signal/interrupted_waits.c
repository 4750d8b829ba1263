/*
 * Rule: each call that waits restarts or fails with EINTR as signal(7) says, by handler, flag and stop.
 * Kind: semantics
 * Natively: the table holds; what is stopped and continued keeps its deadline.
 * Fails without: Delivery.finish, Delivery.suspend, Jobs.stop and Call.deadline.
 */
#include "../guest.h"
#include <linux/futex.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>

enum { HANDLER, RESTART, STOP, STOP_HANDLER, WAYS };
static const struct timespec HOUR = {3600, 0};

static struct shared {
  volatile int handled;
  int word, pi;
} *shared;
static int pipes[2], full[2], pair[2], timed[2], listener, terminal, lockfile, semaphores, queue;
static struct sockaddr_un name = {AF_UNIX, "busy"}, automatic = {.sun_family = AF_UNIX};
static sigset_t one_signal, none;
static struct { long type; char text[8000]; } message = {.type = 1};
static char block[65536];

static void count(int signal) { (void)signal; shared->handled++; }

static long futex(int *word, int op, int value, const struct timespec *timeout) {
  return syscall(SYS_futex, word, op, value, timeout, NULL, FUTEX_BITSET_MATCH_ANY);
}

static struct timespec after_an_hour(clockid_t clock) {
  return timespec_of(now_nanos(clock) + nanos_of(HOUR));
}

static int unix_socket(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }
static fd_set *set_of(int fd) {
  static fd_set set;
  FD_ZERO(&set);
  FD_SET(fd, &set);
  return &set;
}
static int epoll(void) {
  int fd = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN};
  return epoll_ctl(fd, EPOLL_CTL_ADD, pipes[0], &event) ? -1 : fd;
}
static int timer(void) {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  return timerfd_settime(fd, 0, &(struct itimerspec){.it_value = HOUR}, NULL) ? -1 : fd;
}
static struct pollfd *watched(void) {
  static struct pollfd entry;
  entry = (struct pollfd){.fd = pipes[0], .events = POLLIN};
  return &entry;
}

/* name, what happens by HANDLER, RESTART, STOP and STOP_HANDLER (E: EINTR, R: goes on), call */
#define CALLS                                                                                      \
  X(read_pipe, "ERRE", read(pipes[0], block, 1))                                                   \
  X(write_pipe, "ERRE", write(full[1], block, 1))                                                  \
  X(splice_pipe, "ERRE", splice(pipes[0], NULL, full[1], NULL, 1, 0))                              \
  X(tee_pipe, "ERRE", tee(pipes[0], full[1], 1, 0))                                                \
  X(read_terminal, "ERRE", read(terminal, block, 1))                                               \
  X(read_eventfd, "ERRE", read(eventfd(0, 0), block, 8))                                           \
  X(read_signalfd, "ERRE", read(signalfd(-1, &one_signal, 0), block, sizeof block))                \
  X(read_timerfd, "ERRE", read(timer(), block, 8))                                                 \
  X(read_inotify, "ERRE", read(inotify_init(), block, sizeof block))                               \
  X(open_fifo, "ERRE", open("fifo", O_RDONLY))                                                     \
  X(recv_socket, "ERRE", recv(pair[1], block, 1, 0))                                               \
  X(send_socket, "ERRE", send(pair[1], block, 1, 0))                                               \
  X(accept_socket, "ERRE", accept(listener, NULL, NULL))                                           \
  X(connect_socket, "ERRE", connect(unix_socket(), (struct sockaddr *)&name, sizeof name))         \
  X(recv_with_timeout, "EEEE", recv(timed[1], block, 1, 0))                                        \
  X(send_with_timeout, "EEEE", send(timed[1], block, 1, 0))                                        \
  X(wait_child, "ERRE", waitpid(fork() ? -1 : pause(), NULL, __WALL))                              \
  X(waitid_child, "ERRE", waitid(P_ALL, fork() ? 0 : pause(), NULL, WEXITED))                      \
  X(futex_wait, "ERRE", futex(&shared->word, FUTEX_WAIT, 0, NULL))                                 \
  X(futex_wait_timeout, "EERE", futex(&shared->word, FUTEX_WAIT, 0, &HOUR))                        \
  X(futex_lock_pi, "RRRR", futex(&shared->pi, FUTEX_LOCK_PI, 0, NULL))                             \
  X(flock_file, "ERRE", flock(open("lock", O_RDWR), LOCK_EX))                                      \
  X(lock_range, "ERRE", fcntl(lockfile, F_SETLKW, &(struct flock){.l_type = F_WRLCK}))             \
  X(lock_range_ofd, "ERRE", fcntl(open("lock", O_RDWR), F_OFD_SETLKW, &(struct flock){.l_type = F_WRLCK})) \
  X(poll_pipe, "EERE", poll(watched(), 1, 3600000))                                                \
  X(ppoll_pipe, "EERE", ppoll(watched(), 1, &HOUR, &none))                                         \
  X(select_pipe, "EERE", select(pipes[0] + 1, set_of(pipes[0]), NULL, NULL, &(struct timeval){3600, 0})) \
  X(pselect_pipe, "EERE", pselect(pipes[0] + 1, set_of(pipes[0]), NULL, NULL, &HOUR, &none))       \
  X(epoll_pipe, "EEEE", epoll_wait(epoll(), &(struct epoll_event){0}, 1, -1))                      \
  X(epoll_pwait_pipe, "EEEE", epoll_pwait(epoll(), &(struct epoll_event){0}, 1, -1, &none))        \
  X(nano_sleep, "EERE", nanosleep(&HOUR, NULL))                                                    \
  X(clock_sleep, "EERE", syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &HOUR, NULL))            \
  X(clock_sleep_until, "EERE", syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME,        \
                                       (struct timespec[]){after_an_hour(CLOCK_MONOTONIC)}, NULL)) \
  X(pausing, "EERE", pause())                                                                      \
  X(suspending, "EERE", sigsuspend(&none))                                                         \
  X(awaiting_signal, "EEEE", sigwaitinfo(&one_signal, NULL))                                       \
  X(awaiting_signal_timeout, "EEEE", sigtimedwait(&one_signal, NULL, &HOUR))                       \
  X(sem_operation, "EEEE", semop(semaphores, &(struct sembuf){0, -1, 0}, 1))                       \
  X(sem_timed_operation, "EEEE", semtimedop(semaphores, &(struct sembuf){0, -1, 0}, 1, &HOUR))     \
  X(msg_receive, "EERE", msgrcv(queue, block, 100, 5, 0))                                          \
  X(msg_send, "EERE", msgsnd(queue, &message, 8000, 0))

#define X(function, letters, expression) \
  static long function(void) { return (long)(expression); }
CALLS
#undef X

static const struct {
  const char *name, *expected;
  long (*call)(void);
} calls[] = {
#define X(function, letters, expression) {#function, letters, function},
    CALLS
#undef X
};

/* Waits until the child waits in its call (again), or has ended. */
static char settled(pid_t child) {
  char state;
  while ((state = state_of(child)) != 'S' && state != 'Z') sleep_millis(1);
  return state;
}

static pid_t start(long (*call)(void)) {
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    setpgid(0, 0);
    errno = 0;
    long result = call();
    _exit(result == -1 ? errno : 0);
  }
  setpgid(child, child);
  sleep_millis(1);
  return child;
}

static char outcome(long (*call)(void), int way) {
  handle(SIGUSR1, count, way == RESTART ? SA_RESTART : 0);
  if (way == STOP_HANDLER) handle(SIGCONT, count, 0);
  else signal(SIGCONT, SIG_DFL);
  shared->handled = 0;
  pid_t child = start(call);
  if (settled(child) != 'S') {
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    return '!';
  }
  if (way <= RESTART) {
    CHECK(kill(child, SIGUSR1) == 0);
  } else {
    int status;
    CHECK(kill(child, SIGSTOP) == 0 && waitpid(child, &status, WUNTRACED) == child);
    CHECK(WIFSTOPPED(status) && kill(child, SIGCONT) == 0);
  }
  while (way != STOP && !shared->handled) sleep_millis(1);
  char state = settled(child);
  int status;
  kill(-child, SIGKILL);
  CHECK(waitpid(child, &status, 0) == child);
  if (state == 'S') return 'R';
  return WIFEXITED(status) && WEXITSTATUS(status) == EINTR ? 'E' : '?';
}

/* What comes while the process is stopped does not undo that a handler ends the wait. */
static int read_after_stop(void (*on_continue)(int), int flags) {
  int status;
  handle(SIGCONT, on_continue, flags);
  pid_t child = start(read_pipe);
  CHECK(settled(child) == 'S' && kill(child, SIGSTOP) == 0);
  CHECK(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status));
  CHECK(write(pipes[1], "x", 1) == 1 && kill(child, SIGCONT) == 0);
  CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
  char byte;
  if (WEXITSTATUS(status) != 0) CHECK(read(pipes[0], &byte, 1) == 1);
  return WEXITSTATUS(status);
}

static void prepare_sockets(void) {
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, timed) == 0);
  while (send(pair[1], block, sizeof block, MSG_DONTWAIT) > 0) {}
  while (send(timed[1], block, sizeof block, MSG_DONTWAIT) > 0) {}
  struct timeval hour = {3600, 0};
  CHECK(setsockopt(timed[1], SOL_SOCKET, SO_RCVTIMEO, &hour, sizeof hour) == 0);
  CHECK(setsockopt(timed[1], SOL_SOCKET, SO_SNDTIMEO, &hour, sizeof hour) == 0);
  listener = unix_socket();
  CHECK(bind(listener, (struct sockaddr *)&automatic, sizeof(sa_family_t)) == 0);
  CHECK(listen(listener, 1) == 0);
  int full_one = unix_socket();
  CHECK(bind(full_one, (struct sockaddr *)&name, sizeof name) == 0 && listen(full_one, 0) == 0);
  CHECK(connect(unix_socket(), (struct sockaddr *)&name, sizeof name) == 0);
}

static void prepare(void) {
  sigemptyset(&none);
  sigemptyset(&one_signal);
  sigaddset(&one_signal, SIGUSR2);
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  shared->pi = gettid();
  CHECK(pipe(pipes) == 0 && pipe(full) == 0 && fcntl(full[1], F_SETFL, O_NONBLOCK) == 0);
  while (write(full[1], block, sizeof block) > 0) {}
  CHECK(fcntl(full[1], F_SETFL, 0) == 0);
  prepare_sockets();
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  CHECK(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
  terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
  lockfile = open("lock", O_RDWR | O_CREAT, 0600);
  CHECK(terminal >= 0 && flock(lockfile, LOCK_EX) == 0 && mkfifo("fifo", 0600) == 0);
  CHECK(fcntl(lockfile, F_SETLK, &(struct flock){.l_type = F_WRLCK}) == 0);
  semaphores = semget(IPC_PRIVATE, 1, 0600);
  queue = msgget(IPC_PRIVATE, 0600);
  CHECK(semaphores >= 0 && queue >= 0);
  while (msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT) == 0) {}
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  prepare();
  int broken = 0;
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    char got[WAYS + 1] = {0};
    for (int way = 0; way < WAYS; way++) got[way] = outcome(calls[i].call, way);
    if (strcmp(got, calls[i].expected) == 0) continue;
    broken++;
    fprintf(stderr, "%s: %s instead of %s\n", calls[i].name, got, calls[i].expected);
  }
  CHECK(read_after_stop(count, 0) == EINTR);
  CHECK(read_after_stop(count, SA_RESTART) == 0 && read_after_stop(SIG_DFL, 0) == 0);
  CHECK(unlink("busy") == 0 && unlink("lock") == 0 && unlink("fifo") == 0);
  CHECK(semctl(semaphores, 0, IPC_RMID) == 0 && msgctl(queue, IPC_RMID, NULL) == 0);
  CHECK(broken == 0);
  return done("waits restart or fail as signal(7) says");
}
