"""Checks: each folder under `checks/` is named for one issue code and is a case as somebody could have sent it, wrong for that one
reason; `clean` has no issue. `expected.json` holds

    why     what is wrong, in a line
    issues  every issue that `trueup check` reports, in its order: [code, severity, input, row, column, value]
    affected  optional: code -> {documents, orders, money} of its first issue

Every code of include/trueup/table/issue_code.hpp has a folder, but one whose file is too large for that.
"""
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ROOT / "tests" / "golden" / "checks"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
EXPECTED = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CHECKS.glob("*/expected.json"))}
TABLE = (ROOT / "include/trueup/table/issue_code.hpp").read_text(encoding="utf-8")
ALL_CODES = dict(re.findall(r'\{"(\w+)", "(\w+)", Severity::', TABLE))
CODES = {code: area for code, area in ALL_CODES.items() if code != "cell_too_long"}


def check(name, *options):
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    done = subprocess.run([BINARY, "check", name, "--format", "json", *options], capture_output=True, timeout=60, cwd=CHECKS)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    assert done.returncode == any(issue["severity"] == "error" for issue in report["issues"])
    return report


def places(report):
    return [[issue[field] for field in ("code", "severity", "input", "row", "column", "value")] for issue in report["issues"]]


def test_each_code_has_a_case():
    assert sorted(EXPECTED) == sorted([*CODES, "clean"])


def test_cell_too_long(tmp_path):
    case = CHECKS / "row_malformed"
    for path in case.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "other.csv").write_text("sku,location,on_hand\n" + "A" * (1 << 24) + ",LA1,10\nB-2,LA1,7\n")
    assert [place[:4] for place in places(check(tmp_path))] == [["cell_too_long", "error", "other.csv", 2]]


@pytest.mark.parametrize("name", EXPECTED)
def test_case(name):
    report = check(name)
    assert places(report) == EXPECTED[name]["issues"]
    assert {issue["code"] for issue in report["issues"]} == ({name} if name != "clean" else set()), "wrong for more than one reason"
    schema = json.loads((ROOT / "docs" / "schema" / "check-1.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(report)
    for code, affected in EXPECTED[name].get("affected", {}).items():
        assert next(issue["affected"] for issue in report["issues"] if issue["code"] == code) == affected


@pytest.mark.parametrize("name", CODES)
def test_usable_alone(name):
    assert places(check(name, "--only", name)) == EXPECTED[name]["issues"]
    other = next(code for code in CODES if code != name)
    assert places(check(name, "--only", other)) == []
    assert places(check(name, "--only", CODES[name])) == EXPECTED[name]["issues"], "by its area"
