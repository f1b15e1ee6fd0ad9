"""Bad input: each folder under `errors/` is a case as somebody could have sent it, with `expected.json`.

    why             what is wrong, in a line
    exit_code       of `trueup run FOLDER --format json`
    stderr          exit 2: parts of the one line that is printed
    output          exit 2: --output, below a folder that is empty
    rejected        else: every rejected row, in full but for `accepted`, of which a part is enough
    not_comparable  else: key -> why_not (null: any word); all other keys agree
    delta           else, optional: the keys that differ all the same, and by how much
    causes          else, optional: the codes of all findings
    issues          else, optional: codes that stand among the issues

The policy is evidence.md C: structure is exit 2 with one line and no output; a row is exit 3, listed, its key not
comparable, and --strict makes it exit 2.
"""
import json
import os
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
ERRORS = ROOT / "tests" / "golden" / "errors"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
EXPECTED = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(ERRORS.glob("*/expected.json"))}
REFUSED = [name for name, expected in EXPECTED.items() if expected["exit_code"] == 2]
ANSWERED = [name for name, expected in EXPECTED.items() if expected["exit_code"] != 2]
REJECTED = [name for name in ANSWERED if EXPECTED[name]["rejected"]]


def trueup(*arguments):
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    return subprocess.run([BINARY, *arguments], capture_output=True, timeout=60, cwd=ERRORS)


def schema(name):
    return Draft202012Validator(json.loads((ROOT / "docs" / "schema" / f"{name}-1.json").read_text(encoding="utf-8")))


def the_one_line(done):
    """What stands on stderr of a refusal: one line, without control characters; nothing stands on stdout."""
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stdout == b""
    text = done.stderr.decode("utf-8")
    assert text.startswith("trueup: ") and text.endswith("\n") and text.count("\n") == 1, text
    assert all(character >= " " and character != "\x7f" for character in text[:-1]), repr(text)
    assert len(text) < 1000, text
    return text


def assert_parts(text, parts):
    missing = [part for part in parts if part not in text]
    assert not missing, f"{missing} not in: {text}"


def place_of(row):
    return row["code"], row["input"], row["row"], row["column"], row["value"]


def test_every_folder_has_its_expectation():
    assert EXPECTED.keys() == {path.name for path in ERRORS.iterdir()}
    assert len(EXPECTED) > 50


@pytest.mark.parametrize("name", REFUSED)
def test_structure_is_refused(name, tmp_path):
    expected = EXPECTED[name]
    if "output" not in expected:
        assert_parts(the_one_line(trueup("run", name)), expected["stderr"])
    output = tmp_path / expected.get("output", "summary.json")
    for arguments in ((), ("--format", "json"), ("--strict",), ("--exit-zero",)):
        assert_parts(the_one_line(trueup("run", name, "--output", output, *arguments)), expected["stderr"])
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_run_leaves_the_earlier_output_alone(name, tmp_path):
    if "output" in EXPECTED[name]:
        pytest.skip("this one cannot have an earlier output")
    output = tmp_path / "summary.json"
    output.write_text("of yesterday")
    the_one_line(trueup("run", name, "--output", output))
    assert output.read_text() == "of yesterday"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("name", ANSWERED)
def test_rows_are_told(name, tmp_path):
    expected = EXPECTED[name]
    output = tmp_path / "summary.json"
    done = trueup("run", name, "--format", "json", "--output", output)
    assert (done.returncode, done.stdout, done.stderr) == (expected["exit_code"], b"", b"")
    assert list(tmp_path.iterdir()) == [output]
    assert trueup("run", name, "--format", "json").stdout == output.read_bytes()
    summary = json.loads(output.read_text(encoding="utf-8"))
    assert [error.message for error in schema("summary").iter_errors(summary)] == []
    assert summary["exit_code"] == expected["exit_code"]
    assert_rejected(summary, expected)
    assert_keys(summary, expected)
    if "causes" in expected:
        assert [cause["code"] for finding in summary["findings"] for cause in finding["causes"]] == expected["causes"]
    assert set(expected.get("issues", ())) <= {issue["code"] for issue in summary["issues"]}


def assert_rejected(summary, expected):
    assert sorted(map(place_of, summary["rejected"]), key=str) == sorted(map(place_of, expected["rejected"]), key=str)
    for wanted in expected["rejected"]:
        row, = (row for row in summary["rejected"] if place_of(row) == place_of(wanted))
        assert_parts(row["accepted"], [wanted["accepted"]])
        assert row["message"]
    assert sum(entry["rejected"] for entry in summary["inputs"]) == len(expected["rejected"])


def assert_keys(summary, expected):
    keys = {key["sku"]: key for key in summary["bridge"]["keys"]}
    wanted = expected["not_comparable"]
    assert {sku for sku, key in keys.items() if not key["comparable"] and sku} == wanted.keys()
    for sku, why_not in wanted.items():
        assert why_not in (None, keys[sku]["why_not"]), keys[sku]
    # every case agrees but for what is wrong with it
    delta = expected.get("delta", {})
    assert {sku: key["delta"] for sku, key in keys.items() if key["comparable"] and key["delta"] != "0"} == delta
    total = summary["bridge"]["total"]
    assert total["delta"] == total["remainder"] == str(sum(map(int, delta.values())))
    assert total["keys_not_comparable"] == sum(not key["comparable"] for key in keys.values())


@pytest.mark.parametrize("name", ANSWERED)
def test_text_says_the_same(name):
    done = trueup("run", name)
    assert (done.returncode, done.stderr) == (EXPECTED[name]["exit_code"], b"")
    text = done.stdout.decode("utf-8")
    assert text.startswith("ACME-LA: cin7 and acme ")
    for row in EXPECTED[name]["rejected"]:
        assert_parts(text, [f"{row['input']} row {row['row']}", row["accepted"]])
    assert ("Cannot be compared" in text) == bool(EXPECTED[name]["not_comparable"])


@pytest.mark.parametrize("name", REJECTED)
def test_strict_refuses(name, tmp_path):
    output = tmp_path / "summary.json"
    text = the_one_line(trueup("run", name, "--strict", "--format", "json", "--output", output))
    row = EXPECTED[name]["rejected"][0]
    assert_parts(text, [f"{row['input']}:{row['row']}", "1 rejected", row["value"], row["accepted"]])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", REJECTED)
def test_check_tells_the_same_rows(name):
    done = trueup("check", name, "--format", "json")
    assert (done.returncode, done.stderr) == (1, b"")
    report = json.loads(done.stdout)
    assert [error.message for error in schema("check").iter_errors(report)] == []
    issues = {place_of(issue): issue for issue in report["issues"]}
    for row in EXPECTED[name]["rejected"]:
        issue = issues[place_of(row)]
        assert issue["severity"] == "error"
        assert_parts(issue["fix"], [row["accepted"]])
