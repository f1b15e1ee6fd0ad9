"""The example `tiny` against numbers worked out by hand, and what must not change an answer: order, split, threads."""
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "examples" / "cases"
TINY = CASES / "tiny"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
EXPECTED = json.loads((TINY / "expected.json").read_text(encoding="utf-8"))
BOTH = pytest.mark.parametrize("name", ["tiny", "acme-la"])


def trueup(*arguments, code=1):
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    done = subprocess.run([BINARY, *arguments], capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (code, b"")
    return done.stdout


def summary_of(folder, *arguments):
    return json.loads(trueup("run", folder, "--format", "json", *arguments))


# --- by hand

@pytest.fixture(scope="module")
def summary():
    return summary_of(TINY)


def test_exit_code(summary):
    assert summary["exit_code"] == EXPECTED["exit_code"]


@pytest.mark.parametrize("sku", EXPECTED["keys"])
def test_key(summary, sku):
    wanted = EXPECTED["keys"][sku]
    listed = [key for key in summary["bridge"]["keys"] if key["sku"] == sku]
    explained = json.loads(trueup("explain", TINY, sku, "--format", "json", code=0))["key"]
    if wanted["delta"] == "0":
        assert listed == []
    else:
        assert listed == [explained]
    key = explained
    assert (key["book"], key["other"], key["delta"]) == (wanted["book"], wanted["other"], wanted["delta"])
    assert {part["cause"]: part["quantity"] for part in key["parts"]} == wanted.get("parts", {})
    assert key["remainder"] == wanted.get("remainder", "0")
    assert key["undecided"] == key["unexplained"] == "0"
    if wanted["delta"] != "0":
        assert key["money"]["likely"] == wanted["money"]


def test_not_comparable(summary):
    found = {key["sku"]: key for key in summary["bridge"]["keys"] if not key["comparable"]}
    assert found.keys() == EXPECTED["not_comparable"].keys()
    for sku, wanted in EXPECTED["not_comparable"].items():
        assert {name: found[sku][name] for name in wanted} == wanted
        assert found[sku]["delta"] is None


def test_total(summary):
    total, wanted = summary["bridge"]["total"], EXPECTED["total"]
    assert {name: total[name] for name in wanted if name not in ("parts", "money")} == {
        name: value for name, value in wanted.items() if name not in ("parts", "money")}
    assert {part["cause"]: part["quantity"] for part in total["parts"]} == wanted["parts"]
    assert total["money"]["likely"] == wanted["money"]
    assert total["undecided"] == total["unexplained"] == "0"


def finding_name(finding):
    codes = [cause["code"] for cause in finding["causes"]]
    return "|".join(codes) or finding["gap"].removeprefix("balance.")


def test_findings(summary):
    found = {finding_name(finding): finding for finding in summary["findings"]}
    assert len(found) == len(summary["findings"])
    assert found.keys() == EXPECTED["findings"].keys()


@pytest.mark.parametrize("name", EXPECTED["findings"])
def test_finding(summary, name):
    finding, = (finding for finding in summary["findings"] if finding_name(finding) == name)
    wanted = EXPECTED["findings"][name]
    for key in ("verdict", "net", "owner", "age_seconds", "age_limit_seconds"):
        assert finding[key] == wanted[key], key
    assert (finding["money"] or {}).get("likely") == wanted["money"]
    assert finding["origin_hop"] == finding["visible_hop"] == wanted["hop"]
    assert {key["sku"]: key["quantity"] for key in finding["keys"]} == wanted["keys"]
    assert sorted({document["id"] for document in finding["documents"]}) == wanted["documents"]


def test_text_names_what_needs_action():
    text = trueup("run", TINY).decode("utf-8")
    assert text.splitlines()[0] == ("ACME-LA: cin7 and acme disagree on 5 of 7 SKUs: 39 units net, 39 gross, 136.10 USD; "
                                    "2 explained by timing, 3 need action; 1 more cannot be compared.")
    for word in ("SHP-88", "SO-990", "PROMO-1", "NAPKIN", "SHP-101", "1 CASE of TEA"):
        assert word in text


# --- what must not change an answer

def without_places(summary):
    """The summary without the places of rows: which file and row a message is about."""
    for entry in summary["rejected"] + summary["issues"]:
        for key in ("row", "input"):
            entry.pop(key)
    for entries in (summary["rejected"], summary["issues"]):
        entries.sort(key=json.dumps)
    return summary


def records_of(text):
    """Header and rows of a CSV as raw text; a quoted cell may hold line breaks."""
    records, record = [], ""
    for line in text.splitlines(keepends=True):
        record += line
        if record.count('"') % 2 == 0:
            records.append(record)
            record = ""
    assert record == ""
    return records[0], records[1:]


def rewrite(path, change):
    """Replaces the records of a CSV file by change(header, records)."""
    text = path.read_bytes().decode("utf-8")
    path.write_bytes("".join(change(*records_of(text))).encode("utf-8"))


def copied(name, tmp_path):
    folder = tmp_path / name
    shutil.copytree(CASES / name, folder)
    return folder


@BOTH
def test_threads_and_repetition(name):
    answers = {trueup("run", CASES / name, "--format", "json", "--threads", threads) for threads in ("1", "2", "2", "0", "7")}
    assert len(answers) == 1
    assert len({trueup("run", CASES / name, "--threads", threads) for threads in ("1", "2", "2")}) == 1


@BOTH
def test_place_of_the_folder(name, tmp_path):
    """No path of the machine stands in an answer."""
    assert trueup("run", copied(name, tmp_path), "--format", "json") == trueup("run", CASES / name, "--format", "json")
    assert str(tmp_path).encode() not in trueup("run", tmp_path / name)


@BOTH
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_rows(name, seed, tmp_path):
    folder, dice = copied(name, tmp_path), random.Random(seed)

    def shuffled(header, rows):
        dice.shuffle(rows)
        return [header, *rows]

    for path in sorted(folder.rglob("*.csv")):
        rewrite(path, shuffled)
    for path in sorted(folder.rglob("*.json")):
        shuffle_json(path, dice)
    assert without_places(summary_of(folder)) == without_places(summary_of(CASES / name))


def shuffle_json(path, dice):
    """Records of a list, and of the list in a page."""
    if path.name in ("truth.json", "expected.json"):
        return
    content = json.loads(path.read_text(encoding="utf-8"))
    for records in [content] if isinstance(content, list) else [value for value in content.values() if isinstance(value, list)]:
        dice.shuffle(records)
    path.write_text(json.dumps(content), encoding="utf-8")


@BOTH
def test_inputs_split_into_files(name, tmp_path):
    folder = copied(name, tmp_path)
    for path in sorted(folder.rglob("*.csv")):
        header, rows = records_of(path.read_bytes().decode("utf-8"))
        if len(rows) < 2:
            continue
        half = len(rows) // 2
        first, second = path.with_name(f"part 1 {path.name}"), path.with_name(f"part 2 {path.name}")
        first.write_bytes("".join([header, *rows[half:]]).encode("utf-8"))
        second.write_bytes("".join([header, *rows[:half]]).encode("utf-8"))
        path.unlink()
    case = folder / "trueup.toml"
    lines = []
    for line in case.read_text(encoding="utf-8").splitlines():
        if line.startswith("files = ") and ".csv" in line:
            pattern = line.split('"')[1]
            name_only = pattern.rsplit("/", 1)[-1]
            glob = pattern[:len(pattern) - len(name_only)] + ("*" + name_only.removeprefix("*"))
            line = f'files = ["{glob}"]'
        lines.append(line)
    case.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert without_places(summary_of(folder)) == without_places(summary_of(CASES / name))


@BOTH
def test_doubled_stock_rows_count_once(name, tmp_path):
    folder = copied(name, tmp_path)
    for path in sorted(folder.rglob("*stock*.csv")):
        rewrite(path, lambda header, rows: [header, *rows, *rows])
    doubled, plain = summary_of(folder), summary_of(CASES / name)
    assert {issue["code"] for issue in doubled["issues"]} - {issue["code"] for issue in plain["issues"]} == {"stock_row_doubled"}
    for part in ("findings", "bridge", "scores", "headline"):
        assert doubled[part] == plain[part], part


@pytest.mark.parametrize("dress", ["crlf", "bom", "semicolon", "tab", "blank lines", "no last line end", "column order", "extra column", "quoted", "title above"])
def test_dress_of_the_files(dress, tmp_path):
    """RFC 4180 and its common relatives are one table."""
    folder = copied("tiny", tmp_path)
    for path in sorted(folder.glob("*.csv")):
        rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
        path.write_bytes(dressed(rows, dress).encode("utf-8"))
    assert without_places(summary_of(folder)) == without_places(summary_of(TINY))


def dressed(rows, dress):
    if dress == "column order":
        rows = [row[::-1] for row in rows]
    elif dress == "extra column":
        rows = [[*row, "remark" if i == 0 else f"row {i}"] for i, row in enumerate(rows)]
    elif dress == "quoted":
        rows = [[f'"{cell}"' for cell in row] for row in rows]
    elif dress == "title above":
        rows = [["Report of 2026-11-20"], *rows]
    delimiter = {"semicolon": ";", "tab": "\t"}.get(dress, ",")
    text = "".join(delimiter.join(row) + ("\r\n" if dress == "crlf" else "\n") for row in rows)
    if dress == "bom":
        text = "\ufeff" + text
    elif dress == "blank lines":
        text = text.replace("\n", "\n\n")
    elif dress == "no last line end":
        text = text[:-1]
    return text
