"""Orders' states in an explanation: each folder under `states/` is a case as somebody could have sent it. `expected.json` holds

    why          what happened, in a line
    exit_code    of `trueup run`
    findings     verdict, causes (sorted), net units, gap, keys [sku, location, units], affected orders, tables asked for
    delta        sku@location -> units, of every key that the bridge lists
    conformance  [steps allowed, steps judged]; null when no step can be
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
from decimal import Decimal

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
STATES = ROOT / "tests" / "golden" / "states"
COMMAND = os.environ.get("TRUEUP_BIN", str(ROOT / "build" / "dev" / "trueup"))
EXPECTED = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(STATES.glob("*/expected.json"))}


def run(case):
    done = subprocess.run([COMMAND, "run", case, "--format", "json"], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout


def summary_of(name):
    return json.loads(run(STATES / name)[1])


def seen(finding):
    return {
        "verdict": finding["verdict"],
        "causes": sorted(cause["code"] for cause in finding["causes"]),
        "net": finding["net"],
        "gap": finding["gap"],
        "keys": [[key["sku"], key["location"], key["quantity"]] for key in finding["keys"]],
        "orders": finding["affected"]["orders"],
        "ask_for": list(dict.fromkeys(ask["table"] for ask in finding["ask_for"])),
    }


def units_of(part):
    return sum(Decimal(one["quantity"]) for one in part["parts"]) + sum(Decimal(part[name]) for name in ("undecided", "remainder", "unexplained"))


def test_every_case_is_expected():
    assert {path.name for path in STATES.iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_case(name):
    expected = EXPECTED[name]
    code, bytes_out = run(STATES / name)
    summary = json.loads(bytes_out)
    assert (code, summary["exit_code"]) == (expected["exit_code"], expected["exit_code"])
    assert summary["issues"] == [] and summary["rejected"] == []
    order = lambda finding: json.dumps(finding, sort_keys=True)
    assert sorted(map(seen, summary["findings"]), key=order) == sorted(expected["findings"], key=order)
    assert {f"{key['sku']}@{key['location']}": key["delta"] for key in summary["bridge"]["keys"]} == expected["delta"]
    conformance = summary["scores"]["conformance"]
    assert [conformance["good"], conformance["of"]] == (expected["conformance"] or [None, None])


@pytest.mark.parametrize("name", EXPECTED)
def test_bridge_closes(name):
    summary = summary_of(name)
    bridge = summary["bridge"]
    for part in [bridge["total"], *bridge["pairs"], *bridge["keys"]]:
        assert units_of(part) == Decimal(part["delta"]) == Decimal(part["book"]) - Decimal(part["other"])
    for finding in (one for one in summary["findings"] if one["verdict"] in ("root", "benign")):
        posted = sum(Decimal(part["quantity"]) for key in bridge["keys"] for part in key["parts"] if part["finding"] == finding["id"])
        assert posted == Decimal(finding["net"])


@pytest.mark.parametrize("name", EXPECTED)
def test_causes_are_told_once(name):
    for finding in summary_of(name)["findings"]:
        codes = [cause["code"] for cause in finding["causes"]]
        assert len(codes) == len(set(codes))
        assert sum(Decimal(cause["weight"]) for cause in finding["causes"]) == (1 if codes else 0)


@pytest.mark.parametrize("name", EXPECTED)
def test_rows_in_any_order(name, tmp_path):
    expected = run(STATES / name)
    for seed in range(4):
        case = tmp_path / str(seed)
        shutil.copytree(STATES / name, case)
        for path in sorted(case.glob("*.csv")):
            header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
            random.Random(seed).shuffle(rows)
            path.write_text("".join([header, *rows]), encoding="utf-8")
        assert run(case) == expected


def test_who_made_the_stages_run_is_the_only_difference():
    """The two causes of one second are told apart by the settings alone."""
    files = lambda name: {path.name: path.read_bytes() for path in (STATES / name).glob("cin7_*.csv")} | {path.name: path.read_bytes() for path in (STATES / name).glob("acme_*.csv")}
    assert files("auto_pick_pack_ship") == files("connector_authorises_stages") == files("stages_without_settings")
    without = files("stages_without_states")
    assert without == {name: data for name, data in files("stages_without_settings").items() if not name.endswith("_states.csv")}
