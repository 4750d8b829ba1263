// Starts /bin/true 25 times with fork, exec and wait: what a process costs under a tracer.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 25 };

int main(void) {
  for (int i = 0; i < CHILDREN; i++) {
    pid_t child = fork();
    if (child < 0) {
      perror("fork");
      return 1;
    }
    if (child == 0) {
      execl("/bin/true", "true", (char *)NULL);
      _exit(127);
    }
    int status;
    if (waitpid(child, &status, 0) != child || status != 0) {
      fprintf(stderr, "child %d did not end well\n", i);
      return 1;
    }
  }
  printf("%d children\n", CHILDREN);
  return 0;
}
