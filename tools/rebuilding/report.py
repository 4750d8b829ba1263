"""The table of results."""

import json

from rebuilding.common import write_text


def verdict(different):
    return "yes" if not different else "no: " + different


def table(rows, native):
    head = ["package", "version", "events", "s under Reprise", "equal?", "equal logs?"]
    if native:
        head[3:3] = ["s native"]
        head.append("equal without?")
    lines = [head]
    for row in rows:
        line = [str(row.get(key, "")) for key in ("package", "version", "events", "seconds")]
        line.append(verdict(row["difference"]))
        line.append("yes" if len(set(row.get("digests", ["", " "]))) == 1 else "no")
        if native:
            line[3:3] = [str(row.get("secondsNative", ""))]
            line.append(verdict(row["nativeDifference"]) if "nativeDifference" in row else "")
        lines.append(line)
    return lines


def aligned(lines):
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths)] for line in lines]
    return "\n".join("  ".join(line).rstrip() for line in padded)


def markdown(lines):
    rule = ["---"] * len(lines[0])
    return "\n".join("| " + " | ".join(line) + " |" for line in [lines[0], rule, *lines[1:]]) + "\n"


def write_reports(rows, options):
    """Writes what is known so far, so that a long list need not end to be of use."""
    if options.json:
        write_text(options.json, json.dumps(rows, indent=2) + "\n")
    if options.markdown:
        write_text(options.markdown, markdown(table(rows, options.native)))
