"""A second reading of JSON answers: for some profiles their golden files are read by Python's own json and a few plain
lines, which share nothing with the readers or their profiles, and give the same rows.

Numbers are compared as they are printed (`parse_float=str`), times as the instants that they name.
"""
import json
import os
import subprocess
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ROOT / "tests" / "golden" / "profiles"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
PACIFIC = ZoneInfo("America/Los_Angeles")


def first(*values):
    return next((value for value in values if value not in (None, "")), None)


def instant(text, zone=None):
    """ISO 8601 with up to 7 places of a second."""
    if not text:
        return None
    time = datetime.fromisoformat(text if "." not in text else text[:text.index(".")] + text.split(".")[1].lstrip("0123456789"))
    if time.tzinfo is None:
        time = time.replace(tzinfo=zone)
    return time.astimezone(timezone.utc).isoformat()


def records(answer, *lists):
    if isinstance(answer, list):
        return answer
    found = next((answer[name] for name in lists if answer.get(name) is not None), None)
    return answer and [answer] if found is None else found if isinstance(found, list) else [found]


def shipstation_orders(answer):
    for order in records(answer, "orders"):
        for item in order["items"]:
            if item.get("adjustment") is not True:
                yield "documents", str(order["orderId"]), item["sku"], item["quantity"], instant(order["createDate"], PACIFIC)
        yield "states", str(order["orderId"]), None, None, instant(order["modifyDate"], PACIFIC)
        options = order.get("advancedOptions") or {}
        for merged in options.get("mergedIds") or []:
            yield "links", str(merged), None, None, None
        if options.get("parentId") is not None:
            yield "links", str(order["orderId"]), None, None, None


def shipstation_shipments(answer):
    for label in records(answer, "shipments"):
        made = instant(label["createDate"], PACIFIC)
        if label.get("notifyErrorMessage"):
            yield "messages", str(label["shipmentId"]), None, None, None
        if label.get("isReturnLabel"):
            continue
        yield "states", str(label["orderId"]), None, None, made
        if label.get("voided"):
            yield "states", str(label["orderId"]), None, None, instant(label["voidDate"], PACIFIC)
            continue
        for item in label.get("shipmentItems") or []:
            if not item.get("adjustment"):
                yield "documents", str(label["shipmentId"]), item["sku"], item["quantity"], made


def shipbob_inventory(answer):
    for item in records(answer, "items"):
        for place in item.get("locations") or []:
            yield "stock", first(place["name"], str(place["location_id"])), item["sku"], place["on_hand_quantity"], None
        for lot in item.get("lots") or []:
            for place in lot["locations"]:
                yield "stock", first(place["name"], str(place["location_id"])), item["sku"], place["on_hand_quantity"], None
        for place in item.get("fulfillable_quantity_by_fulfillment_center") or []:
            yield "stock", place["name"], str(item["id"]), place["onhand_quantity"], None


def shipbob_orders(answer):
    for order in records(answer, "items", "orders"):
        for line in order.get("products", []) + order.get("line_items", []):
            yield "documents", str(order["id"]), first(line.get("sku"), line.get("reference_id")), line["quantity"], instant(order["created_date"])
        yield "states", str(order["id"]), None, None, instant(order["created_date"])
        for shipment in order["shipments"]:
            gone = instant(shipment.get("actual_fulfillment_date"))
            if shipment["status"] in ("Completed", "Delivered"):
                yield "states", str(order["id"]), None, None, gone
                for product in shipment.get("products", []):
                    for part in product["inventory_items"]:
                        yield "documents", str(shipment["id"]), first(product["sku"], product["reference_id"]), part["quantity"], gone
                for line in shipment.get("line_items", []):
                    yield "documents", str(shipment["id"]), line["sku"], line["quantity"], gone
            if shipment["status"] != "Completed":
                yield "states", str(order["id"]), None, None, instant(first(shipment["last_update_at"], shipment.get("created_date")))


def shipbob_wro(answer):
    for order in records(answer, "items"):
        for line in order["inventory_quantities"]:
            yield "documents", str(order["id"]), line["sku"], line["expected_quantity"], None
            if line["received_quantity"]:
                yield "documents", str(order["id"]), line["sku"], line["received_quantity"], instant(order["last_updated_date"])


TWINS = {"shipstation.orders": shipstation_orders, "shipstation.shipments": shipstation_shipments, "shipbob.inventory": shipbob_inventory,
         "shipbob.orders": shipbob_orders, "shipbob.wro": shipbob_wro}


def read(profile, file):
    """What trueup makes of a file, cut to what the twins tell; None when it is refused."""
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    done = subprocess.run([BINARY, "read", file, "--profile", profile], capture_output=True, timeout=60, cwd=file.parent)
    if done.returncode == 2:
        return None
    for line in done.stdout.decode("utf-8").splitlines():
        row = json.loads(line)
        assert "issue" not in row, row
        quantity = first(row.get("quantity"), row.get("on_hand"))
        key = first(row["location"] if row["table"] == "stock" else None, row.get("from_id"), row.get("id"))
        yield row["table"], key, row.get("sku"), None if quantity is None else str(quantity), instant(first(row.get("posted_at"), row.get("at")))


def files_of(profile):
    return sorted((FOLDERS / profile).glob("*.json"))


@pytest.mark.parametrize("profile", TWINS)
def test_same_rows(profile):
    refused = {line["refused"] for line in map(json.loads, (FOLDERS / profile / "expected.jsonl").read_text(encoding="utf-8").splitlines()) if "refused" in line}
    files = [file for file in files_of(profile) if file.name not in refused]
    assert files
    for file in files:
        answer = json.loads(file.read_text(encoding="utf-8"), parse_float=str, parse_int=str, parse_constant=str)
        answer = as_numbers(answer)
        expected = Counter((table, key, sku, None if quantity is None else str(quantity), time) for table, key, sku, quantity, time in TWINS[profile](answer))
        found = Counter(read(profile, file))
        assert expected == found, f"{file.name}: only the twin {sorted(map(str, expected - found))}, only trueup {sorted(map(str, found - expected))}"


def as_numbers(value):
    """Whole numbers stay text as they are printed, but 0 must count as nothing where the twins ask for truth."""
    if isinstance(value, dict):
        return {key: as_numbers(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_numbers(one) for one in value]
    return int(value) if isinstance(value, str) and value == "0" else value
