"""concurrent.futures over threads and over processes."""

import concurrent.futures
import os
import random
import threading
import time


def work(n):
    start = time.perf_counter()
    time.sleep(random.random() / 50)
    return n, sum(i * i for i in range(2000)), os.getpid(), time.perf_counter() - start


def name(n):
    time.sleep(0.001)
    return n, threading.current_thread().name


def main():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(work, n) for n in range(16)]
        print([f.result()[0] for f in concurrent.futures.as_completed(futures)])
        print(list(pool.map(name, range(16))))
    with concurrent.futures.ProcessPoolExecutor(3) as pool:
        futures = [pool.submit(work, n) for n in range(12)]
        print([f.result() for f in concurrent.futures.as_completed(futures)])


if __name__ == "__main__":
    main()
