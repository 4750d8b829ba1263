/*
 * Rule: a program found damaged when the old one is gone ends by SIGSEGV, handled or not
 * Kind: semantics
 * Natively: the process is killed by SIGSEGV, whoever calls exec and whatever it does with SIGSEGV
 * Fails without: Injection.awaitExec, which tells a failed exec from one that ended the old program
 */
#include "../guest.h"
#include <elf.h>

static char damaged[] = "damaged";

/* This program, but a segment has more bytes in the file than in memory. */
static void make_damaged(void) {
  int from = open("/proc/self/exe", O_RDONLY);
  struct stat status;
  CHECK(from >= 0 && fstat(from, &status) == 0);
  char *bytes = malloc(status.st_size);
  CHECK(bytes && read(from, bytes, status.st_size) == status.st_size);
  close(from);
  Elf64_Ehdr *header = (Elf64_Ehdr *)bytes;
  Elf64_Phdr *segments = (Elf64_Phdr *)(bytes + header->e_phoff);
  for (int i = 0; i < header->e_phnum; i++) {
    if (segments[i].p_type == PT_LOAD && (segments[i].p_flags & PF_X)) segments[i].p_memsz = 1;
  }
  int to = open(damaged, O_WRONLY | O_CREAT | O_TRUNC, 0755);
  CHECK(to >= 0 && write(to, bytes, status.st_size) == status.st_size);
  CHECK(close(to) == 0);
  free(bytes);
}

static void execute_damaged(void) {
  char *arguments[] = {damaged, NULL};
  execve(damaged, arguments, environ);
  _exit(1);
}

static void handler(int signal) { _exit(signal + 1); }

static void *in_thread(void *argument) {
  execute_damaged();
  return argument;
}

static void *blocks(void *argument) {
  for (;;) pause();
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  make_damaged();
  void (*dispositions[])(int) = {SIG_DFL, SIG_IGN, handler};
  for (int i = 0; i < 3; i++) {
    pid_t child = fork();
    if (child == 0) {
      signal(SIGSEGV, dispositions[i]);
      execute_damaged();
    }
    expect_killed(child, SIGSEGV);
  }
  pid_t child = vfork();
  if (child == 0) execute_damaged();
  expect_killed(child, SIGSEGV);
  child = fork();
  if (child == 0) {
    pthread_t thread;
    handle(SIGSEGV, handler, 0);
    CHECK(pthread_create(&thread, NULL, blocks, NULL) == 0);
    CHECK(pthread_create(&thread, NULL, in_thread, NULL) == 0);
    blocks(NULL);
  }
  expect_killed(child, SIGSEGV);
  CHECK(unlink(damaged) == 0);
  return done("SIGSEGV ended all");
}
