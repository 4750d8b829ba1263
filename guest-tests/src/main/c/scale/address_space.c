/*
 * Rule: eight gigabytes can be mapped, and what is touched of them holds its own bytes.
 * Kind: varies
 * Natively: the addresses vary.
 * Fails without: Layout.place, which finds room for mappings of every size.
 */
#include "../guest.h"

enum { STEP = 1 << 24 };
static const size_t SIZE = 8ull << 30;

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char *memory = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  CHECK(memory != MAP_FAILED);
  show("address", "%p", (void *)memory);
  for (size_t at = 0; at < SIZE; at += STEP) *(size_t *)(memory + at) = at;
  for (size_t at = 0; at < SIZE; at += STEP) {
    CHECK(*(size_t *)(memory + at) == at && memory[at + STEP / 2] == 0);
  }
  pid_t child = fork();
  if (child == 0) {
    *(size_t *)memory = 1;
    _exit(*(size_t *)(memory + SIZE - STEP) == SIZE - STEP ? 0 : 1);
  }
  expect_exit(child, 0);
  CHECK(*(size_t *)memory == 0);
  char *moved = mremap(memory, SIZE, SIZE / 2, 0);
  CHECK(moved == memory);
  CHECK(munmap(memory, SIZE / 2) == 0);
  return done("eight gigabytes of addresses");
}
