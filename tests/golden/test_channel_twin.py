"""A second reading of channel and warehouse files by Python's own json and csv: the same keys and quantities as `trueup read`.

The twins know each format by itself, not by its profile: where a profile names a wrong column or drops a row, they differ.
"""
import csv
import io
import json
import os
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ROOT / "tests" / "golden" / "profiles"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()


def table(path, delimiters=",;\t", key="SKU"):
    """The rows as dicts; the header is the first line that has `key` as a cell of its own."""
    text = path.read_text(encoding="utf-8-sig")
    for delimiter in delimiters:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        for number, line in enumerate(lines):
            if key in line and len(line) > 1:
                return [dict(zip(line, row)) for row in lines[number + 1:] if row]
    raise AssertionError(f"{path} has no header with {key}")


def number(text):
    return None if text in (None, "") else Decimal(str(text))


def ledger_summary(path):
    for row in table(path, key="MSKU"):
        month, day, year = row["Date"].split("/")
        balance = number(row["Starting Warehouse Balance"])
        yield ("stock", row["MSKU"], row["Location"], f"{year}-{month}-{day}", row["Disposition"], balance)


def ledger_summary_key(row):
    return ("stock", row["sku"], row["location"], row["as_of"], row["bin"], number(row["on_hand"]))


def shopify_orders(path):
    answer = json.loads(path.read_text(encoding="utf-8"))
    for order in answer.get("orders", [answer.get("order")]):
        for line in order["line_items"]:
            if not line.get("gift_card"):
                yield ("sales_order", str(order["id"]), line["sku"], number(line["quantity"]))
        for fulfilment in order["fulfillments"]:
            for line in fulfilment["line_items"] if fulfilment["status"] == "success" else []:
                yield ("ship_advice", str(fulfilment["id"]), line["sku"], number(line["quantity"]))
        for refund in order["refunds"]:
            for line in refund["refund_line_items"]:
                yield ("refund", str(refund["id"]), line["line_item"]["sku"], number(line["quantity"]))
                kind = line.get("restock_type")
                if kind in ("return", "legacy_restock") or (kind is None and refund["restock"]):
                    yield ("restock", str(refund["id"]), line["line_item"]["sku"], number(line["quantity"]))


def document_key(row):
    return (row["type"], row["id"], row["sku"], number(row["quantity"]))


def inventory_available(path):
    for row in table(path):
        names = list(row)
        last_fixed = max(names.index(name) for name in ("COO", "Barcode") if name in names)
        for place in names[last_fixed + 1:]:
            if row[place] not in ("", "not stocked"):
                yield (row["SKU"], place, number(row[place]))


def available_key(row):
    return (row["sku"], row["location"], number(row["available"]))


def first(row, *names):
    return next((row[name] for name in names if name in row), "")


def wms_stock(path):
    key = next(name for name in ("Item Code", "Material", "SKU") if name in path.read_text(encoding="utf-8"))
    for row in table(path, key=key):
        yield (row[key], first(row, "Warehouse", "Facility", "Location"), first(row, "Bin", "Location"), first(row, "Lot Number", "Batch"),
               number(first(row, "Qty On Hand", "QOH", "On Hand")), number(first(row, "Qty Available", "Free Stock")))


def wms_stock_key(row):
    return (row["sku"], row["location"], row["bin"], row.get("lot", ""), number(row["on_hand"]), number(row.get("available")))


TWINS = {
    "amazon.ledger_summary": (ledger_summary, ledger_summary_key, "stock"),
    "shopify.orders": (shopify_orders, document_key, "documents"),
    "shopify.inventory_available": (inventory_available, available_key, "stock"),
    "generic_wms.stock": (wms_stock, wms_stock_key, "stock"),
}
FILES = [(name, path) for name in TWINS for path in sorted((FOLDERS / name).iterdir())
         if path.suffix in (".csv", ".json") and "error" not in path.name]


@pytest.mark.parametrize("name,path", FILES, ids=[f"{name}/{path.name}" for name, path in FILES])
def test_python_reads_the_same(name, path):
    twin, key, wanted = TWINS[name]
    done = subprocess.run([BINARY, "read", path, "--profile", name], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    found = Counter(key(row) for row in rows if row["table"] == wanted)
    expected = Counter(twin(path))
    assert expected, "the twin reads nothing"
    assert found == expected
