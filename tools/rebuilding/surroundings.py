"""The two surroundings of a build: the host as it is, and one where all is different."""

import os
import shutil
import subprocess

NOBODY = 65534
AGE_SECONDS = "7654321"
KEPT = ("JAVA_HOME", "REPRISE_JAVA_HOME", "DEB_BUILD_OPTIONS")

# Each is put before the command if it works here; the last one is the outermost.
AS_ROOT = [
    ["setpriv", "--reuid=%d" % NOBODY, "--regid=%d" % NOBODY, "--clear-groups"],
    ["sh", "-c", 'hostname elsewhere && exec "$@"', "sh"],
    ["unshare", "--uts", "--pid", "--fork", "--mount-proc", "--kill-child"],
    ["unshare", "--time", "--fork", "--boottime", AGE_SECONDS, "--monotonic", AGE_SECONDS],
]
AS_ANYBODY = [
    # The host's clock is everybody's, so that it is another one for this process alone.
    ["faketime", "--exclude-monotonic", "-f", "+900d"],
    ["taskset", "--cpu-list", str(max(os.sched_getaffinity(0)))],
    ["setarch", "--addr-no-randomize"],
]


class Surroundings:
    """What is changed around a build's second run."""

    def __init__(self, reprise):
        root = os.geteuid() == 0
        self.wrappers = [wrapper for wrapper in AS_ANYBODY if works([*wrapper, "true"])]
        # A clone in root's home is out of reach of other users.
        self.other_user = root and works([*AS_ROOT[0], reprise, "run", "--", "true"])
        if self.other_user:
            self.wrappers.append(AS_ROOT[0])
        if root and works([*AS_ROOT[2], "true"]):
            self.wrappers += AS_ROOT[1:3]
        if root and works([*AS_ROOT[3], "true"]):
            self.wrappers.append(AS_ROOT[3])

    def left_out(self):
        """What cannot be changed here."""
        missing = [] if self.other_user else ["the user"]
        names = {
            "faketime": "the wall clock",
            "taskset": "the processor",
            "setarch": "address randomisation",
        }
        for wrapper in AS_ANYBODY:
            if wrapper not in self.wrappers:
                missing.append(names[wrapper[0]])
        if AS_ROOT[2] not in self.wrappers:
            missing += ["process ids", "the host name"]
        if AS_ROOT[3] not in self.wrappers:
            missing.append("the uptime")
        return missing

    def command(self, command):
        for wrapper in self.wrappers:
            command = [*wrapper, *command]
        return command

    def environment(self, present):
        return {
            "PATH": present["PATH"] + ":/nowhere/in/particular",
            "HOME": "/nonexistent/home",
            "USER": "somebody",
            "LANG": "fr_CH.UTF-8",
            "LANGUAGE": "fr_CH:fr",
            "LC_ALL": "C",
            "TZ": "Asia/Kathmandu",
            "EDITOR": "ed",
            "CAPTURE_ENVIRONMENT": "yes",
            **{name: present[name] for name in KEPT if name in present},
        }

    def change_files(self, place, times):
        """Gives the files another user, and other times.

        Natively the times are an input of a build, which even goes into the packages, and stay.
        """
        for directory, _, names in os.walk(place):
            for path in [directory] + [os.path.join(directory, name) for name in names]:
                if self.other_user:
                    os.lchown(path, NOBODY, NOBODY)
                if times:
                    os.utime(path, (1_300_000_000, 1_300_000_000), follow_symlinks=False)


def works(command):
    if not shutil.which(command[0]):
        return False
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0
