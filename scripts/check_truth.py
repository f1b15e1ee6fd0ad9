#!/usr/bin/env python3
"""Compares a summary of `trueup run CASE --format json` with the truth.json that the case's generator wrote.

    python3 check_truth.py CASE SUMMARY.json

Says what disagrees, one line each, and exits 1; exits 0 when every planted item was found with its causes and quantities.
"""
import json
import sys
from decimal import Decimal
from pathlib import Path


def total(texts):
    return sum(map(Decimal, texts), Decimal(0))


def findings_of(summary, item):
    """The findings that name one of a planted item's keys or documents."""
    skus = {key["sku"] for key in item["keys"] + item["not_comparable"]}
    documents = {(document["system"], document["id"]) for document in item["documents"]}
    return [finding for finding in summary["findings"]
            if any(key["sku"] in skus for key in finding["keys"])
            or any((document["system"], document["id"]) in documents for document in finding["documents"])]


def check_totals(summary, truth):
    found, wanted = summary["bridge"]["total"], truth["totals"]
    for what, got, want in (("units", found["delta"], wanted["delta"]),
                            ("comparable SKUs", found["keys"] - found["keys_not_comparable"], wanted["comparable_keys"]),
                            ("SKUs that differ", found["keys_differing"], wanted["keys_with_delta"])):
        if Decimal(got) != Decimal(want):
            yield f"total: {what}: {got}, the truth is {want}"
    money = Decimal(found["money"]["likely"])
    if abs(money - Decimal(wanted["money"])) > Decimal("0.005") * wanted["keys_with_delta"]:  # a cent's rounding a SKU
        yield f"total: money: {money}, the truth is {wanted['money']}"


def check_deltas(summary, truth):
    keys = {key["sku"]: key for key in summary["bridge"]["keys"] if key["comparable"]}
    for sku in sorted(keys.keys() | truth["delta"].keys()):
        got, want = Decimal(keys[sku]["delta"] if sku in keys else 0), Decimal(truth["delta"].get(sku, 0))
        if got != want:
            yield f"{sku}: differs by {got}, the truth is {want}"
    for sku, key in keys.items():
        rest = total(key[name] for name in ("undecided", "remainder", "unexplained"))
        if total(part["quantity"] for part in key["parts"]) + rest != Decimal(key["delta"]):
            yield f"{sku}: the parts of the bridge do not sum to its difference"


def check_item(summary, item):
    name, findings = item["name"], findings_of(summary, item)
    if not findings and any(Decimal(key["quantity"]) for key in item["keys"]) | bool(item["not_comparable"]):
        yield f"{name}: not found"
    for finding in findings:
        causes = [cause["code"] for cause in finding["causes"]]
        if item["causes"] is None and finding["verdict"] != "unexplained":
            yield f"{name}: {finding['verdict']}, {causes}; the truth is that nothing explains it"
        if item["causes"] is not None and causes != item["causes"]:
            yield f"{name}: causes {causes}, the truth is {item['causes']}"
    ids = {finding["id"] for finding in findings}
    keys = {key["sku"]: key for key in summary["bridge"]["keys"]}
    for wanted in item["keys"]:
        parts = keys[wanted["sku"]]["parts"] if wanted["sku"] in keys else []
        explained = total(part["quantity"] for part in parts if part["finding"] in ids)
        want = Decimal(wanted["quantity"]) if item["causes"] else Decimal(0)
        if explained != want:
            yield f"{name}: {wanted['sku']}: {explained} units explained, the truth is {want}"
    for wanted in item["not_comparable"]:
        if wanted["sku"] not in keys or keys[wanted["sku"]]["comparable"]:
            yield f"{name}: {wanted['sku']!r} is not listed as not comparable"


def check_nothing_else(summary, truth):
    planted = {finding["id"] for item in truth["items"] for finding in findings_of(summary, item)}
    for finding in summary["findings"]:
        if finding["id"] not in planted:
            yield f"finding {finding['id']} ({finding['gap']}): nothing of the kind was planted"


def check(summary, truth):
    """What disagrees, as lines of text."""
    lines = [*check_totals(summary, truth), *check_deltas(summary, truth), *check_nothing_else(summary, truth)]
    for item in truth["items"]:
        lines += check_item(summary, item)
    return lines


def main():
    case, summary_file = map(Path, sys.argv[1:3])
    truth = json.loads((case / "truth.json").read_text(encoding="utf-8"))
    wrong = check(json.loads(summary_file.read_text(encoding="utf-8")), truth)
    for line in wrong:
        print(line)
    if not wrong:
        print(f"As expected: all {len(truth['items'])} planted items were found with their causes and quantities, and the "
              f"{truth['totals']['keys_with_delta']} differences sum to {truth['totals']['delta']} units.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
