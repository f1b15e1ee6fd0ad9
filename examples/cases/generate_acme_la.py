#!/usr/bin/env python3
"""Generates the example case `acme-la`: a month of one 3PL site, with known faults planted.

    python3 generate_acme_la.py OUT [--seed N] [--skus N] [--without ITEM ...] [--with VARIANT ...]

The same arguments give the same bytes. `OUT/truth.json` says what is planted and what it does to the
difference between the book (Cin7 Core) and the 3PL. All names and numbers are invented. Without
arguments it makes the folder that ships as `examples/cases/acme-la`.
"""
import argparse
import json
from pathlib import Path

from acme_3pl import other_files
from acme_cin7 import book_files
from acme_plants import PLANTED, VARIANTS, build, truth


def case_files(world):
    yield from book_files(world)
    yield from other_files(world)
    yield "truth.json", json.dumps(truth(world), indent=1, ensure_ascii=False) + "\n"


def clear(out):
    """Remove what an earlier run wrote, and nothing else: OUT must be new, empty or a generated case."""
    if not out.exists() or not any(out.iterdir()):
        return
    if not (out / "truth.json").exists():
        raise SystemExit(f"{out}: not empty and not a generated case (no truth.json); choose another folder")
    for folder in ("cin7", "acme", "maps", "transport", "profiles"):
        for path in sorted((out / folder).glob("*.[cjt]*")):
            path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("--skus", type=int, default=1250, help="book SKUs, at least 200")
    parser.add_argument("--without", nargs="+", default=[], choices=list(PLANTED), metavar="ITEM",
                        help="leave out: " + ", ".join(PLANTED))
    parser.add_argument("--with", dest="variants", nargs="+", default=[], choices=list(VARIANTS),
                        metavar="VARIANT", help="add: " + ", ".join(VARIANTS))
    args = parser.parse_args()
    if args.skus < 200:
        parser.error("--skus: at least 200 are needed for the planted items")
    world = build(args.seed, args.skus, (set(PLANTED) - set(args.without)) | set(args.variants))
    clear(args.out)
    for path, text in case_files(world):
        target = args.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


if __name__ == "__main__":
    main()
