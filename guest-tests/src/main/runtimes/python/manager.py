"""A manager serves shared objects from a process of its own, over an AF_UNIX socket."""

import multiprocessing
import os


def put(shared, n):
    for i in range(5):
        shared.append((n, i, os.getpid()))


def main():
    with multiprocessing.Manager() as manager:
        shared = manager.list()
        workers = [multiprocessing.Process(target=put, args=(shared, n)) for n in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print(list(shared))


if __name__ == "__main__":
    main()
