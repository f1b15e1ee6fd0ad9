"""The shipped example `edi-two-sites`: what its writers wrote is what trueup reads, and what was planted is found.

The writers (examples/cases/write_*.py) and the readers share no code: both follow the standards' and vendors' documents.
Signs: delta = book - other; the parts of a key, undecided, remainder and unexplained sum to its delta.
"""
import json
import sys
from collections import Counter

import pytest

from example_case import (CASES, assert_bridge_closes, bridge, causes, explained, findings_at, generate, number, read_all, read_rows,
                          relative_files, sums, total, truth_of, trueup, units)

sys.path.insert(0, str(CASES))
import edi_faults  # noqa: E402
from edi_items import EAST, SITES, WEST  # noqa: E402
from edi_world import AS_OF, OPENING, booked_lines, on_hand  # noqa: E402
from edi_x12 import printed  # noqa: E402

SHIPPED = CASES / "edi-two-sites"
SCRIPT = "generate_edi_two_sites.py"
SEED, SKUS = 20261030, 120
STOCK_PROFILE = {"palmetto": "x12.846", "cascade": SHIPPED / "profiles" / "cascade_846.toml"}
BENIGN = {"in_flight", "transfer_arrived", "transfer_on_the_road"}
# no cause that is tested names these from such files: the bridge must say that they are not explained
NOT_NAMED = ("lost_945", "substitution")
SYSTEM = {site.name: site.system for site in SITES}


@pytest.fixture(scope="module")
def world():
    return edi_faults.build(SEED, SKUS)


@pytest.fixture(scope="module")
def summary():
    return json.loads(trueup("run", SHIPPED, "--format", "json", code=1))


def items_of(truth):
    return {item["name"]: item for item in truth["items"]}


TRUTH = truth_of(SHIPPED)
PLANTED = items_of(TRUTH)


# --- the generator

def test_shipped_folder_is_a_fresh_generation(tmp_path):
    fresh, shipped = relative_files(generate(SCRIPT, tmp_path / "case")), relative_files(SHIPPED)
    assert fresh.keys() == shipped.keys()
    assert not [str(name) for name in fresh if fresh[name] != shipped[name]]
    assert sum(map(len, shipped.values())) < 1_500_000


def test_truth_names_everything_planted():
    assert PLANTED.keys() == edi_faults.PLANTED.keys()
    keys = [(key["location"], key["sku"]) for item in TRUTH["items"] for key in item["keys"]]
    assert len(set(keys)) == len(keys), "two planted items share a key"


# --- figures: the ledgers against what is read

def sku_at(site, item):
    return item.sku if site is EAST else item.code


def per_base(item, quantity, unit):
    """Pieces of a printed quantity."""
    assert unit == {"m": "MR"}.get(item.unit, "EA") or item.pack, (item, unit)
    return number(quantity) * (item.pack if unit in ("CA", "CS") else 1)


@pytest.mark.parametrize("site", SITES, ids=lambda s: s.name)
@pytest.mark.parametrize("at", (OPENING, AS_OF), ids=("opening", "now"))
def test_inventory(world, site, at):
    """Each building's stock of each item, in base units; the total that Palmetto prints beside its buildings is no row."""
    held = world.at_opening[site.system] if at == OPENING else world.ledgers[site.system].snapshot()
    rows = read_rows(SHIPPED / site.system / f"846_{site.clock(at):%Y%m%d}.edi", str(STOCK_PROFILE[site.system]), "stock")
    by_code = {sku_at(site, item): item for item in world.at(site)}
    read, wanted = {}, {}
    for row in rows:
        item = by_code[row["sku"]]
        key = row["location"], item.sku, row.get("lot") or ""
        assert key not in read, "one place, item and lot twice"
        read[key] = per_base(item, row["on_hand"], row["unit"])
        # Cascade's profile has its zone; Palmetto's times stay on its clock until a case says which that is
        assert row["as_of"] == (f"{at:%Y-%m-%dT%H:%M:%S}Z" if site is WEST else f"{site.clock(at):%Y-%m-%dT%H:%M:%S}")
    for (building, sku, lot), amount in held.items():
        if building in site.buildings:
            key = building, sku, lot if site is WEST else ""
            wanted[key] = wanted.get(key, 0) + units(amount)
    assert {key: amount for key, amount in read.items() if amount} == {key: amount for key, amount in wanted.items() if amount}
    assert {sku for _, sku, _ in read} == {item.sku for item in world.at(site)}


def line_key(site, document, line, reference, quantity=None):
    amount, unit = printed(site, line.item, line.units if quantity is None else quantity)
    return document.number, reference, sku_at(site, line.item), number(amount), unit, line.lot


def read_key(row):
    return row["id"], row.get("reference") or "", row["sku"], number(row["quantity"]), row["unit"], row.get("lot") or ""


def test_advices(world):
    """Each W12 is a row; the ordered quantity stands on each lot's; what was sent twice is read twice."""
    for site in SITES:
        rows = read_all(SHIPPED, f"{site.system}/from_w??.edi", "x12.945", "documents", type="ship_advice")
        sent = [s for s in world.shipments if s.site is site and s.fault != "lost_945"]
        assert Counter(map(read_key, rows)) == Counter(line_key(site, s, l, s.order.number) for s in sent for l in s.lines)
        by_line = {(s.number, str(l.number)): (s, l) for s in sent for l in s.lines}
        for row in rows:
            shipment, line = by_line[row["id"], row["line"]]
            assert number(row["quantity_ordered"]) == number(printed(site, line.item, line.ordered)[0])
            assert (row["tracking"], row["location"]) == (shipment.tracking, site.buildings[0])
            assert row["effective_at"].startswith(f"{site.clock(shipment.at):%Y-%m-%d}")
            assert (row.get("sku_ordered") or "") == (sku_at(site, line.original) if line.original else "")


def test_resent_interchange(world):
    again = read_rows(SHIPPED / "cascade" / "from_w42_resent.edi", "x12.945", "documents")
    ids = {d["id"] for d in PLANTED["resent_interchange"]["documents"] if d["type"] == "ship_advice"}
    first = [row for row in read_rows(SHIPPED / "cascade" / "from_w42.edi", "x12.945", "documents") if row["id"] in ids]
    assert again == first


def test_receipts_and_adjustments(world):
    for site in SITES:
        rows = read_all(SHIPPED, f"{site.system}/from_w??.edi", "x12.944", "documents", type="receipt")
        damaged = [row for row in rows if row.get("bucket")]
        rows = [row for row in rows if not row.get("bucket")]
        mine = [r for r in world.receipts if r.site is site]
        assert Counter(map(read_key, rows)) == Counter(line_key(site, r, l, r.inbound.number) for r in mine for l in r.lines)
        assert {row["location"] for row in rows} <= set(site.buildings)
        assert total(row["quantity"] for row in damaged) == sum(units(l.damaged) for r in mine for l in r.lines)
        rows = read_all(SHIPPED, f"{site.system}/from_w??.edi", "x12.947", "documents", type="adjustment")
        adjusted = [a for a in world.adjustments if a.site is site]
        assert Counter(map(read_key, rows)) == Counter(line_key(site, a, l, "") for a in adjusted for l in a.lines)


def test_orders_and_notices(world):
    for site in SITES:
        rows = read_all(SHIPPED, f"{site.system}/to_w??.edi", "x12.940", "documents", type="ship_order")
        orders = [o for o in world.orders if o.ships_from is site]
        assert sums(rows, "id", "sku") == {
            (o.number, item.sku): number(printed(site, item, amount)[0]) for o in orders for item, amount in o.lines}
        rows = read_all(SHIPPED, f"{site.system}/to_w??.edi", "x12.943", "documents", type="inbound_notice")
        inbounds = [i for i in world.inbounds if i.site is site]
        assert sums(rows, "reference", "sku") == {
            (i.number, item.sku): number(printed(site, item, amount)[0]) for i in inbounds for item, amount in i.lines}


def envelope(row):
    return row["kind"], int(row["group_control"]), int(row["set_control"])


def test_acknowledgements(world):
    """A 997 finds its document by group and set; the last day's have none, and one is refused."""
    for site in SITES:
        sent = {}
        for set_id in ("945", "944", "947"):
            for row in read_all(SHIPPED, f"{site.system}/from_w??.edi", f"x12.{set_id}", "messages"):
                sent[envelope(row)] = row["id"]
        answers = {envelope(row): row for row in read_all(SHIPPED, f"{site.system}/to_w??.edi", "x12.997", "messages")}
        assert len(sent) == sum(d.site is site and d.fault != "lost_945" for d in world.shipments + world.receipts + world.adjustments)
        last = {d.number for d in world.shipments + world.receipts + world.adjustments if d.site is site and site.clock(d.at).day == 30}
        assert {document for key, document in sent.items() if key not in answers} == last
        refused = {sent[key] for key, row in answers.items() if row["status"] != "A"}
        assert refused == {s.number for s in world.shipments if s.site is site and s.fault == "rejected_945"}
        asked = {envelope(row) for set_id in ("940", "943")
                 for row in read_all(SHIPPED, f"{site.system}/to_w??.edi", f"x12.{set_id}", "messages")}
        theirs = {envelope(row) for row in read_all(SHIPPED, f"{site.system}/from_w??.edi", "x12.997", "messages", status="A")}
        assert asked == theirs


def test_book(world):
    """What Cin7's answers say is what the book's ledger holds, and each document that it has."""
    for name, held in (("2026-09-30", world.at_opening["cin7"]), ("2026-10-30", world.ledgers["cin7"].snapshot())):
        rows = read_all(SHIPPED, f"cin7/availability_{name}_page_*.json", "cin7_core.availability", "stock")
        read = {key: amount for key, amount in sums(rows, "location", "sku", of="on_hand").items() if amount}
        wanted = {}
        for (account, sku, _), amount in held.items():
            if account in ("Main Warehouse", EAST.book, WEST.book):
                wanted[account, sku] = wanted.get((account, sku), 0) + units(amount)
        assert read == {key: amount for key, amount in wanted.items() if amount}
    shipped = {}
    for shipment in world.shipments:
        for item, amount, lot in booked_lines(shipment):
            key = shipment.order.number, item.sku, shipment.order.site.book
            shipped[key] = shipped.get(key, 0) + units(amount)
    rows = read_all(SHIPPED, "cin7/sales_*.json", "cin7_core.sale", "documents", type="ship_advice")
    assert sums(rows, "reference", "sku", "location") == shipped
    received = {}
    for receipt in world.receipts:
        for item, amount, lot in booked_lines(receipt) if not receipt.inbound.transfer else []:
            received[receipt.inbound.number, item.sku] = received.get((receipt.inbound.number, item.sku), 0) + units(amount)
    assert sums(read_all(SHIPPED, "cin7/purchases.json", "cin7_core.purchase", "documents", type="receipt"), "reference", "sku") == received
    adjusted = {}
    for line in (line for a in world.adjustments for line, _ in a.booked):
        adjusted[line.item.sku] = adjusted.get(line.item.sku, 0) + units(line.units)
    assert sums(read_all(SHIPPED, "cin7/stock_adjustments.json", "cin7_core.stock_adjustment", "documents"), "sku") == adjusted


# --- the answer

def test_every_key_is_the_ledgers(world, summary):
    keys = bridge(summary)
    assert all(key["comparable"] for key in keys.values())
    for site in SITES:
        figures = {sku: (units(book), units(other)) for sku, (book, other) in on_hand(world, site).items()}
        listed = {sku: key for (system, sku), key in keys.items() if system == site.system}
        assert {sku: number(key["delta"]) for sku, key in listed.items() if number(key["delta"])} == {
            sku: number(amount) for sku, amount in TRUTH["delta"][site.name].items()}
        for sku, key in listed.items():
            assert (number(key["book"]), number(key["other"])) == figures[sku], sku
            assert key["location"] == site.name
    for key in keys.values():
        assert_bridge_closes(key)


def keys_of(item):
    return {(SYSTEM[key["location"]], key["sku"]): number(key["quantity"]) for key in item["keys"]}


@pytest.mark.parametrize("name", [name for name, item in PLANTED.items() if item["causes"]])
def test_planted_item_is_named(summary, name):
    item = PLANTED[name]
    keys = keys_of(item)
    for key, quantity in keys.items():
        found = findings_at(summary, {key})
        assert found, f"no finding at {key}"
        for finding in found:
            assert set(item["causes"]) & causes(finding), (key, causes(finding))
            assert len(finding["causes"]) > 1 or finding["verdict"] == ("benign" if name in BENIGN else "root")
        parts = explained(summary, key)
        assert sum(parts.values()) == quantity, parts
        assert parts.keys() <= {None, *item["causes"]}
    documents = {(d["system"], d["id"]) for finding in findings_at(summary, keys) for d in finding["documents"]}
    assert {(d["system"], d["id"]) for d in item["documents"]} <= documents


@pytest.mark.parametrize("name", ("late_945", "rejected_945"))
def test_acknowledgement_decides(summary, name):
    """Both partners count their groups from one number on: only the hop tells whose 997 it is."""
    for key, quantity in keys_of(PLANTED[name]).items():
        assert explained(summary, key) == {PLANTED[name]["causes"][0]: quantity}


@pytest.mark.parametrize("name", NOT_NAMED)
def test_what_no_cause_names_stays_unexplained(summary, name):
    assert PLANTED[name]["causes"] is None
    for key, quantity in keys_of(PLANTED[name]).items():
        listed = bridge(summary)[key]
        assert explained(summary, key) == {}
        assert total((listed["undecided"], listed["remainder"], listed["unexplained"])) == quantity
        assert all(len(finding["causes"]) != 1 for finding in findings_at(summary, {key}))


@pytest.mark.parametrize("name", [name for name, item in PLANTED.items() if item["causes"] == []])
def test_what_changes_nothing_is_not_told(summary, name):
    keys = keys_of(PLANTED[name])
    assert findings_at(summary, keys) == []
    documents = {(d["system"], d["id"]) for d in PLANTED[name]["documents"]}
    named = {(d["system"], d["id"]) for finding in summary["findings"] for d in finding["documents"]}
    assert not documents & (named - {(d["system"], d["id"]) for item in TRUTH["items"] if item["causes"] for d in item["documents"]})


def test_nothing_else_is_found(summary):
    planted = {key for item in TRUTH["items"] for key in keys_of(item)}
    for finding in summary["findings"]:
        assert {(finding["pair"]["other"], key["sku"]) for key in finding["keys"]} <= planted, finding


def test_resent_interchange_is_said(summary):
    said = Counter(issue["code"] for issue in summary["issues"] if issue["input"].endswith("_resent.edi"))
    assert said["control_number_repeated"] >= 1
    again = SHIPPED / "cascade" / "from_w42_resent.edi"
    assert said["document_row_doubled"] == sum(len(read_rows(again, profile, "documents")) for profile in ("x12.945", "x12.944", "x12.947"))


def test_check_finds_the_misrouted_orders():
    issues = json.loads(trueup("check", SHIPPED, "--format", "json", code=1))["issues"]
    errors = [issue for issue in issues if issue["severity"] == "error"]
    assert [(issue["code"], issue["affected"]["orders"]) for issue in errors] == [
        ("order_misrouted", len(PLANTED["misrouted"]["documents"]))]


def test_groups_of_other_sets_are_read_by_other_inputs(summary):
    assert not [issue for issue in summary["issues"] if issue["code"] == "set_not_read"]


def test_no_control_number_is_left_out(summary):
    assert not [issue for issue in summary["issues"] if issue["code"] == "control_number_gap"]


@pytest.mark.parametrize("seed", (1, 2, 3))
def test_other_months_add_up(tmp_path, seed):
    folder = generate(SCRIPT, tmp_path / "case", "--seed", seed)
    truth = truth_of(folder)
    answer = json.loads(trueup("run", folder, "--format", "json", code=1))
    for site in SITES:
        listed = {sku: key for (system, sku), key in bridge(answer).items() if system == site.system}
        assert {sku: number(key["delta"]) for sku, key in listed.items() if number(key["delta"])} == {
            sku: number(amount) for sku, amount in truth["delta"][site.name].items()}
    for key in bridge(answer).values():
        assert_bridge_closes(key)
    for item in truth["items"]:
        for key in keys_of(item) if item["causes"] else {}:
            assert all(set(item["causes"]) & causes(finding) for finding in findings_at(answer, {key})), (item["name"], key)
