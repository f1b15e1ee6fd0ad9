"""The diff on a real retail file: UCI Online Retail, two periods, stock per code. Local only: skipped where it is absent."""

import collections
import csv
import gzip
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = pathlib.Path(os.environ.get("TRUEUP_SAMPLES", ROOT.parent / "shared" / "samples"))
RETAIL = SAMPLES / "datasets" / "uci_online_retail.csv.gz"
COMMAND = os.environ.get("TRUEUP_BIN", str(ROOT / "build" / "dev" / "trueup"))


def periods():
    """Units sold and the last description per StockCode (bytes as printed), in two half years."""
    totals = [collections.defaultdict(lambda: [0, ""]), collections.defaultdict(lambda: [0, ""])]
    with gzip.open(RETAIL, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = totals[row["InvoiceDate"] >= "2011-06-01"][row["StockCode"]]
            entry[0] += int(float(row["Quantity"]))
            entry[1] = row["Description"]
    return totals


def write(path, totals):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["StockCode", "Description", "Units"])
        for code, (units, description) in sorted(totals.items()):
            writer.writerow([code, description, units])


@pytest.mark.skipif(not RETAIL.exists(), reason=f"third-party sample {RETAIL.name} is not on this machine")
def test_diff_of_two_periods_equals_a_dictionary(tmp_path):
    before, after = periods()
    write(tmp_path / "before.csv", before)
    write(tmp_path / "after.csv", after)
    run = subprocess.run([COMMAND, "diff", tmp_path / "before.csv", tmp_path / "after.csv", "--key", "StockCode", "--numeric", "Units", "--format", "json"],
                         capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    result = json.loads(run.stdout)
    common = before.keys() & after.keys()
    changed = {code for code in common if before[code] != after[code]}
    assert result["rows_before"] == len(before) and result["rows_after"] == len(after)
    assert result["added"] == len(after.keys() - before.keys())
    assert result["removed"] == len(before.keys() - after.keys())
    assert result["changed"] == len(changed)
    assert result["unchanged"] == len(common) - len(changed)
    assert result["duplicates"] == 0 and result["rejected"] == 0
    cells = {(change["key"], change["column"]) for change in result["changes"] if change["kind"] == "changed"}
    expected = {(code, "Units") for code in common if before[code][0] != after[code][0]}
    expected |= {(code, "Description") for code in common if before[code][1] != after[code][1]}
    assert {(key[0] if isinstance(key, list) else key, column) for key, column in cells} == expected


UNITS = SAMPLES / "cin7" / "core_api_examples" / "ref_unit_GET.json"


@pytest.mark.skipif(not UNITS.exists(), reason=f"third-party sample {UNITS.name} is not on this machine")
def test_an_answer_without_a_table_is_refused_with_its_reason():
    """Names of units without a factor have no canonical table. The refusal says what the file is made of."""
    run = subprocess.run([COMMAND, "read", UNITS], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1
    assert "no shipped profile fits" in run.stderr and "UnitList" in run.stderr
