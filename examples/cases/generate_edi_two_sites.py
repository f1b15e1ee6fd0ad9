#!/usr/bin/env python3
"""Generates the example case `edi-two-sites`: a month of two 3PLs that speak X12 with a Cin7 Core account.

    python3 generate_edi_two_sites.py OUT [--seed N]

The same arguments give the same bytes. `OUT/truth.json` says what is planted and what it does to the difference between the book
(Cin7 Core) and each 3PL. All names and numbers are invented. The folder that ships is `examples/cases/edi-two-sites`.
"""
import json

from case_folder import generator_arguments, write_folder
from edi_book import book_files
from edi_case import case_files
from edi_faults import build, truth
from edi_x12 import x12_files


def files(world):
    yield from case_files(world)
    yield from book_files(world)
    yield from x12_files(world)
    yield "truth.json", json.dumps(truth(world), indent=1, ensure_ascii=False) + "\n"


def main():
    args = generator_arguments(__doc__, 20261030)
    write_folder(args.out, files(build(args.seed, 120)))


if __name__ == "__main__":
    main()
