"""Threads with every primitive of threading, and what depends on time and chance."""

import queue
import random
import sys
import threading
import time

sys.setswitchinterval(0.0005)
order = []
counter = 0


def racer(n):
    """Reads and writes without a lock: updates get lost where turns change in between."""
    global counter
    for i in range(300):
        value = counter
        if i % 50 == 0:
            time.sleep(0)
        counter = value + 1
    order.append(n)


def producer(q, n):
    for i in range(20):
        q.put((n, i, random.random()))
        time.sleep(0.001 * (n + 1))
    q.put(None)


def consumer(q, producers, out):
    while producers:
        item = q.get()
        if item is None:
            producers -= 1
        else:
            out.append(item)


threads = [threading.Thread(target=racer, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("race", counter, order)

q, out = queue.Queue(3), []
threads = [threading.Thread(target=producer, args=(q, n)) for n in range(3)]
threads.append(threading.Thread(target=consumer, args=(q, 3, out)))
for t in threads:
    t.start()
for t in threads:
    t.join()
print("queue", [(n, i) for n, i, _ in out], sum(r for _, _, r in out))

barrier = threading.Barrier(3)
event = threading.Event()
condition = threading.Condition()
semaphore = threading.Semaphore(2)
log = []


def meet(n):
    with semaphore:
        time.sleep(0.002)
        log.append(("semaphore", n))
    log.append(("barrier", n, barrier.wait()))
    event.wait()
    with condition:
        log.append(("event", n, threading.get_native_id()))
        condition.notify_all()


threads = [threading.Thread(target=meet, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
timer = threading.Timer(0.05, event.set)
timer.start()
with condition:
    condition.wait_for(lambda: sum(entry[0] == "event" for entry in log) == 3, timeout=5)
for t in threads:
    t.join()
print("primitives", log)
print("ids", id(order), hash("text"), time.time_ns(), time.perf_counter_ns())
