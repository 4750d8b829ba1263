/* Threads that meet at barriers and share a loop; waiting, they count how often they have looked. */
#include <omp.h>
#include <stdio.h>

int main(void) {
  double sum = 0;
  int order[64], arrived = 0;
  omp_set_num_threads(4);
  for (int round = 0; round < 100; round++) {
#pragma omp parallel for schedule(dynamic, 50) reduction(+ : sum)
    for (int i = 0; i < 1000; i++) sum += i * 0.5 / (round + 1);
  }
#pragma omp parallel
  {
    for (int i = 0; i < 16; i++) {
#pragma omp critical
      order[arrived++] = omp_get_thread_num();
#pragma omp barrier
    }
  }
  for (int i = 0; i < arrived; i++) printf("%d", order[i]);
  printf("\n%.6f %d\n", sum, arrived);
}
