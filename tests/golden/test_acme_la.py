"""The shipped example `acme-la`: the generator, its truth, the plain twin and `trueup run` say the same.

Signs: delta = book - other; the parts of a key, undecided, remainder and unexplained sum to its delta.
"""
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "examples" / "cases"
SHIPPED = CASES / "acme-la"
sys.path.insert(0, str(ROOT / "tests" / "model"))
from acme_twin import read_case  # noqa: E402

SITE = "ACME-LA"
PLANTED = ("in_flight", "late_advice", "late_second_advice", "receipts_as_eaches", "factor_missing", "sku_unmapped",
           "twin_space", "twin_zero", "transfer_arrived", "transfer_on_the_road", "unexplained")
VARIANTS = ("two_late_on_one_order", "lucky_factor")
BENIGN = ("in_flight", "transfer_arrived", "transfer_on_the_road")
# moves nothing on hand at the site: a finding about it is allowed, not demanded
SILENT = ("transfer_on_the_road",)
SEEDS = range(1, 21)


# --- set up

@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """case("--seed", 3, ...) -> the folder generated with these arguments, made once."""
    made = {}

    def generate(*arguments):
        arguments = tuple(map(str, arguments))
        if arguments not in made:
            out = tmp_path_factory.mktemp("acme") / "case"
            subprocess.run([sys.executable, "-B", CASES / "generate_acme_la.py", out, *arguments], check=True)
            made[arguments] = out
        return made[arguments]

    return generate


@pytest.fixture(scope="module")
def reconcile():
    """reconcile(folder, exit_code) -> the summary of `trueup run`."""
    binary = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
    if not binary.is_file():
        pytest.fail(f"{binary} is not there: build trueup, or name it in TRUEUP_BIN")
    summaries = {}

    def run(folder, exit_code=1):
        if folder not in summaries:
            done = subprocess.run([binary, "run", folder, "--format", "json"], capture_output=True, text=True,
                                  encoding="utf-8", timeout=120)
            summaries[folder] = done
        done = summaries[folder]
        assert done.returncode == exit_code, f"exit {done.returncode}, not {exit_code}: {done.stderr}"
        return json.loads(done.stdout)

    return run


def truth_of(folder):
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def relative_files(folder):
    return {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}


def number(text):
    return Decimal(text)


def total(quantities):
    return sum(map(number, quantities), Decimal(0))


# --- the generator and the twin

def test_shipped_folder_is_a_fresh_generation(case):
    fresh, shipped = relative_files(case()), relative_files(SHIPPED)
    assert fresh.keys() == shipped.keys()
    different = [str(name) for name in fresh if fresh[name].read_bytes() != shipped[name].read_bytes()]
    assert not different


def assert_twin_agrees(folder):
    twin, truth = read_case(folder), truth_of(folder)
    delta = twin.delta()
    assert delta == {sku: number(units) for sku, units in truth["delta"].items()}
    assert len(twin.book) == truth["totals"]["comparable_keys"]
    assert len(delta) == truth["totals"]["keys_with_delta"]
    assert sum(delta.values()) == number(truth["totals"]["delta"])
    assert sum(gap * twin.cost[sku] for sku, gap in delta.items()) == number(truth["totals"]["money"])
    assert twin.not_comparable == {(k["sku"], k["sku_system"]) for i in truth["items"] for k in i["not_comparable"]}
    keys = [key for item in truth["items"] for key in item["keys"]]
    assert len({key["sku"] for key in keys}) == len(keys), "two planted items share a SKU"
    for key in keys:
        assert number(key["quantity"]) == delta.get(key["sku"], 0)
        assert number(key["money"]) == number(key["quantity"]) * twin.cost[key["sku"]]
    assert_documents_agree(twin, truth)


def assert_documents_agree(twin, truth):
    """The documents of both sides differ by the planted documents, and by nothing else."""
    skus = twin.book_flow.keys() | twin.other_flow.keys()
    gaps = {sku: twin.book_flow.get(sku, 0) - twin.other_flow.get(sku, 0) for sku in skus}
    assert {sku: gap for sku, gap in gaps.items() if gap} == {
        key["sku"]: number(key["quantity"]) for item in truth["items"] if item["documents"]
        for key in item["keys"] if number(key["quantity"])}
    for item in truth["items"]:
        if item["name"].startswith("transfer_"):
            assert all(twin.in_transit.get(key["sku"]) for key in item["keys"])


@pytest.mark.parametrize("seed", SEEDS)
def test_twin_agrees_with_truth(case, seed):
    assert_twin_agrees(case("--seed", seed, "--skus", 300, "--with", *VARIANTS))


def test_twin_agrees_with_shipped_truth():
    assert_twin_agrees(SHIPPED)
    assert [item["name"] for item in truth_of(SHIPPED)["items"]] == list(PLANTED)


@pytest.mark.parametrize("item", PLANTED)
def test_leaving_one_out_leaves_the_rest(case, item):
    with_it, without = truth_of(SHIPPED), truth_of(case("--without", item))
    assert_twin_agrees(case("--without", item))
    assert without["items"] == [other for other in with_it["items"] if other["name"] != item]


def test_clean_world_agrees_everywhere(case):
    folder = case("--without", *PLANTED)
    assert_twin_agrees(folder)
    assert read_case(folder).delta() == {}


# --- trueup against twin and truth

def bridge_keys(summary):
    """The listed keys of the site by SKU."""
    keys = [key for key in summary["bridge"]["keys"] if key["location"] == SITE and key["bucket"] == "on_hand"]
    assert all(key["pair"] == {"book": "cin7", "other": "acme"} for key in keys)
    by_sku = {key["sku"]: key for key in keys}
    assert len(by_sku) == len(keys)
    return by_sku


def item_skus(item):
    return {key["sku"] for key in item["keys"] + item["not_comparable"]}


def item_findings(summary, item):
    """The findings that name a key or a document of a planted item."""
    skus = item_skus(item)
    documents = {(document["system"], document["id"]) for document in item["documents"]}
    return [finding for finding in summary["findings"]
            if any(key["sku"] in skus for key in finding["keys"])
            or any((document["system"], document["id"]) in documents for document in finding["documents"])]


def assert_bridge_closes(key):
    parts = total(part["quantity"] for part in key["parts"])
    rest = total((key["undecided"], key["remainder"], key["unexplained"]))
    assert parts + rest == number(key["delta"]) == number(key["book"]) - number(key["other"]), key


def assert_bridge_is_twins(summary, twin):
    keys = bridge_keys(summary)
    comparable = {sku: key for sku, key in keys.items() if key["comparable"]}
    assert keys.keys() - comparable.keys() == {sku for sku, _ in twin.not_comparable}
    assert twin.delta().keys() <= comparable.keys()
    for sku, key in comparable.items():
        assert number(key["book"]) == twin.book[sku], sku
        assert number(key["other"]) == twin.other[sku], sku
        assert_bridge_closes(key)
    assert number(summary["bridge"]["total"]["delta"]) == sum(twin.delta().values())


def assert_causes(item, findings):
    for finding in findings:
        if item["causes"] is None:
            assert finding["verdict"] == "unexplained", finding
        else:
            assert [cause["code"] for cause in finding["causes"]] == item["causes"], finding
            assert finding["verdict"] == ("benign" if item["name"] in BENIGN else "root"), finding


def assert_documents(item, findings):
    """The findings name exactly the item's 3PL documents; Cin7's may stand beside them."""
    if item["name"] in SILENT:
        return
    named = {(d["id"], d["reference"]) for f in findings for d in f["documents"] if d["system"] == "acme"}
    assert named == {(d["id"], d["reference"]) for d in item["documents"]}, item["name"]


def assert_parts(item, findings, keys):
    """Each of the item's keys is explained by the item's findings alone, or stands in the remainder."""
    ids = {finding["id"] for finding in findings}
    for wanted in item["keys"]:
        quantity = number(wanted["quantity"])
        key = keys.get(wanted["sku"])
        if key is None:
            assert not quantity
            continue
        explained = quantity if item["causes"] else Decimal(0)
        assert {part["finding"] for part in key["parts"]} <= ids, key
        assert total(part["quantity"] for part in key["parts"]) == explained, key
        assert {part["cause"] for part in key["parts"]} <= set(item["causes"] or ()), key
        assert number(key["remainder"]) == quantity - explained, key
        assert number(key["undecided"]) == number(key["unexplained"]) == 0, key


def assert_item_is_found(summary, item, keys):
    findings = item_findings(summary, item)
    assert findings or item["name"] in SILENT, f"no finding for {item['name']}"
    assert_causes(item, findings)
    assert_documents(item, findings)
    assert_parts(item, findings, keys)
    named = {key["sku"] for finding in findings for key in finding["keys"]}
    if item["name"] not in SILENT:
        assert {key["sku"] for key in item["keys"]} <= named <= item_skus(item)
    if not item["comparable"]:
        assert {key["sku"] for key in item["not_comparable"]} == named
    elif findings:
        assert total(f["net"] for f in findings) == total(key["quantity"] for key in item["keys"])


def assert_summary(summary, folder):
    truth = truth_of(folder)
    assert_bridge_is_twins(summary, read_case(folder))
    keys = bridge_keys(summary)
    for item in truth["items"]:
        assert_item_is_found(summary, item, keys)
    planted = {f["id"] for item in truth["items"] for f in item_findings(summary, item)}
    assert {finding["id"] for finding in summary["findings"]} == planted


def test_shipped_case(reconcile):
    assert_summary(reconcile(SHIPPED), SHIPPED)


def test_money_of_shipped_case(reconcile):
    summary = reconcile(SHIPPED)
    for item in truth_of(SHIPPED)["items"]:
        findings = item_findings(summary, item)
        if not item["comparable"] or item["name"] in SILENT:
            continue
        assert all(finding["money"]["currency"] == "USD" for finding in findings)
        money = total(finding["money"]["likely"] for finding in findings)
        # each key may be rounded to a cent
        assert abs(money - total(key["money"] for key in item["keys"])) <= Decimal("0.005") * len(item["keys"]), item


@pytest.mark.parametrize("seed", SEEDS)
def test_other_seeds(case, reconcile, seed):
    folder = case("--seed", seed, "--skus", 300)
    assert_summary(reconcile(folder), folder)


@pytest.mark.parametrize("name", PLANTED)
def test_without_one_item(case, reconcile, name):
    folder = case("--without", name)
    with_it, without = reconcile(SHIPPED), reconcile(folder)
    item, = (item for item in truth_of(SHIPPED)["items"] if item["name"] == name)
    gone = {finding["id"] for finding in item_findings(with_it, item)}
    assert {f["id"] for f in without["findings"]} == {f["id"] for f in with_it["findings"]} - gone
    rest = {sku: key for sku, key in bridge_keys(with_it).items() if sku not in item_skus(item)}
    assert bridge_keys(without) == rest
    assert_summary(without, folder)


@pytest.mark.parametrize("variants", [*((v,) for v in VARIANTS), VARIANTS], ids="+".join)
def test_variants(case, reconcile, variants):
    folder = case("--with", *variants)
    assert_summary(reconcile(folder), folder)
    kept = {finding["id"] for finding in reconcile(SHIPPED)["findings"]}
    assert kept <= {finding["id"] for finding in reconcile(folder)["findings"]}


def test_clean_world(case, reconcile):
    summary = reconcile(case("--without", *PLANTED), exit_code=0)
    assert summary["findings"] == []
    assert bridge_keys(summary) == {}


def test_benign_parts_do_not_count(case, reconcile):
    folder = case("--without", *(name for name in PLANTED if name not in BENIGN))
    assert_summary(reconcile(folder, exit_code=0), folder)
