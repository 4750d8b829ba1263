/* Two threads pay 100 into one account; the order alone decides whether a payment is lost. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static volatile int balance;

static void *pay(void *unused) {
  int read = balance;
  usleep(0);
  balance = read + 100;
  return unused;
}

int main(void) {
  pthread_t one, other;
  pthread_create(&one, NULL, pay, NULL);
  pthread_create(&other, NULL, pay, NULL);
  pthread_join(one, NULL);
  pthread_join(other, NULL);
  printf("%d\n", balance);
}
