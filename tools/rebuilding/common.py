"""What all parts share."""

import sys


class Failure(Exception):
    """What the user can do something about: one sentence."""


def read_text(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def write_text(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def say(text):
    print("rebuild-packages: " + text, file=sys.stderr, flush=True)
