/*
 * Rule: writes up to PIPE_BUF are atomic; the order of several writers is the schedule's.
 * Kind: varies
 * Natively: records of four writers never mix, but their order varies.
 * Fails without: PipeEnd.fitting, which waits for room for all of a short write.
 */
#include "../guest.h"
#include <limits.h>

enum { WRITERS = 4, RECORDS = 200, SIZE = 500 };

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int p[2], gate[2];
  CHECK(pipe(p) == 0 && pipe(gate) == 0);
  for (int w = 0; w < WRITERS; w++) {
    if (fork() == 0) {
      char record[SIZE], go;
      memset(record, 'a' + w, SIZE);
      close(gate[1]);
      CHECK(read(gate[0], &go, 1) == 0);
      for (int i = 0; i < RECORDS; i++) CHECK(write(p[1], record, SIZE) == SIZE);
      _exit(0);
    }
  }
  close(p[1]);
  close(gate[0]);
  close(gate[1]);
  char record[SIZE], order[WRITERS * RECORDS + 1];
  int counts[WRITERS] = {0}, n = 0;
  for (;; n++) {
    int got = 0;
    while (got < SIZE) {
      ssize_t r = read(p[0], record + got, SIZE - got);
      CHECK(r >= 0);
      if (r == 0) break;
      got += r;
    }
    if (got == 0) break;
    CHECK(got == SIZE);
    for (int i = 1; i < SIZE; i++) CHECK(record[i] == record[0]);
    counts[record[0] - 'a']++;
    order[n] = record[0];
  }
  order[n] = 0;
  for (int w = 0; w < WRITERS; w++) CHECK(counts[w] == RECORDS);
  show("order", "%s", order);
  while (wait(NULL) > 0) {
  }
  return done("records never mix");
}
