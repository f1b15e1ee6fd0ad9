"""Cin7 Core read twice: what `trueup read` makes of a file is what Python's own json and csv find there, key by key.

The twin shares nothing with the profiles. It reads the golden files and, for volume, the larger files of the example case.
"""
import csv
import json
import os
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "profiles"
EXAMPLE = ROOT / "examples" / "cases" / "acme-la" / "cin7"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()


def rows(profile, file, table):
    """The rows of one table that trueup makes of the file."""
    done = subprocess.run([BINARY, "read", file, "--profile", profile], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return [row for row in map(json.loads, done.stdout.splitlines()) if row.get("table") == table]


def files(profile, example=None):
    golden = sorted(path for path in (GOLDEN / profile).iterdir() if path.suffix in (".json", ".csv"))
    return golden + (sorted(EXAMPLE.glob(example)) if example else [])


def of(profile, example=None):
    return pytest.mark.parametrize("file", files(profile, example), ids=lambda path: f"{path.parent.name}/{path.name}")


def load(file):
    """The records of a JSON file; numbers stay exact."""
    value = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return value if isinstance(value, list) else [value]


def place(text):
    return text.split(": ")[0]


def number(text):
    return Decimal(text) if text else None


@of("cin7_core.availability")
def test_availability(file):
    (page,) = load(file)
    records = page["ProductAvailabilityList"]
    found = rows("cin7_core.availability", file, "stock")
    assert [(r["SKU"], r["Location"], r["Bin"], r["Batch"], r["OnHand"], r["Allocated"], r["Available"]) for r in records] == [
        (r["sku"], r["location"], r.get("bin"), r.get("lot"), *(Decimal(r[key]) for key in ("on_hand", "allocated", "available"))) for r in found]
    for printed, canonical in (("OnOrder", "on_order"), ("InTransit", "in_transit")):
        largest = {}
        for r in records:
            key = r["SKU"], r["Location"]
            largest[key] = max(largest.get(key, r[printed]), r[printed])
        once = [((r["sku"], r["location"]), Decimal(r[canonical])) for r in found if canonical in r]
        assert sorted(once) == sorted(largest.items())


def shipped(sale):
    """What has gone: what is packed into a box that a shipped line of the same fulfilment names."""
    for task in sale["Fulfilments"]:
        if task["Ship"]["Status"].upper() not in ("AUTHORISED", "PARTIALLY AUTHORISED"):
            continue
        gone = {box.strip() for line in task["Ship"]["Lines"] if line["IsShipped"] for box in line["Boxes"].replace(";", ",").split(",")}
        for line in task["Pack"]["Lines"]:
            if line["Box"].strip() in gone and not line.get("NonInventory"):
                yield "ship_advice", task["TaskID"], line["SKU"], Decimal(line["Quantity"]), place(line["Location"])


def restocked(sale):
    for note in sale.get("CreditNotes") or []:
        for line in note["Restock"] if note["Status"].upper() == "AUTHORISED" else []:
            yield "restock", note["TaskID"], line["SKU"], Decimal(line["Quantity"]), place(line.get("RestockLocation") or line["Location"])


@of("cin7_core.sale", "sales_*.json")
def test_sale(file):
    expected = Counter()
    for sale in load(file):
        expected.update(("sales_order", sale["ID"], line["SKU"], Decimal(line["Quantity"]), sale["Location"]) for line in sale["Order"]["Lines"])
        expected.update(shipped(sale))
        expected.update(restocked(sale))
    found = rows("cin7_core.sale", file, "documents")
    assert expected == Counter((r["type"], r["id"], r["sku"], Decimal(r["quantity"]), r["location"]) for r in found if r["type"] != "credit_note")


@of("cin7_core.transfer", "transfers.json")
def test_transfer(file):
    expected = Counter()
    for transfer in load(file):
        status = transfer["Status"].upper()
        for line in transfer["Lines"]:
            moved = transfer["Number"], line["SKU"], Decimal(line["TransferQuantity"])
            if status in ("IN TRANSIT", "COMPLETED"):
                expected["transfer_out", *moved, place(transfer["FromLocation"]), transfer["DepartureDate"] or transfer["CompletionDate"]] += 1
            if status == "COMPLETED":
                expected["transfer_in", *moved, place(transfer["ToLocation"]), transfer["CompletionDate"]] += 1
    found = rows("cin7_core.transfer", file, "documents")
    assert expected == Counter((r["type"], r["reference"], r["sku"], Decimal(r["quantity"]), r["location"], r["effective_at"]) for r in found)


@of("cin7_core.inventory_list", "InventoryList_*.csv")
def test_inventory_list(file):
    with file.open(newline="", encoding="utf-8") as text:
        expected = [(r["ProductCode"], r["Name"] or None, r["Barcode"] or None, r["DefaultUnitOfMeasure"] or None, number(r["AverageCost"])) for r in csv.DictReader(text)]
    found = rows("cin7_core.inventory_list", file, "items")
    assert expected == [(r["sku"], r.get("name"), r.get("barcode"), r.get("base_unit"), number(r.get("unit_cost"))) for r in found]


@of("cin7_core.stock_level_report")
def test_stock_level_report(file):
    with file.open(newline="", encoding="utf-8") as text:
        above, header, *body = csv.reader(text)
    where = {}
    for column, name in enumerate(above):
        where[column] = name or where.get(column - 1)
    figures = {"Quantity on hand": "on_hand", "Allocated": "allocated", "On order": "on_order", "In transit": "in_transit", "Stock on hand": "value", "Available": "available"}
    expected = Counter()
    for cells in body:
        blocks = {}
        for column, cell in enumerate(cells):
            if header[column] in figures and cell:
                blocks.setdefault(where[column], {})[figures[header[column]]] = Decimal(cell)
        expected.update((cells[header.index("SKU")], name, *sorted(block.items())) for name, block in blocks.items())
    found = rows("cin7_core.stock_level_report", file, "stock")
    assert expected == Counter((r["sku"], r["location"], *sorted((key, Decimal(r[key])) for key in figures.values() if key in r)) for r in found)
