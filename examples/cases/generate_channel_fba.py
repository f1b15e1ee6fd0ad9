#!/usr/bin/env python3
"""Generates the example case `channel-fba`: a month of a Cin7 Core account with Shopify, ShipStation and Amazon FBA.

    python3 generate_channel_fba.py OUT [--seed N]

The same arguments give the same bytes. `OUT/truth.json` says what is planted and what it does to the difference between the book
(Cin7 Core) and each other system. All names and numbers are invented. The folder that ships is `examples/cases/channel-fba`.
"""
import json

from case_folder import generator_arguments, write_folder
from fba_book import book_files
from fba_case import case_files
from fba_channels import amazon_files, shop_files, station_files
from fba_faults import build, truth


def files(world):
    for part in (case_files, book_files, station_files, shop_files, amazon_files):
        yield from part(world)
    yield "truth.json", json.dumps(truth(world), indent=1, ensure_ascii=False) + "\n"


def main():
    args = generator_arguments(__doc__, 20261031)
    write_folder(args.out, files(build(args.seed)))


if __name__ == "__main__":
    main()
