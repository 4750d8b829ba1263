/*
 * Rule: System V shared memory has virtual ids, owners, times and addresses; the memory is real.
 * Kind: varies
 * Natively: ids depend on what else is there, and addresses are random.
 * Fails without: SharedMemoryCalls, which gives ids, and the times of the virtual clock.
 */
#include "../guest.h"
#include <sys/ipc.h>
#include <sys/shm.h>

#define SIZE 10000

static struct shmid_ds status(int id) {
  struct shmid_ds status;
  CHECK(shmctl(id, IPC_STAT, &status) == 0);
  return status;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  time_t start = time(NULL);
  key_t key = 0x52000000 | getpid();
  CHECK_ERRNO(shmget(key, SIZE, 0600), ENOENT);
  CHECK_ERRNO(shmget(key, 0, IPC_CREAT | 0600), EINVAL);
  int id = shmget(key, SIZE, IPC_CREAT | IPC_EXCL | 0600);
  CHECK(id >= 0 && shmget(key, 0, 0600) == id && shmget(key, SIZE, IPC_CREAT | 0600) == id);
  CHECK_ERRNO(shmget(key, SIZE, IPC_CREAT | IPC_EXCL | 0600), EEXIST);
  CHECK_ERRNO(shmget(key, SIZE + 1, 0600), EINVAL);
  show("id", "%d", id);
  struct shmid_ds before = status(id);
  CHECK(before.shm_segsz == SIZE && before.shm_nattch == 0 && before.shm_cpid == getpid());
  CHECK(before.shm_ctime >= start && before.shm_atime == 0 && before.shm_perm.uid == getuid());
  CHECK(before.shm_perm.__key == key && (before.shm_perm.mode & 0777) == 0600);

  char *one = shmat(id, NULL, 0), *two = shmat(id, NULL, SHM_RDONLY);
  CHECK(one != (void *)-1 && two != (void *)-1 && one != two);
  show("address", "%p", (void *)one);
  CHECK(one[SIZE - 1] == 0);
  strcpy(one, "here");
  CHECK(strcmp(two, "here") == 0 && status(id).shm_nattch == 2);
  CHECK_ERRNO((long)shmat(id, one + 1, 0), EINVAL);
  CHECK_ERRNO((long)shmat(id, one, 0), EINVAL);

  pid_t child = fork();
  if (child == 0) {
    CHECK(status(id).shm_nattch == 4);
    strcpy(one, "there");
    CHECK(shmdt(two) == 0 && status(id).shm_nattch == 3 && status(id).shm_lpid == getpid());
    _exit(0);
  }
  int code;
  CHECK(waitpid(child, &code, 0) == child && code == 0);
  CHECK(strcmp(two, "there") == 0 && status(id).shm_nattch == 2);
  child = fork();
  if (child == 0) {
    execlp("true", "true", NULL);
    _exit(1);
  }
  CHECK(waitpid(child, &code, 0) == child && code == 0 && status(id).shm_nattch == 2);

  struct shmid_ds change = status(id);
  change.shm_perm.mode = 0640;
  CHECK(shmctl(id, IPC_SET, &change) == 0 && (status(id).shm_perm.mode & 0777) == 0640);
  CHECK(shmctl(id, IPC_RMID, NULL) == 0);
  CHECK_ERRNO(shmget(key, SIZE, 0600), ENOENT);
  CHECK((status(id).shm_perm.mode & SHM_DEST) != 0 && status(id).shm_perm.__key == IPC_PRIVATE);
  char *three = shmat(id, NULL, 0);
  CHECK(three != (void *)-1 && strcmp(three, "there") == 0);
  CHECK(shmdt(one) == 0 && shmdt(two) == 0 && shmdt(three) == 0);
  CHECK_ERRNO(shmdt(three), EINVAL);
  CHECK_ERRNO(shmctl(id, IPC_STAT, &change), EINVAL);
  int other = shmget(IPC_PRIVATE, 1, 0600);
  CHECK(other >= 0 && other != id && shmctl(other, IPC_RMID, NULL) == 0);
  return done("segments are shared, counted and removed");
}
