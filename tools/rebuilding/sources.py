"""Where the packages come from: apt-get source, or a directory."""

import os
import shutil
import subprocess

from rebuilding.common import Failure, read_text, say, write_text


class Apt:
    """apt-get with source packages enabled, and lists of its own: the host's settings stay."""

    def __init__(self, directory):
        self.directory = directory
        self.ready = False

    def options(self):
        settings = [
            "Dir::Etc::SourceList=" + self.directory + "/sources.list",
            "Dir::Etc::SourceParts=" + self.directory + "/parts",
            "Dir::State::Lists=" + self.directory + "/lists",
            "Dir::Cache::pkgcache=",
            "Dir::Cache::srcpkgcache=",
            # The user _apt may not write to the directory.
            "APT::Sandbox::User=",
        ]
        return ["--option=" + setting for setting in settings]

    def run(self, *command, cwd=None):
        full = ["apt-get", *self.options(), *command]
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive", LC_ALL="C.UTF-8")
        done = subprocess.run(
            full,
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if done.returncode != 0:
            lines = [line for line in done.stdout.splitlines() if line.startswith("E: ")]
            why = " ".join(lines[:3]) or done.stdout[-300:]
            raise Failure("apt-get %s failed: %s" % (" ".join(command), why))

    def prepare(self):
        if self.ready:
            return
        say("fetching the lists of source packages")
        os.makedirs(self.directory + "/parts")
        os.makedirs(self.directory + "/lists/partial")
        found = False
        parts = "/etc/apt/sources.list.d/"
        for name in ["/etc/apt/sources.list"] + sorted(parts + name for name in os.listdir(parts)):
            if name.endswith((".list", ".sources")) and os.path.exists(name):
                text = with_sources(read_text(name), name.endswith(".sources"))
                found |= "deb-src" in text
                write_text(os.path.join(self.directory, "parts", os.path.basename(name)), text)
        write_text(self.directory + "/sources.list", "")
        if not found:
            raise Failure("no package sources in /etc/apt: this needs a Debian or Ubuntu host")
        self.run("update")
        self.ready = True

    def fetch(self, package, into):
        self.prepare()
        self.run("source", "--download-only", package, cwd=into)
        control = [name for name in os.listdir(into) if name.endswith(".dsc")]
        if len(control) != 1:
            raise Failure("apt-get source %s has brought %d .dsc files" % (package, len(control)))
        return control[0]

    def install_dependencies(self, package, sources):
        self.prepare()
        what = package if sources is None else sources
        self.run("build-dep", "--yes", "--no-install-recommends", what)


def with_sources(text, stanzas):
    """The same package sources, with deb-src beside each deb."""
    lines = []
    for line in text.splitlines():
        if stanzas and line.startswith("Types:"):
            line = "Types: deb deb-src"
        lines.append(line)
        if not stanzas and line.startswith("deb "):
            lines.append("deb-src " + line[4:])
    return "\n".join(lines) + "\n"


class Source:
    """What is built: a fetched source package, or a directory of the user's."""

    def __init__(self, name, apt, directory):
        self.directory = directory
        self.given = None
        if os.path.isdir(name):
            if not os.path.isfile(os.path.join(name, "debian", "changelog")):
                raise Failure(name + " has no debian/changelog")
            self.given = os.path.realpath(name)
            self.control = None
            changelog = os.path.join(self.given, "debian", "changelog")
        else:
            os.makedirs(directory)
            self.control = apt.fetch(name, directory)
            self.unpack(os.path.join(directory, "look"))
            changelog = os.path.join(directory, "look", "source", "debian", "changelog")
        parsed = output(["dpkg-parsechangelog", "-l", changelog])
        fields = dict(line.split(": ", 1) for line in parsed.splitlines() if ": " in line)
        self.name = fields["Source"]
        self.version = fields["Version"]

    def unpack(self, directory):
        """Makes directory/source."""
        os.makedirs(directory)
        target = os.path.join(directory, "source")
        if self.given is not None:
            shutil.copytree(self.given, target, symlinks=True)
            return
        control = os.path.join(self.directory, self.control)
        done = subprocess.run(
            ["dpkg-source", "--no-check", "-x", control, target],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if done.returncode != 0:
            raise Failure("dpkg-source cannot unpack %s: %s" % (self.control, done.stdout[-300:]))

    def missing_dependencies(self):
        tree = self.given or os.path.join(self.directory, "look", "source")
        done = subprocess.run(
            ["dpkg-checkbuilddeps"],
            cwd=tree,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ, LC_ALL="C.UTF-8"),
        )
        return done.stderr.strip().split("dependencies: ")[-1] if done.returncode else ""


def output(command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
