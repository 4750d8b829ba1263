/*
 * Rule: files without a name (O_TMPFILE, memfd, unlinked) are the same whatever the host's file systems offer.
 * Kind: semantics
 * Natively: a nameless file is written, named by linkat, opened anew, sealed, executed.
 * Fails without: FcntlCalls.onFile, which lets only a MemoryFile be sealed, NamelessFiles.link and NamelessFiles.reopen.
 * Reprise arguments: --reprise
 */
#include "../guest.h"

static char proc[64];
static const char *path_of(int fd) {
  snprintf(proc, sizeof proc, "/proc/self/fd/%d", fd);
  return proc;
}

static void temporary(void) {
  char text[4096], here[4096];
  struct stat s;
  CHECK(getcwd(here, sizeof here) != NULL);
  CHECK(mkdir("t", 0755) == 0);
  int fd = open("t", O_TMPFILE | O_RDWR, 0640);
  if (fd < 0 && errno == EOPNOTSUPP && !guest_has("--reprise")) { /* a file system without such files */
    CHECK(rmdir("t") == 0);
    return;
  }
  CHECK(fd >= 0 && fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && s.st_nlink == 0 && s.st_size == 0);
  CHECK((s.st_mode & 07777) == 0640);
  ino_t number = s.st_ino;
  CHECK(write(fd, "kept", 4) == 4 && pread(fd, text, 10, 0) == 4);
  /* Its name is nowhere to be found. */
  char expected[4200];
  int length = snprintf(expected, sizeof expected, "%s/t/#%lu (deleted)", here, (unsigned long)number);
  ssize_t shown = readlink(path_of(fd), text, sizeof text);
  CHECK(strcmp(here, "/") == 0 || !guest_has("--reprise") || (shown == length && memcmp(text, expected, (size_t)length) == 0));
  CHECK(rmdir("t") == 0 && mkdir("t", 0755) == 0);
  CHECK((fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR);
  CHECK(linkat(AT_FDCWD, path_of(fd), AT_FDCWD, "t/named", AT_SYMLINK_FOLLOW) == 0);
  CHECK(stat("t/named", &s) == 0 && s.st_ino == number && s.st_nlink == 1 && s.st_size == 4);
  CHECK(fstat(fd, &s) == 0 && s.st_ino == number && s.st_nlink == 1);
  CHECK_ERRNO(linkat(AT_FDCWD, path_of(fd), AT_FDCWD, "t/named", AT_SYMLINK_FOLLOW), EEXIST);
  close(fd);
  fd = open("t/named", O_RDONLY);
  CHECK(read(fd, text, sizeof text) == 4 && memcmp(text, "kept", 4) == 0);
  close(fd);
  fd = open("t", O_TMPFILE | O_WRONLY | O_EXCL, 0600);
  CHECK(fd >= 0);
  CHECK_ERRNO(linkat(AT_FDCWD, path_of(fd), AT_FDCWD, "t/never", AT_SYMLINK_FOLLOW), ENOENT);
  close(fd);
  /* By its descriptor, which Linux before 6.10 asks a capability for. */
  fd = open("t", O_TMPFILE | O_RDWR, 0600);
  CHECK(fd >= 0 && write(fd, "by fd", 5) == 5);
  int linked = linkat(fd, "", AT_FDCWD, "t/second", AT_EMPTY_PATH);
  CHECK(linked == 0 || (errno == ENOENT && !guest_has("--reprise")));
  CHECK(linked != 0 || (stat("t/second", &s) == 0 && s.st_size == 5 && unlink("t/second") == 0));
  close(fd);
  CHECK_ERRNO(open("t", O_TMPFILE | O_RDWR | O_CREAT, 0600), EINVAL);
  CHECK_ERRNO(open("t", O_TMPFILE | O_RDONLY, 0600), EINVAL);
  CHECK_ERRNO(open("t/named", O_TMPFILE | O_RDWR, 0600), ENOTDIR);
  CHECK_ERRNO(open("t/absent", O_TMPFILE | O_RDWR, 0600), ENOENT);
  CHECK(unlink("t/named") == 0);
  FILE *file = tmpfile();
  CHECK(file != NULL && fputs("text", file) >= 0 && fflush(file) == 0 && fstat(fileno(file), &s) == 0);
  CHECK(s.st_size == 4 && s.st_nlink == 0);
  fclose(file);
  CHECK(rmdir("t") == 0);
}

/* A file whose name is gone, opened by way of /proc, has a position and an access mode of its own. */
static void reopened(void) {
  char text[64];
  struct stat s, again;
  int fd = open("gone", O_CREAT | O_RDWR | O_EXCL, 0600);
  CHECK(fd >= 0 && write(fd, "0123456789", 10) == 10 && unlink("gone") == 0);
  int reader = open(path_of(fd), O_RDONLY);
  CHECK(reader == fd + 1 && lseek(fd, 0, SEEK_CUR) == 10 && lseek(reader, 0, SEEK_CUR) == 0);
  CHECK(read(reader, text, 4) == 4 && memcmp(text, "0123", 4) == 0);
  CHECK((fcntl(reader, F_GETFL) & O_ACCMODE) == O_RDONLY && fcntl(reader, F_GETFD) == 0);
  CHECK_ERRNO(write(reader, "x", 1), EBADF);
  CHECK(fstat(fd, &s) == 0 && fstat(reader, &again) == 0 && s.st_ino == again.st_ino && s.st_nlink == 0);
  CHECK(stat(path_of(fd), &again) == 0 && again.st_ino == s.st_ino && again.st_size == 10);
  CHECK_ERRNO(linkat(AT_FDCWD, path_of(fd), AT_FDCWD, "back", AT_SYMLINK_FOLLOW), ENOENT);
  /* Through a reader one can write again, if the file allows it. */
  int writer = open(path_of(reader), O_WRONLY | O_APPEND | O_CLOEXEC);
  CHECK(writer >= 0 && fcntl(writer, F_GETFD) == FD_CLOEXEC && write(writer, "ab", 2) == 2);
  CHECK(pread(reader, text, sizeof text, 0) == 12);
  /* Another process's. */
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    close(fd);
    close(reader);
    close(writer);
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", parent, reader);
    CHECK(stat(path, &again) == 0 && again.st_ino == s.st_ino);
    int other = open(path, O_RDWR);
    CHECK(other >= 0 && read(other, text, sizeof text) == 12 && pwrite(other, "X", 1, 0) == 1);
    _exit(42);
  }
  expect_exit(child, 42);
  CHECK(read(reader, text, 1) == 1 && text[0] == '4' && pread(reader, text, 1, 0) == 1 && text[0] == 'X');
  close(writer);
  writer = open(path_of(reader), O_WRONLY | O_TRUNC);
  CHECK(writer >= 0 && fstat(fd, &s) == 0 && s.st_size == 0);
  CHECK_ERRNO(open(path_of(reader), O_RDONLY | O_DIRECTORY), ENOTDIR);
  close(writer);
  close(reader);
  close(fd);
  /* A mode that forbids what is asked; root may all the same. */
  fd = memfd_create("mode", 0);
  CHECK(fchmod(fd, 0400) == 0);
  writer = open(path_of(fd), O_WRONLY);
  CHECK(geteuid() == 0 ? writer >= 0 : writer < 0 && errno == EACCES);
  close(writer);
  close(fd);
  /* A directory that was removed is empty. */
  CHECK(mkdir("directory", 0700) == 0);
  fd = open("directory", O_RDONLY | O_DIRECTORY);
  CHECK(fd >= 0 && rmdir("directory") == 0);
  int anew = open(path_of(fd), O_RDONLY | O_DIRECTORY);
  CHECK(anew >= 0);
  CHECK_ERRNO(openat(anew, "x", O_CREAT | O_RDWR, 0600), ENOENT);
  close(anew);
  close(fd);
}

static void seals(void) {
  int fd = memfd_create("sealed", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  CHECK(fd >= 0 && fcntl(fd, F_GET_SEALS) == 0 && ftruncate(fd, 8192) == 0);
  char *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  CHECK(map != MAP_FAILED);
  CHECK_ERRNO(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), EBUSY);
  CHECK(munmap(map, 4096) == 0);
  CHECK(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK) == 0);
  CHECK_ERRNO(ftruncate(fd, 4096), EPERM);
  CHECK(ftruncate(fd, 12288) == 0 && fcntl(fd, F_ADD_SEALS, F_SEAL_GROW) == 0);
  CHECK_ERRNO(ftruncate(fd, 16384), EPERM);
  CHECK_ERRNO(pwrite(fd, "x", 1, 12288), EPERM);
  CHECK_ERRNO(fallocate(fd, 0, 0, 16384), EPERM);
  CHECK(pwrite(fd, "x", 1, 0) == 1 && fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) == 0);
  CHECK_ERRNO(pwrite(fd, "x", 1, 0), EPERM);
  CHECK_ERRNO(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096), EPERM);
  CHECK_ERRNO(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED ? -1 : 0, EPERM);
  CHECK(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0) != MAP_FAILED);
  CHECK(fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL) == 0 && fcntl(fd, F_GET_SEALS) == 15);
  CHECK_ERRNO(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EPERM);
  close(fd);
  fd = memfd_create("unsealable", 0);
  CHECK(fcntl(fd, F_GET_SEALS) == F_SEAL_SEAL);
  CHECK_ERRNO(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EPERM);
  int plain = open("plain", O_CREAT | O_RDWR, 0600);
  /* Linux tells of seals on every file of a tmpfs. */
  int seals = fcntl(plain, F_GET_SEALS);
  CHECK(seals == -1 || !guest_has("--reprise"));
  CHECK_ERRNO(fcntl(plain, F_ADD_SEALS, F_SEAL_SHRINK), seals < 0 ? EINVAL : EPERM);
  CHECK(close(plain) == 0 && unlink("plain") == 0);
  char text[64];
  CHECK(readlink(path_of(fd), text, sizeof text) == 27 && memcmp(text, "/memfd:unsealable (deleted)", 27) == 0);
  /* Opened anew it is the same file. */
  CHECK(write(fd, "again", 5) == 5);
  int anew = open(path_of(fd), O_RDWR);
  CHECK(anew >= 0 && pread(anew, text, 10, 0) == 5 && pwrite(fd, "more", 4, 5) == 4);
  CHECK(pread(anew, text, 10, 0) == 9 && memcmp(text, "againmore", 9) == 0);
  close(anew);
  close(fd);
  memset(text, 'n', 63);
  char name[260];
  memset(name, 'n', sizeof name);
  name[250] = 0;
  CHECK_ERRNO(memfd_create(name, 0), EINVAL);
  CHECK_ERRNO(memfd_create("x", 0x4000), EINVAL);
}

static void executed(void) {
  char buffer[65536];
  ssize_t n;
  int fd = memfd_create("program", MFD_CLOEXEC), self = open("/proc/self/exe", O_RDONLY);
  CHECK(self >= 0);
  while ((n = read(self, buffer, sizeof buffer)) > 0) CHECK(write(fd, buffer, (size_t)n) == n);
  close(self);
  pid_t child = fork();
  if (child == 0) {
    char *arguments[] = {"guest", "--child", NULL}, *environment[] = {NULL};
    fexecve(fd, arguments, environment);
    _exit(3);
  }
  expect_exit(child, 42);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (guest_has("--child")) {
    char text[64];
    ssize_t n = readlink("/proc/self/exe", text, sizeof text);
    CHECK(n == 24 && memcmp(text, "/memfd:program (deleted)", 24) == 0);
    _exit(42);
  }
  char home[4096];
  temporary();
  reopened();
  char elsewhere[] = "/tmp/nameless-XXXXXX";
  CHECK(getcwd(home, sizeof home) != NULL && mkdtemp(elsewhere) != NULL && chdir(elsewhere) == 0);
  temporary();
  reopened();
  CHECK(chdir(home) == 0 && rmdir(elsewhere) == 0);
  seals();
  executed();
  return done("nameless files hold");
}
