/*
 * Makes system calls with random arguments, and prints what each of them answered.
 *
 *   random_calls TABLE SEED FIRST COUNT    batches FIRST to FIRST+COUNT-1 of CALLS calls each
 *   random_calls --native ...              within name spaces of its own, without the calls marked 'r'
 *
 * TABLE has a line for each call: "NUMBER NAME MARK TYPE...". MARK is 'r' for a call that Reprise
 * refuses and '-' otherwise. TYPE is fd, path, pointer, size, int, pid, signal, mode or flags:A,B,...
 *
 * A batch is made by a child of its own, which may do to itself what it likes: it is given a second,
 * and is then killed. What it did so far is in memory which it shares with its parent.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CALLS = 20, MAX_ROWS = 600, MAX_FLAGS = 64, ARENA = 1 << 16, NAME = 32 };

/* Far from everything else, so that no length reaches from the one to the other. */
static char *const arena = (char *)0x600000000000;
static char *const strange = (char *)0x500000000000;

struct type {
  char kind;
  int flags;
  long flag[MAX_FLAGS];
};

struct row {
  long nr;
  char name[NAME];
  char mark;
  int args;
  struct type type[6];
};

struct record {
  const struct row *row;
  long arg[6];
  long result;
  unsigned long hash;
};

struct log {
  volatile int started;
  volatile int done;
  struct record record[CALLS];
};

static struct row row[MAX_ROWS];
static int rows;
static int native;
static struct log *log_;
static uint64_t state;

static uint64_t next(void) {
  uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static long below(long limit) { return (long)(next() % (uint64_t)limit); }

static long one_of(const long *values, int count) { return values[below(count)]; }

#define ONE_OF(...) one_of((long[]){__VA_ARGS__}, sizeof((long[]){__VA_ARGS__}) / sizeof(long))

static void read_table(const char *path) {
  FILE *file = fopen(path, "r");
  char line[8192];
  if (file == NULL) {
    perror(path);
    exit(2);
  }
  while (fgets(line, sizeof line, file) != NULL && rows < MAX_ROWS) {
    struct row *r = &row[rows++];
    char *word = strtok(line, " \n");
    r->nr = atol(word);
    snprintf(r->name, NAME, "%s", strtok(NULL, " \n"));
    r->mark = *strtok(NULL, " \n");
    while ((word = strtok(NULL, " \n")) != NULL && r->args < 6) {
      struct type *t = &r->type[r->args++];
      t->kind = strcmp(word, "path") == 0 ? 't' : strcmp(word, "pointer") == 0 ? 'a' : word[0];
      if (strcmp(word, "pid") == 0) t->kind = 'P';
      for (char *at = strchr(word, ':'); at != NULL && t->flags < MAX_FLAGS; at = strchr(at + 1, ','))
        t->flag[t->flags++] = atol(at + 1);
      if (strncmp(word, "flags", 5) == 0) t->kind = 'F';
    }
  }
  fclose(file);
}

/* Words as structures have them: small numbers, descriptors, pointers, and what is at the edges. */
static void fill_arena(void) {
  mmap(arena, ARENA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  long *word = (long *)arena;
  for (int i = 0; i < ARENA / 8; i += 1 + (int)below(4)) {
    long choice = below(8);
    word[i] = choice < 4   ? below(16)
              : choice < 5 ? (long)arena + below(ARENA)
              : choice < 6 ? (long)(next() >> below(64))
              : choice < 7 ? ONE_OF(-1, 4096, 0x7fffffff, -100, 1000000000, 65536)
                           : (below(16) << 32 | below(16));
  }
  memset(arena + 1024, 'p', 5000);
  static const char *const text[] = {"file", "dir", "dir/under", "link", "dangling", "fifo",
      "missing", "missing/under", "file/under", "loop", "/proc/self/status", "/dev/null", "",
      "dir/..", "//", "user.note", "./dir/./file"};
  for (int i = 0; i < 17; i++) strcpy(arena + 8192 + 64 * i, text[i]);
}

static long a_pointer(void) {
  switch (below(10)) {
    case 0: return 0;
    case 1: return ONE_OF(1, 4096, -1, (long)strange, 0x7ffffffff000, (long)0xffff800000000000);
    case 2: return (long)arena + ARENA - ONE_OF(0, 1, 7, 8, 16, 64, 4096);
    default: return (long)arena + 8 * below(ARENA / 8);
  }
}

static long a_path(void) {
  long choice = below(12);
  return choice == 0 ? a_pointer() : choice == 1 ? (long)arena + 1024 : (long)arena + 8192 + 64 * below(17);
}

static long a_number(void) {
  switch (below(6)) {
    case 0: return ONE_OF(-1, 0x7fffffff, 0x80000000, 1L << 32, -4096, 1L << 62, 0x100000);
    case 1: return 1L << below(32);
    case 2: return (long)next() >> below(64);
    default: return below(10);
  }
}

static long a_flag(const struct type *t) {
  long value = 0;
  if (t->flags == 0 || below(12) == 0) return a_number();
  for (long n = ONE_OF(0, 1, 1, 1, 2, 2, 3); n > 0; n--) value |= one_of(t->flag, t->flags);
  return value;
}

static long argument(const struct type *t) {
  switch (t->kind) {
    case 'f': return ONE_OF(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 99, -1, AT_FDCWD);
    case 't': return a_path();
    case 'a': return a_pointer();
    case 's': return t->flags ? 0 : ONE_OF(0, 1, 4, 8, 16, 24, 64, 100, 128, 4096, 8192, 65536, 1 << 20, -1, 1L << 40);
    case 'g': return below(68) - 1;
    case 'P': return ONE_OF(0, getpid(), getpid(), 999999);
    case 'm': return (long)(next() & 07777);
    case 'F': return a_flag(t);
    default: return a_number();
  }
}

/* What would reach beyond the child, never end, or end the run by Reprise's rules. */
static void tame(const struct row *r, long *arg) {
  switch (r->nr) {
    case SYS_fcntl:
      if (arg[1] == F_SETFL) arg[2] &= ~(long)O_ASYNC;
      if (arg[1] == F_SETLKW || arg[1] == 38) arg[1] = F_GETLK;
      break;
    case SYS_ioctl:
      if ((unsigned)arg[1] == 0x5452) arg[1] = 0x5421; /* FIOASYNC */
      break;
    case SYS_close_range: arg[2] &= ~2L; break;
    case SYS_flock: arg[1] |= LOCK_NB; break;
    case SYS_prctl:
      if (arg[0] == PR_SET_SECCOMP || arg[0] == PR_SET_TSC) arg[0] = PR_GET_NAME;
      break;
  }
}

static unsigned long hash_arena(void) {
  unsigned long hash = 14695981039346656037u;
  for (int i = 0; i < ARENA / 8; i++) hash = (hash ^ ((unsigned long *)arena)[i]) * 1099511628211u;
  return hash;
}

static void limit(int which, rlim_t value) { setrlimit(which, &(struct rlimit){value, value}); }

static void open_files(void) {
  int pair[2];
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = 7};
  for (int fd = 0; fd < 3; fd++) dup2(open("/dev/null", O_RDWR), fd);
  close_range(3, ~0U, 0);
  open("file", O_RDWR);                        /* 3 */
  open("dir", O_RDONLY | O_DIRECTORY);         /* 4 */
  pipe2(pair, O_NONBLOCK);                     /* 5, 6 */
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair); /* 7, 8 */
  eventfd(3, EFD_NONBLOCK);                    /* 9 */
  epoll_ctl(epoll_create1(0), EPOLL_CTL_ADD, 9, &event); /* 10 */
  open("file", O_RDONLY);                      /* 11 */
  socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, pair); /* 12, 13 */
  open("file", O_PATH);                        /* 14 */
  memfd_create("memory", MFD_ALLOW_SEALING);   /* 15 */
}

static void batch(uint64_t seed) {
  state = seed;
  setpgid(0, 0);
  limit(RLIMIT_FSIZE, 16 << 20);
  limit(RLIMIT_AS, 1 << 30);
  limit(RLIMIT_CORE, 0);
  open_files();
  for (int i = 0; i < CALLS; i++) {
    const struct row *r = &row[below(rows)];
    if (r->mark == 'r' && below(4) != 0) r = &row[below(rows)];
    struct record *record = &log_->record[i];
    fill_arena();
    record->row = r;
    for (int a = 0; a < 6; a++) record->arg[a] = a < r->args ? argument(&r->type[a]) : 0;
    tame(r, record->arg);
    long *arg = record->arg;
    log_->started = i + 1;
    if (native && r->mark == 'r') {
      record->result = 0;
    } else {
      errno = 0;
      long answer = syscall(r->nr, arg[0], arg[1], arg[2], arg[3], arg[4], arg[5]);
      record->result = answer == -1 && errno != 0 ? -errno : answer;
    }
    log_->done = i + 1;
    mprotect(arena, ARENA, PROT_READ | PROT_WRITE);
    mmap(arena, ARENA, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    record->hash = hash_arena();
  }
  _exit(0);
}

static void prepare(uint64_t number) {
  char name[64];
  snprintf(name, sizeof name, "batch%lu", number);
  mkdir(name, 0777);
  if (chdir(name) != 0) exit(2);
  mkdir("dir", 0777);
  int fd = open("file", O_CREAT | O_RDWR | O_TRUNC, 0666);
  for (int i = 0; i < 100; i++) dprintf(fd, "line %d\n", i);
  close(fd);
  close(open("dir/file", O_CREAT | O_WRONLY, 0666));
  symlink("file", "link");
  symlink("absent", "dangling");
  symlink("loop", "loop");
  mkfifo("fifo", 0666);
}

static void print(uint64_t number, int status) {
  for (int i = 0; i < log_->started; i++) {
    struct record *record = &log_->record[i];
    printf("%lu.%d %s(", number, i, record->row->name);
    for (int a = 0; a < record->row->args; a++) printf(a ? ", %lx" : "%lx", record->arg[a]);
    if (i >= log_->done)
      printf(") does not return\n");
    else if (native)
      printf(") = %ld%s\n", record->result, record->row->mark == 'r' ? " not made" : "");
    else
      printf(") = %ld %lx\n", record->result, record->hash);
  }
  printf("%lu ends with %x\n", number, status);
}

static void run(uint64_t seed, uint64_t number) {
  int status = 0;
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  sigprocmask(SIG_BLOCK, &children, NULL);
  prepare(number);
  memset(log_, 0, sizeof *log_);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    sigprocmask(SIG_UNBLOCK, &children, NULL);
    batch(seed * 1000003 + number);
  }
  struct timespec second = {native ? 0 : 1, native ? 500000000 : 0};
  while (sigtimedwait(&children, NULL, &second) == -1 && errno == EINTR)
    ;
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  while (sigtimedwait(&children, NULL, &(struct timespec){0, 0}) > 0)
    ;
  print(number, status);
  if (chdir("..") != 0) exit(2);
}

static void write_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY);
  if (fd < 0 || write(fd, text, strlen(text)) < 0) {
    perror(path);
    exit(3);
  }
  close(fd);
}

/* As an ordinary user, alone: so that nothing here can be hurt by what is about to be done. */
static void leave(void) {
  char map[64];
  if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) exit(3);
  prctl(PR_SET_DUMPABLE, 1);
  unsigned user = getuid(), group = getgid();
  if (unshare(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNS) != 0) {
    perror("unshare");
    exit(3);
  }
  write_file("/proc/self/setgroups", "deny");
  snprintf(map, sizeof map, "0 %u 1", user);
  write_file("/proc/self/uid_map", map);
  snprintf(map, sizeof map, "0 %u 1", group);
  write_file("/proc/self/gid_map", map);
  /* Process 1 only waits, as under Reprise; process 2 goes on. */
  for (int process = 1; process <= 2; process++) {
    pid_t child = fork();
    if (child != 0) {
      int status;
      waitpid(child, &status, 0);
      exit(WIFEXITED(status) ? WEXITSTATUS(status) : 4);
    }
  }
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "--native") == 0) {
    native = 1;
    argv++;
    argc--;
  }
  if (argc != 5) return 2;
  read_table(argv[1]);
  if (native) leave();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  umask(022);
  log_ = mmap((void *)0x200000000000, sizeof *log_, PROT_READ | PROT_WRITE,
      MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  uint64_t seed = strtoul(argv[2], NULL, 10), first = strtoul(argv[3], NULL, 10);
  for (uint64_t n = first; n < first + strtoul(argv[4], NULL, 10); n++) run(seed, n);
  return 0;
}
