"""Builds a source twice, with or without Reprise."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time

from rebuilding.common import read_text, say

SCRIPT = "cd source && exec dpkg-buildpackage -b -us -uc"
GRACE_SECONDS = 10
LAST_LINES = 8


class Builder:
    """Where and how builds are done.

    options: of the command line
    places: two directories, best on different file systems
    surroundings: of the second build
    """

    def __init__(self, options, places, surroundings):
        self.options = options
        self.places = places
        self.surroundings = surroundings

    def build(self, source, varied, reprise):
        how = "under Reprise" if reprise else "natively"
        label = how + (" in other surroundings" if varied else "")
        say("%s %s: building %s" % (source.name, source.version, label))
        kind = ("reprise" if reprise else "native") + ("-varied" if varied else "")
        place = self.place(source, varied, kind)
        source.unpack(place)
        log = os.path.join(self.places[0], "%s-%s.log" % (source.name, kind))
        summary = os.path.join(place, "summary.json")
        command = self.command(reprise, summary)
        environment = dict(os.environ, DEB_BUILD_OPTIONS="" if self.options.check else "nocheck")
        if varied:
            self.surroundings.change_files(place, times=reprise)
            command = self.surroundings.command(command)
            environment = self.surroundings.environment(environment)
        start = time.monotonic()
        with open(log, "wb") as out:
            status = run(command, place, environment, out, 0o077 if varied else 0o022)
        if status:
            say("the build ended with exit code %d and these words (--keep keeps all):" % status)
            print("".join(read_text(log).splitlines(keepends=True)[-LAST_LINES:]), file=sys.stderr)
        build = {"directory": place, "status": status}
        build["seconds"] = round(time.monotonic() - start, 1)
        build["summary"] = take_summary(summary)
        build["files"] = {} if status else results(place)
        return build

    def place(self, source, varied, kind):
        if varied:
            return os.path.join(self.places[1], source.name, "another", "deeper", kind)
        return os.path.join(self.places[0], source.name, kind)

    def command(self, reprise, summary):
        if not reprise:
            return ["sh", "-c", SCRIPT]
        command = [self.options.reprise, "run", "--wall-timeout", self.options.wall_timeout]
        if not self.options.check:
            command += ["--env", "DEB_BUILD_OPTIONS=nocheck"]
        return [*command, "--summary-json", summary, "--", "sh", "-c", SCRIPT]


def take_summary(path):
    if not os.path.exists(path):
        return {}
    text = read_text(path)
    os.remove(path)
    # A run that was given up leaves an empty file.
    return json.loads(text) if text else {}


def run(command, directory, environment, out, umask):
    """Runs a command in a session of its own, so that all of it can be ended."""
    process = subprocess.Popen(
        command,
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        umask=umask,
    )
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def results(place):
    """The digests of the files that a build has left beside its source tree."""
    found = {}
    for name in sorted(os.listdir(place)):
        path = os.path.join(place, name)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                found[name] = hashlib.sha256(file.read()).hexdigest()
    return found
