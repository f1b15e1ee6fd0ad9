#!/usr/bin/env python3
"""Tries `trueup read` on every file below a folder and prints, folder by folder, how many were read and how many refused.

  python3 scripts/read_samples.py FOLDER [--trueup build/dev/trueup] [--files]

Read: exit 0 or 3 with at least one row. Empty: a header and no row, or a set without a line. Refused: exit 2, nothing on stdout, and one line that
says why; --files prints each file with its profile and rows, or that line.
"""

import argparse
import collections
import json
import pathlib
import subprocess

COLUMNS = ("files", "read", "with rejected rows", "empty", "refused")


def outcome(trueup, path):
    done = subprocess.run([trueup, "read", path], capture_output=True, timeout=120)
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    last = said[-1] if said else ""
    if done.returncode not in (0, 2, 3):
        raise SystemExit(f"{path}: exit {done.returncode}: {last}")
    if done.returncode == 2:
        if done.stdout or not last:
            raise SystemExit(f"{path}: refused, but not in one line: {done.stdout[:80]!r} {last}")
        return "refused", last
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    rows = sum("table" in line for line in lines)
    rejected = sum(line.get("severity") == "error" for line in lines)
    return ("read" if rows else "empty"), f"{rows} rows, {rejected} errors; {last}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--trueup", default="build/dev/trueup")
    parser.add_argument("--files", action="store_true")
    options = parser.parse_args()
    table = collections.defaultdict(collections.Counter)
    for path in sorted(path for path in options.folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        what, said = outcome(options.trueup, path)
        folder = path.parent.relative_to(options.folder).as_posix()
        for kind in (folder, "all"):
            table[kind]["files"] += 1
            table[kind][what] += 1
            table[kind]["with rejected rows"] += what == "read" and ", 0 errors" not in said
        if options.files:
            print(f"{path.relative_to(options.folder)}: {what}: {said}")
    print("| folder | " + " | ".join(COLUMNS) + " |\n|---|" + "---|" * len(COLUMNS))
    for folder in [name for name in table if name != "all"] + ["all"]:
        print(f"| {folder} | " + " | ".join(str(table[folder][column]) for column in COLUMNS) + " |")


if __name__ == "__main__":
    main()
