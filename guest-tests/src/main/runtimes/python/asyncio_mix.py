"""asyncio: tasks, timers, queues, subprocesses, threads and signals on one loop."""

import asyncio
import os
import random
import signal
import time


async def worker(name, jobs, log):
    while True:
        job = await jobs.get()
        await asyncio.sleep(random.random() / 50)
        log.append((name, job, round(asyncio.get_running_loop().time(), 6)))
        jobs.task_done()


def blocking(n):
    time.sleep(0.001 * n)
    return n, time.monotonic()


async def main():
    jobs, log = asyncio.Queue(), []
    for i in range(20):
        jobs.put_nowait(i)
    workers = [asyncio.create_task(worker(n, jobs, log)) for n in "abc"]
    await jobs.join()
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    print(log)
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in (5, 1, 3, 2))))
    child = await asyncio.create_subprocess_shell(
        "for i in 1 2 3; do echo line $i $$; done; cat; exit 3",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    print(await child.communicate(b"input\n"), child.returncode)
    seen = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, seen.set)
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.SIGUSR1)
    await seen.wait()
    try:
        await asyncio.wait_for(asyncio.sleep(100), 0.5)
    except asyncio.TimeoutError:
        print("timeout", asyncio.get_running_loop().time())


asyncio.run(main())
