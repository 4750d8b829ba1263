"""multiprocessing with the start method that the argument names."""

import multiprocessing
import os
import random
import sys
import time


def square(x):
    time.sleep(random.random() / 100)
    return x * x, os.getpid()


def add(total, lock, n):
    for _ in range(50):
        with lock:
            total.value += n


def talk(connection):
    while True:
        message = connection.recv()
        if message is None:
            break
        connection.send((message, os.getpid(), multiprocessing.current_process().name))
    connection.close()


def main():
    method = sys.argv[1]
    context = multiprocessing.get_context(method)
    with context.Pool(3) as pool:
        print("map", pool.map(square, range(8)))
        print("unordered", list(pool.imap_unordered(square, range(8))))
    total, lock = context.Value("i", 0), context.Lock()
    workers = [context.Process(target=add, args=(total, lock, n)) for n in (1, 2, 3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("shared", total.value, [worker.exitcode for worker in workers])
    here, there = context.Pipe()
    worker = context.Process(target=talk, args=(there,))
    worker.start()
    for i in range(5):
        here.send(i)
        print("pipe", here.recv())
    here.send(None)
    worker.join()
    print(method, os.getpid(), time.time())


if __name__ == "__main__":
    main()
