"""Small cases of what an input says that a case does not know, or says twice: the answer, worked out by hand."""

import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FACTS = ROOT / "tests" / "golden" / "facts"
COMMAND = os.environ.get("TRUEUP_BIN", str(ROOT / "build" / "dev" / "trueup"))

LATE = ["acked_not_applied", "cursor_boundary_loss", "edi_map_reject", "feed_dead", "rate_limit_gap"]

# case: exit code, issue codes, (causes, verdict, net) of the findings, delta of each listed comparable key
EXPECTED = {
    # a shipment that the book applied after its balance, before the instant of comparison: under way at that balance
    "applied_after_the_balance": (0, set(), [(["in_flight"], "benign", "2")], {"A": "2"}),
    # two misspelt types: their rows explain nothing, and the answer is partial
    "document_type_unknown": (3, {"document_type_unknown"}, [([], "unexplained", "2")], {"A": "2"}),
    # a place of the warehouse that no location names: 3 units are somewhere
    "location_unmapped": (3, {"location_unmapped"}, [([], "unexplained", "3")], {"B": "3"}),
    # one code, two items, one date: neither of them, in whichever order the rows stand
    "map_contradiction": (3, {"map_conflict"}, [(["sku_unmapped"], "root", "0"), ([], "unexplained", "10"), ([], "unexplained", "5")], {"A": "10", "B": "5"}),
    "map_contradiction_reversed": (3, {"map_conflict"}, [(["sku_unmapped"], "root", "0"), ([], "unexplained", "10"), ([], "unexplained", "5")], {"A": "10", "B": "5"}),
    # two late shipments of opposite sign: the balances agree, and two things are still to be done
    "opposite_errors": (1, set(), [(LATE, "root", "-2"), (LATE, "root", "2")], {"A": "0"}),
    # one document in two exports is one document
    "overlapping_exports": (0, {"document_row_doubled"}, [(["in_flight"], "benign", "2")], {"A": "2"}),
    # rows that carry their own seconds, each key once: one balance, all of it
    "rows_with_their_own_instants": (0, set(), [], {}),
    "system_unknown": (3, {"system_unknown"}, [([], "unexplained", "-12")], {"A": "-12"}),
    # within its age, but an error is on record: no lag
    "young_with_error": (1, set(), [(["edi_map_reject"], "root", "2")], {"A": "2"}),
}


def test_every_case_is_expected():
    assert {path.name for path in FACTS.iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_fact(name):
    code, issues, findings, delta = EXPECTED[name]
    run = subprocess.run([COMMAND, "run", FACTS / name, "--format", "json"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (code, "")
    summary = json.loads(run.stdout)
    assert {issue["code"] for issue in summary["issues"] if issue["severity"] != "note" or issue["code"] == "document_row_doubled"} == issues
    found = [(sorted(cause["code"] for cause in finding["causes"]), finding["verdict"], finding["net"]) for finding in summary["findings"]]
    assert sorted(found) == sorted(findings)
    assert {key["sku"]: key["delta"] for key in summary["bridge"]["keys"] if key["comparable"]} == delta
