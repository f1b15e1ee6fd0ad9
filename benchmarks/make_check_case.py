#!/usr/bin/env python3
"""A case of item lists, SKU map and packs with a known small number of faults, for check_time and check_vs_duckdb.py.

Of every kind of fault there are rows / 5000. The same --rows and --seed make the same files. What was planted is in
planted.json: for each kind the values (SKUs, codes, barcodes) that a check or a query must name.

    python3 benchmarks/make_check_case.py /tmp/trueup-bench/check --rows 1000000
"""

import argparse
import csv
import json
import random
from pathlib import Path

ITEM_COLUMNS = ["sku", "name", "barcode", "kind", "status", "tracking", "base_unit", "cost_unit"]
MAP_COLUMNS = ["from_system", "from_value", "to_system", "to_value", "valid_from", "version", "owner"]
PACK_COLUMNS = ["sku", "unit", "numerator", "denominator"]
SINCE = "2025-01-01T00:00:00Z"

CASE = """[case]
name = "check-time"
as_of = "2026-11-20T06:00:00Z"
currency = "USD"

[[system]]
id = "cin7"
role = "system_of_record"
dialect = "cin7_core"
timezone = "UTC"

[[system]]
id = "acme"
role = "execution"
dialect = "generic_wms"
timezone = "America/Los_Angeles"

[[location]]
id = "ACME-LA"
kind = "external"
operator = "acme"
names = { cin7 = "3PL Acme LA", acme = "LA1" }

[[input]]
table = "items"
system = "cin7"
files = ["cin7_items.csv"]

[[input]]
table = "items"
system = "acme"
files = ["acme_items.csv"]

[[input]]
table = "sku_map"
files = ["sku_map.csv"]

[[input]]
table = "item_units"
system = "cin7"
files = ["item_units.csv"]
"""


def ean13(number):
    """A GTIN of 13 digits with the right check digit (GS1 General Specifications 7.9)."""
    body = f"{200_000_000_000 + number}"
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-weighted % 10)


def book_sku(i):
    return f"MUG-{i:07d}-BL"


def other_code(i):
    return f"AC{i:07d}"


class CaseMaker:
    """Rows by file, and what was planted. Pairs 0 .. rows are right until a fault is put into them, one fault a pair."""

    def __init__(self, rows, seed):
        self.rng = random.Random(seed)
        self.rows, self.each = rows, max(1, rows // 5000)
        self.planted = {}
        self.barcodes = 0
        self.books, self.others, self.map, self.packs = [], [], [], []
        for i in range(rows):
            self.add_pair(book_sku(i), other_code(i))
        self.untouched = iter(self.rng.sample(range(rows), min(rows, 20 * self.each)))

    def barcode(self):
        self.barcodes += 1
        return ean13(self.barcodes)

    def item(self, sku, barcode, cost_unit=""):
        return [sku, f"Mug {sku[-9:].lower()}", barcode, "stock", "active", "none", "EA", cost_unit]

    def add_book(self, sku, barcode):
        self.books.append(self.item(sku, barcode, "CASE"))
        self.packs.append([sku, "CASE", "12", "1"])

    def add_pair(self, sku, code):
        barcode = self.barcode()
        self.add_book(sku, barcode)
        self.others.append(self.item(code, barcode))
        self.add_map(code, sku)

    def add_map(self, code, sku):
        self.map.append(["acme", code, "cin7", sku, SINCE, "7", "operations"])

    def plant(self, name, fault):
        """Calls fault(j) for each of the faults of one kind; it says which value must be named."""
        self.planted[name] = [fault(j) for j in range(self.each)]

    def pair(self):
        return next(self.untouched)

    # Unmapped, both ways, and in another spelling.

    def unmapped_other(self, j):
        self.others.append(self.item(f"ZX{j:07d}", self.barcode()))
        return f"ZX{j:07d}"

    def unmapped_book(self, j):
        self.add_book(f"BOWL-{j:07d}-GR", self.barcode())
        return f"BOWL-{j:07d}-GR"

    def spelt_differently(self, j):
        barcode = self.barcode()
        self.add_book(f"LAMP-{j:07d}-WH", barcode)
        self.others.append(self.item(f"lamp-{j:07d}-wh", barcode))
        return f"LAMP-{j:07d}-WH"

    def near_duplicate(self, j):
        sku = book_sku(self.pair())
        self.add_pair(sku.lower(), f"AD{j:07d}")
        return sku

    # Duplicates.

    def book_twice(self, _):
        self.books.append(list(self.books[self.pair()]))
        return self.books[-1][0]

    def other_twice(self, _):
        self.others.append(list(self.others[self.pair()]))
        return self.others[-1][0]

    def map_row_twice(self, _):
        self.map.append(list(self.map[self.pair()]))
        return self.map[-1][1]

    def one_to_many(self, _):
        i, j = self.pair(), self.pair()
        self.add_map(other_code(i), book_sku(j))
        self.planted.setdefault("lost_by_conflict", []).append(book_sku(i))
        self.planted.setdefault("one_to_many_targets", []).append(book_sku(j))
        return other_code(i)

    def many_to_one(self, j):
        i = self.pair()
        self.others.append(self.item(f"AM{j:07d}", ""))
        self.add_map(f"AM{j:07d}", book_sku(i))
        self.planted.setdefault("barcode_missing", []).append(f"AM{j:07d}")
        return book_sku(i)

    # Targets.

    def target_absent(self, j):
        self.others.append(self.item(f"AG{j:07d}", self.barcode()))
        self.add_map(f"AG{j:07d}", f"GONE-{j:07d}")
        return f"GONE-{j:07d}"

    def target_inactive(self, _):
        i = self.pair()
        self.books[i][4] = "inactive"
        return book_sku(i)

    # Barcodes.

    def share(self, items):
        i, j = self.pair(), self.pair()
        items[i][2] = items[j][2]
        self.planted.setdefault("barcode_differs", []).append(self.books[i][2])
        return items[j][2]

    def barcode_invalid(self, _):
        item = self.others[self.pair()]
        item[2] = item[2][:-1] + str((int(item[2][-1]) + 1) % 10)
        return item[2]

    # Packs.

    def factor_zero(self, _):
        i = self.pair()
        self.packs[i][2] = "0"
        return book_sku(i)

    def factor_missing(self, _):
        i = self.pair()
        self.packs[i] = None
        return book_sku(i)

    def factor_twice(self, _):
        i = self.pair()
        self.packs.append([book_sku(i), "CASE", "24", "1"])
        return book_sku(i)

    def plant_all(self):
        self.plant("unmapped_other", self.unmapped_other)
        self.plant("unmapped_book", self.unmapped_book)
        self.plant("spelt_differently", self.spelt_differently)
        self.plant("near_duplicate", self.near_duplicate)
        self.plant("map_row_twice", self.map_row_twice)
        self.plant("one_to_many", self.one_to_many)
        self.plant("many_to_one", self.many_to_one)
        self.plant("target_absent", self.target_absent)
        self.plant("target_inactive", self.target_inactive)
        self.plant("barcode_shared_book", lambda _: self.share(self.books))
        self.plant("barcode_shared_other", lambda _: self.share(self.others))
        self.plant("barcode_invalid", self.barcode_invalid)
        self.plant("factor_zero", self.factor_zero)
        self.plant("factor_missing", self.factor_missing)
        self.plant("factor_twice", self.factor_twice)
        self.plant("book_twice", self.book_twice)    # last: they copy whole rows
        self.plant("other_twice", self.other_twice)

    def write(self, folder, shuffled):
        files = {"cin7_items.csv": (ITEM_COLUMNS, self.books), "acme_items.csv": (ITEM_COLUMNS, self.others),
                 "sku_map.csv": (MAP_COLUMNS, self.map), "item_units.csv": (PACK_COLUMNS, [row for row in self.packs if row])}
        for name, (columns, rows) in files.items():
            if shuffled:
                self.rng.shuffle(rows)
            with open(folder / name, "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows([columns] + rows)
        (folder / "planted.json").write_text(json.dumps(self.planted), encoding="utf-8")
        (folder / "trueup.toml").write_text(CASE, encoding="utf-8")  # last: a folder with it is complete


def make_case(folder, rows, seed=1, shuffled=True):
    """Writes the case unless the folder has it already."""
    if not (folder / "trueup.toml").exists():
        folder.mkdir(parents=True, exist_ok=True)
        maker = CaseMaker(rows, seed)
        maker.plant_all()
        maker.write(folder, shuffled)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-order", action="store_true", help="rows in the order of the SKUs")
    options = parser.parse_args()
    make_case(options.folder, options.rows, options.seed, not options.in_order)


if __name__ == "__main__":
    main()
