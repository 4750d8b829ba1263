# Twenty connections between a client and a server in one event loop.
set -eu
cat > p.py <<'P'
import asyncio

async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()

async def client(n, port, order):
    reader, writer = await asyncio.open_connection("localhost", port)
    for i in range(10):
        writer.write(f"client {n} line {i}\n".encode())
        await writer.drain()
        answer = (await reader.readline()).decode().strip()
        assert answer == f"CLIENT {n} LINE {i}", answer
        order.append(n)
        if i % 3 == 0:
            await asyncio.sleep(0.001 * n)
    writer.close()
    await writer.wait_closed()

async def main():
    order = []
    server = await asyncio.start_server(serve, "localhost", 0)
    address = server.sockets[0].getsockname()
    print(address)
    async with server:
        await asyncio.gather(*(client(n, address[1], order) for n in range(20)))
    print(len(order), order)

asyncio.run(main())
P
python3 p.py
