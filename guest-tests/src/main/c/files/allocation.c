/*
 * Rule: holes, blocks and every mode of fallocate are the same on each of the host's file systems.
 * Kind: host
 * Natively: contents and sizes hold; blocks, and where data and holes are, the file system says.
 * Fails without: Allocation.fallocate and KernelFile.seek.
 * Reprise arguments: --fixed
 */
#include "../guest.h"

static int fd;
static char bytes[1 << 20];

static off_t size(void) {
  struct stat s;
  CHECK(fstat(fd, &s) == 0);
  return s.st_size;
}

static void all(off_t from, off_t to, char wanted) {
  CHECK(pread(fd, bytes, (size_t)(to - from), from) == to - from);
  for (off_t i = 0; i < to - from; i++) CHECK(bytes[i] == wanted);
}

static void fill(off_t length) {
  CHECK(ftruncate(fd, 0) == 0);
  memset(bytes, 'x', sizeof bytes);
  CHECK(pwrite(fd, bytes, (size_t)length, 0) == length);
}

static void try_mode(const char *name, int mode, off_t from, off_t length) {
  int result = fallocate(fd, mode, from, length);
  show(name, "%d %d size %ld", result, result ? errno : 0, (long)size());
  if (guest_has("--fixed")) CHECK(result == -1 && errno == EOPNOTSUPP);
}

static void holes(void) {
  CHECK(ftruncate(fd, 0) == 0 && ftruncate(fd, 1 << 20) == 0);
  CHECK(pwrite(fd, "data", 4, 1 << 19) == 4);
  struct stat s;
  CHECK(fstat(fd, &s) == 0 && s.st_size == 1 << 20);
  off_t data = lseek(fd, 0, SEEK_DATA), hole = lseek(fd, 0, SEEK_HOLE);
  show("sparse", "blocks %ld data %ld hole %ld", (long)s.st_blocks, (long)data, (long)hole);
  CHECK(data >= 0 && data <= 1 << 19 && hole >= 0 && hole <= 1 << 20);
  CHECK(lseek(fd, 1 << 19, SEEK_DATA) == 1 << 19);
  CHECK(lseek(fd, 0, SEEK_CUR) == 1 << 19);
  if (guest_has("--fixed")) CHECK(data == 0 && hole == 1 << 20 && s.st_blocks == 2048);
  CHECK_ERRNO(lseek(fd, 1 << 20, SEEK_DATA), ENXIO);
  CHECK_ERRNO(lseek(fd, 2 << 20, SEEK_HOLE), ENXIO);
  CHECK_ERRNO(lseek(fd, -1, SEEK_HOLE), ENXIO);
  CHECK_ERRNO(lseek(fd, -1, SEEK_SET), EINVAL);
  CHECK_ERRNO(lseek(fd, 0, 9), EINVAL);
  CHECK(lseek(fd, 5, SEEK_END) == (1 << 20) + 5);
  all(0, 1 << 19, 0);
}

static void modes(void) {
  fill(10000);
  CHECK(fallocate(fd, 0, 5000, 10000) == 0 && size() == 15000);
  all(0, 10000, 'x');
  all(10000, 15000, 0);
  CHECK(fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 100000) == 0 && size() == 15000);
  CHECK(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 100, 5000) == 0 && size() == 15000);
  all(0, 100, 'x');
  all(100, 5100, 0);
  all(5100, 10000, 'x');
  CHECK(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 9000, 900000) == 0 && size() == 15000);
  all(9000, 15000, 0);
  fill(10000);
  try_mode("zero", FALLOC_FL_ZERO_RANGE, 4096, 20000);
  fill(12288);
  try_mode("collapse", FALLOC_FL_COLLAPSE_RANGE, 4096, 4096);
  fill(12288);
  try_mode("insert", FALLOC_FL_INSERT_RANGE, 4096, 4096);
  try_mode("unshare", FALLOC_FL_UNSHARE_RANGE, 0, 4096);
  CHECK(posix_fallocate(fd, 0, 20000) == 0 && size() == 20000);
}

static void errors(void) {
  CHECK_ERRNO(fallocate(fd, 0, -1, 10), EINVAL);
  CHECK_ERRNO(fallocate(fd, 0, 0, 0), EINVAL);
  CHECK_ERRNO(fallocate(fd, 0, 10, -1), EINVAL);
  CHECK_ERRNO(fallocate(fd, 0, INT64_MAX - 5, 10), EFBIG);
  CHECK_ERRNO(fallocate(fd, 0x400, 0, 10), EOPNOTSUPP);
  CHECK_ERRNO(fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 10), EOPNOTSUPP);
  int other = open("allocated", O_RDONLY);
  CHECK_ERRNO(fallocate(other, 0, 0, 10), EBADF);
  CHECK_ERRNO(ftruncate(other, 0), EINVAL);
  close(other);
  other = open(".", O_RDONLY);
  CHECK_ERRNO(fallocate(other, 0, 0, 10), EBADF);
  CHECK_ERRNO(ftruncate(other, 0), EINVAL);
  close(other);
  int p[2];
  CHECK(pipe(p) == 0);
  CHECK_ERRNO(fallocate(p[1], 0, 0, 10), ESPIPE);
  CHECK_ERRNO(ftruncate(fd, -1), EINVAL);
  CHECK_ERRNO(truncate(".", 0), EISDIR);
  CHECK_ERRNO(truncate("absent", 0), ENOENT);
  CHECK_ERRNO(truncate("allocated/x", 0), ENOTDIR);
  CHECK_ERRNO(truncate("allocated", -1), EINVAL);
}

static volatile int exceeded;
static void on_limit(int signal) {
  (void)signal;
  exceeded++;
}

static void limits(void) {
  handle(SIGXFSZ, on_limit, 0);
  struct rlimit limit = {50000, RLIM_INFINITY};
  CHECK(ftruncate(fd, 0) == 0 && setrlimit(RLIMIT_FSIZE, &limit) == 0);
  CHECK(pwrite(fd, bytes, 40000, 0) == 40000 && pwrite(fd, bytes, 20000, 40000) == 10000);
  CHECK(exceeded == 0 && size() == 50000);
  CHECK_ERRNO(pwrite(fd, bytes, 1, 50000), EFBIG);
  CHECK(exceeded == 1);
  CHECK_ERRNO(ftruncate(fd, 50001), EFBIG);
  CHECK(exceeded == 2);
  CHECK_ERRNO(truncate("allocated", 50001), EFBIG);
  CHECK(exceeded == 3);
  CHECK_ERRNO(fallocate(fd, 0, 0, 50001), EFBIG);
  CHECK(exceeded == 4 && size() == 50000);
  pid_t child = fork();
  if (child == 0) {
    handle(SIGXFSZ, SIG_DFL, 0);
    CHECK(setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}) == 0);
    if (pwrite(fd, bytes, 1, 50000) >= 0) _exit(1);
    _exit(2);
  }
  expect_killed(child, SIGXFSZ);
  limit.rlim_cur = RLIM_INFINITY;
  CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0 && ftruncate(fd, 50001) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  fd = open("allocated", O_CREAT | O_RDWR, 0600);
  CHECK(fd >= 0);
  holes();
  modes();
  errors();
  CHECK(lseek(fd, 0, SEEK_END) == size());
  limits();
  CHECK(unlink("allocated") == 0);
  return done("sizes and contents hold");
}
