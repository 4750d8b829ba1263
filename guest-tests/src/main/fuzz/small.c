/* A small program whose headers are damaged by tests. */
#include <stdio.h>

int main(void) {
  puts("whole");
  return 7;
}
