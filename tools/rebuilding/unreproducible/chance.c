/* Prints what differs between two runs of one program. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  unsigned long number = 0;
  (void)argc;
  if (getrandom(&number, sizeof number, 0) != sizeof number) return 1;
  printf("%lx %p %p %p %ld %ld\n", number, (void *)&number, malloc(1), (void *)argv[0],
         (long)getpid(), (long)clock());
  return 0;
}
