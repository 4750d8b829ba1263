/*
 * Rule: mappings shared between processes are shared, and a futex in them wakes across processes.
 * Kind: semantics
 * Natively: file and anonymous mappings, private copies, mremap, and process-shared locks hold.
 * Fails without: FutexKey.ofShared, the key by shared page instead of by address.
 */
#include "../guest.h"
#include <linux/futex.h>
#include <semaphore.h>

struct page {
  sem_t ping, pong;
  uint32_t word;
  int count;
};

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct page *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(page != MAP_FAILED && sem_init(&page->ping, 1, 0) == 0 && sem_init(&page->pong, 1, 0) == 0);
  pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < 100; i++) {
      CHECK(sem_wait(&page->ping) == 0);
      page->count++;
      CHECK(sem_post(&page->pong) == 0);
    }
    _exit(0);
  }
  for (int i = 0; i < 100; i++) {
    CHECK(page->count == i && sem_post(&page->ping) == 0 && sem_wait(&page->pong) == 0);
  }
  expect_exit(child, 0);

  /* The same file at two addresses, in two processes: one futex. */
  int fd = open("shared", O_RDWR | O_CREAT, 0600);
  CHECK(ftruncate(fd, 8192) == 0);
  uint32_t *one = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  child = fork();
  if (child == 0) {
    uint32_t *two = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 4096);
    CHECK(two != one + 1024);
    while (__atomic_load_n(two, __ATOMIC_SEQ_CST) == 0) {
      if (syscall(SYS_futex, two, FUTEX_WAIT, 0, NULL) != 0) CHECK(errno == EAGAIN);
    }
    _exit((int)*two);
  }
  await_blocked(child);
  __atomic_store_n(&one[1024], 23, __ATOMIC_SEQ_CST);
  CHECK(syscall(SYS_futex, &one[1024], FUTEX_WAKE, 1) <= 1);
  expect_exit(child, 23);

  /* What is stored is read from the file; a private mapping is a copy. */
  uint32_t value;
  CHECK(pread(fd, &value, 4, 4096) == 4 && value == 23);
  uint32_t *private = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  private[1024] = 7;
  CHECK(one[1024] == 23 && pread(fd, &value, 4, 4096) == 4 && value == 23);
  CHECK(pwrite(fd, &(uint32_t){99}, 4, 0) == 4 && one[0] == 99);
  CHECK(msync(one, 8192, MS_SYNC) == 0);
  one = mremap(one, 8192, 4096, 0);
  CHECK(one != MAP_FAILED && one[0] == 99);
  private = mremap(private, 8192, 16384, MREMAP_MAYMOVE);
  CHECK(private != MAP_FAILED && private[1024] == 7);
  CHECK(munmap(private, 16384) == 0 && close(fd) == 0 && unlink("shared") == 0 && one[0] == 99);

  char *break_before = sbrk(0);
  CHECK(sbrk(4096) == break_before && sbrk(0) == break_before + 4096);
  break_before[100] = 1;
  CHECK(sbrk(-4096) == break_before + 4096);
  void *fixed = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(mmap(fixed, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == fixed);
  CHECK_ERRNO(mmap(fixed, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0), EEXIST);
  CHECK_ERRNO(mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), EINVAL);
  CHECK_ERRNO(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 99, 0), EBADF);
  CHECK(madvise(fixed, 4096, MADV_DONTNEED) == 0);
  CHECK(mlock(fixed, 4096) == 0 && munlock(fixed, 4096) == 0);
  return done("shared pages are shared");
}
