"""Whether two builds have left the same behind, and what differs first."""

import gzip
import hashlib
import io
import lzma
import os
import subprocess
import tarfile


def difference(first, second, only_packages):
    """What differs first; empty when all is equal."""
    for build in (first, second):
        if build["status"]:
            return "not built: exit code %d" % build["status"]
    one, two = [chosen(build["files"], only_packages) for build in (first, second)]
    if not any(name.endswith(".deb") for name in one):
        return "no .deb was built"
    # Packages first: the other files tell of them.
    for name in sorted(one.keys() | two.keys(), key=lambda name: (not name.endswith("deb"), name)):
        if name not in one or name not in two:
            return name + " is missing once"
        if one[name] != two[name]:
            paths = [os.path.join(build["directory"], name) for build in (first, second)]
            return name + (": " + differing_member(*paths) if name.endswith("deb") else "")
    return ""


def chosen(files, only_packages):
    if not only_packages:
        return files
    return {name: digest for name, digest in files.items() if name.endswith((".deb", ".udeb"))}


def differing_member(first, second):
    one, two = members(first), members(second)
    for name in list(dict.fromkeys([*one, *two])):
        if one.get(name) != two.get(name):
            return name
    return "the archive itself"


def members(package):
    """Digests of what is in a .deb: of the members of the archive, and of the files in these."""
    found = {}
    with open(package, "rb") as file:
        data = file.read()
    at = 8
    while at + 60 <= len(data):
        name = data[at : at + 16].decode().strip().rstrip("/")
        size = int(data[at + 48 : at + 58])
        content = data[at + 60 : at + 60 + size]
        if ".tar" in name:
            with tarfile.open(fileobj=io.BytesIO(unpacked(name, content))) as archive:
                for entry in archive:
                    body = archive.extractfile(entry).read() if entry.isreg() else b""
                    facts = (
                        entry.name,
                        entry.mode,
                        entry.uid,
                        entry.gid,
                        entry.mtime,
                        entry.type,
                        entry.linkname,
                    )
                    found["%s(%s)" % (name, entry.name)] = (facts, hashlib.sha256(body).hexdigest())
        found[name] = hashlib.sha256(data[at : at + 60 + size]).hexdigest()
        at += 60 + size + size % 2
    return found


def unpacked(name, content):
    if name.endswith(".xz"):
        return lzma.decompress(content)
    if name.endswith(".gz"):
        return gzip.decompress(content)
    if name.endswith(".zst"):
        return subprocess.run(
            ["zstd", "-dc"], input=content, stdout=subprocess.PIPE, check=True
        ).stdout
    return content
