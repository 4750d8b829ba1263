import random, tempfile, time
print("hash  ", hash("reprise"))
print("random", random.random())
print("time  ", time.time())
print("file  ", tempfile.mktemp())
