#!/usr/bin/env python3
"""A plain reader of the `acme-la` example: book and other of every key, from the raw files.

It shares no code with the generator or with trueup, and knows the exports by their column names only.

    python3 acme_twin.py CASE
"""
import csv
import json
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

SITE = "ACME-LA"


@dataclass
class Twin:
    book: dict  # SKU -> on hand in Cin7, in base units; comparable keys only
    other: dict  # SKU -> on hand at the 3PL
    not_comparable: set  # (SKU or code as printed, system whose word it is)
    in_transit: dict  # SKU -> on its way to the site, by Cin7
    cost: dict  # SKU -> AverageCost
    book_flow: dict  # SKU -> what Cin7's documents add to on hand
    other_flow: dict  # SKU -> what the 3PL's documents add

    def delta(self):
        """Of every comparable key that differs."""
        gaps = {sku: self.book[sku] - self.other[sku] for sku in self.book}
        return {sku: gap for sku, gap in gaps.items() if gap}


class Case:
    def __init__(self, folder):
        self.folder = Path(folder)
        with open(self.folder / "trueup.toml", "rb") as file:
            self.settings = tomllib.load(file)
        site, = (place for place in self.settings["location"] if place["id"] == SITE)
        self.book_site, self.other_site = site["names"]["cin7"], site["names"]["acme"]

    def files(self, profile):
        """The files of the inputs that use a profile."""
        for entry in self.settings["input"]:
            if entry["profile"] == profile:
                for pattern in entry["files"]:
                    yield from sorted(self.folder.glob(pattern))

    def rows(self, profile):
        for path in self.files(profile):
            with open(path, newline="", encoding="utf-8") as file:
                yield from csv.DictReader(file, strict=True)

    def records(self, profile):
        for path in self.files(profile):
            with open(path, encoding="utf-8") as file:
                content = json.load(file, parse_float=Decimal, parse_int=Decimal)
            yield from content if isinstance(content, list) else [content]


def availability(case):
    """(on hand by SKU, in transit by SKU) of the site; in transit is repeated on each bin."""
    rows = total = 0
    on_hand, in_transit = defaultdict(Decimal), {}
    for page in case.records("cin7_core.availability"):
        total = page["Total"]
        for row in page["ProductAvailabilityList"]:
            rows += 1
            if row["Location"] == case.book_site:
                on_hand[row["SKU"]] += row["OnHand"]
                in_transit[row["SKU"]] = max(in_transit.get(row["SKU"], 0), row["InTransit"])
    assert rows == total, f"{rows} availability rows, Total says {total}"
    return dict(on_hand), {sku: units for sku, units in in_transit.items() if units}


class Translation:
    """The 3PL's codes and units into the book's SKUs and base units."""

    def __init__(self, case):
        self.sku = {r["from_value"]: r["to_value"] for r in case.rows("trueup.sku_map")}
        self.unit = {r["from_value"]: r["to_value"] for r in case.rows("trueup.unit_map")}
        self.factor = {(r["sku"], r["unit"]): Decimal(r["numerator"]) / Decimal(r["denominator"])
                       for r in case.rows("trueup.item_units")}
        self.base = {r["ProductCode"]: r["DefaultUnitOfMeasure"] for r in case.rows("cin7_core.inventory_list")}

    def base_units(self, row, quantity):
        """(SKU, units), or (key, None) when no map or no factor leads there."""
        sku = self.sku.get(row["Client Item"])
        if sku is None:
            return (row["Client Item"], "acme"), None
        unit = self.unit[row["UOM"]]
        factor = 1 if unit == self.base[sku] else self.factor.get((sku, unit))
        return (sku, "cin7"), None if factor is None else Decimal(row[quantity]) * factor


def warehouse_stock(case, translation):
    units, outside = defaultdict(Decimal), set()
    for row in case.rows("profiles/acme_stock.toml"):
        assert row["Site"] == case.other_site
        key, amount = translation.base_units(row, "Qty On Hand")
        if amount is None:
            outside.add(key)
        else:
            units[key[0]] += amount
    return dict(units), outside


def warehouse_flow(case, translation):
    flow = defaultdict(Decimal)
    for profile, column, sign in (("profiles/acme_shipments.toml", "Qty Shipped", -1),
                                  ("profiles/acme_receipts.toml", "Qty Received", 1)):
        for row in case.rows(profile):
            (sku, _), amount = translation.base_units(row, column)
            flow[sku] += sign * amount
    return dict(flow)


def shipped_lines(fulfilment):
    """The pack lines whose box is on a shipped line."""
    if fulfilment["Ship"]["Status"] not in ("AUTHORISED", "PARTIALLY AUTHORISED"):
        return []
    boxes = {box.strip() for line in fulfilment["Ship"]["Lines"] if line["IsShipped"]
             for box in line["Boxes"].split(",")}
    return [line for line in fulfilment["Pack"]["Lines"] if line["Box"] in boxes]


def book_flow(case):
    flow = defaultdict(Decimal)
    for sale in case.records("cin7_core.sale"):
        for line in (l for f in sale["Fulfilments"] for l in shipped_lines(f)):
            if line["Location"].split(": ")[0] == case.book_site:
                flow[line["SKU"]] -= line["Quantity"]
    for purchase in case.records("cin7_core.purchase"):
        for task in purchase["StockReceived"]:
            for line in task["Lines"] if task["Status"] == "AUTHORISED" else []:
                if line["Location"] == case.book_site and line["Received"]:
                    flow[line["SKU"]] += line["Quantity"]
    for transfer in case.records("cin7_core.transfer"):
        if transfer["Status"] == "COMPLETED" and transfer["ToLocation"] == case.book_site:
            for line in transfer["Lines"]:
                flow[line["SKU"]] += line["TransferQuantity"]
    return dict(flow)


def read_case(folder):
    case = Case(folder)
    translation = Translation(case)
    book, in_transit = availability(case)
    other, outside = warehouse_stock(case, translation)
    # both lists are complete and a missing row is zero
    keys = (book.keys() | other.keys()) - {sku for sku, _ in outside}
    return Twin(
        book={sku: book.get(sku, Decimal(0)) for sku in sorted(keys)},
        other={sku: other.get(sku, Decimal(0)) for sku in sorted(keys)},
        not_comparable=outside,
        in_transit=in_transit,
        cost={r["ProductCode"]: Decimal(r["AverageCost"]) for r in case.rows("cin7_core.inventory_list")},
        book_flow=book_flow(case),
        other_flow=warehouse_flow(case, translation),
    )


def main():
    twin = read_case(sys.argv[1])
    text = lambda amounts: {sku: f"{amount.normalize():f}" for sku, amount in amounts.items()}
    json.dump({"book": text(twin.book), "other": text(twin.other), "delta": text(twin.delta()),
               "not_comparable": sorted(twin.not_comparable)}, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
