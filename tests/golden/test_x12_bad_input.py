"""What `trueup read` and `trueup check` say to X12 that is cut, damaged or hostile: every row that is there, a finding with its place,
in bounded memory and time. (Every single cut is tried in tests/unit/io; here a sample of them goes through the command.)"""
import json
import os
import re
import resource
import subprocess
from pathlib import Path

import pytest
from x12_writer import wrap

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
ADVICE = [["W06", "F", "SO-1", "20261118", "SH-1", "", "PO-1"], ["N1", "WH", "Acme", "92", "LA1"],
          ["LX", "1"], ["W12", "CC", "3", "3", "", "EA", "", "VN", "A-1"], ["N9", "LI", "1"],
          ["LX", "2"], ["W12", "CC", "2", "2", "", "EA", "", "VN", "B-2"], ["N9", "LI", "2"], ["W03", "5"]]
WHOLE = wrap("945", [ADVICE])


def read(folder, data, memory=None, profile="x12.945"):
    path = folder / "in.edi"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    limit = (lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))) if memory else None
    return subprocess.run([BINARY, "read", path, "--profile", profile], capture_output=True, timeout=120, preexec_fn=limit)


def parts(done):
    """Rows of documents, and code -> places of the findings."""
    assert done.returncode in (0, 3), done.stderr.decode("utf-8", "replace")[:500]
    lines = [json.loads(line) for line in done.stdout.decode("utf-8", "replace").splitlines()]
    found = {}
    for line in lines:
        if "issue" in line:
            found.setdefault(line["issue"], []).append((line["row"], line["column"]))
    return [(line["sku"], line["quantity"]) for line in lines if line.get("table") == "documents"], found


def test_whole(tmp_path):
    assert parts(read(tmp_path, WHOLE)) == ([("A-1", "3"), ("B-2", "2")], {})


@pytest.mark.parametrize("end", [*range(0, len(WHOLE) - 2, 7), len(WHOLE) - 3, len(WHOLE) - 2])
def test_cut(tmp_path, end):
    """Never fewer rows without a word. The line feed after the last terminator is no part of the file."""
    done = read(tmp_path, WHOLE[:end])
    if done.returncode == 2:
        assert end < WHOLE.index("GS*") and done.stderr.count(b"\n") == 1
        return
    rows, found = parts(done)
    assert "incomplete" in found
    assert all(row in [("A-1", "3"), ("B-2", "2")] or end in range(WHOLE.index("W12"), WHOLE.index("W03")) for row in rows)


def test_nul_bytes(tmp_path):
    """Kept out of rows or told; never the end of a text."""
    at = WHOLE.index("A-1")
    done = read(tmp_path, WHOLE[:at] + "A\0" + WHOLE[at + 1:])
    assert b"\0" not in done.stdout
    if done.returncode == 2:
        assert b"NUL" in done.stderr and done.stderr.count(b"\n") == 1
    else:
        rows, found = parts(done)
        assert ("A-1", "3") not in rows and found


@pytest.mark.parametrize("right, wrong, code, place", [
    ("SE*11*", "SE*12*", "envelope_count_differs", (13, "SE-01")),
    ("GE*1*", "GE*2*", "envelope_count_differs", (14, "GE-01")),
    ("IEA*1*", "IEA*0*", "envelope_count_differs", (15, "IEA-01")),
    ("SE*11*0001", "SE*11*0002", "envelope_number_differs", (13, "SE-02")),
    ("GE*1*1~", "GE*1*7~", "envelope_number_differs", (14, "GE-02")),
    ("IEA*1*000000001", "IEA*1*000000010", "envelope_number_differs", (15, "IEA-02")),
    ("SE*11*", "SE*99999999999999999999*", "envelope_count_differs", (13, "SE-01")),
    ("SE*11*", "SE*eleven*", "envelope_count_differs", (13, "SE-01")),
    ("SE*11*0001~\n", "", "incomplete", (13, "SE")),
    ("GE*1*1~\n", "", "incomplete", (14, "GE"))])
def test_wrong_envelope(tmp_path, right, wrong, code, place):
    assert right in WHOLE
    rows, found = parts(read(tmp_path, WHOLE.replace(right, wrong)))
    assert rows == [("A-1", "3"), ("B-2", "2")]
    assert found == {code: [place]}


def test_leading_zeros_are_no_other_number(tmp_path):
    same = WHOLE.replace("SE*11*0001", "SE*011*1").replace("GE*1*1~", "GE*1*0001~").replace("IEA*1*000000001", "IEA*1*1")
    rows, found = parts(read(tmp_path, same))
    assert (len(rows), found) == (2, {})


@pytest.mark.parametrize("data, place", [
    (WHOLE + WHOLE, (16, "ISA-13")),
    (WHOLE.replace("IEA*1", "IEA*2").replace("IEA*2", WHOLE[WHOLE.index("GS*"):WHOLE.index("IEA")] + "IEA*2"), (15, "GS-06")),
    (wrap("945", [ADVICE, ADVICE]).replace("0002", "0001"), (14, "ST-02"))])
def test_repeated_control_number(tmp_path, data, place):
    rows, found = parts(read(tmp_path, data))
    assert len(rows) == 4
    assert found == {"control_number_repeated": [place]}


def test_trailing_rubbish(tmp_path):
    rows, found = parts(read(tmp_path, WHOLE + "\r\n\x1a"))
    assert len(rows) == 2 and set(found) <= {"incomplete", "envelope_missing"}


def test_quantities_that_are_none(tmp_path):
    for text in ("1e400", "1,5", "three", "9" * 400, "--3", "1.23456"):
        done = read(tmp_path, WHOLE.replace("*3*3*", f"*3*{text}*"))
        assert done.returncode == 3
        assert "quantity_malformed" in parts(done)[1]


def test_big_segment_under_a_memory_limit(tmp_path):
    """64 MB in one element: the mapped file and a few times its size are enough."""
    big = WHOLE.replace("N1*WH*Acme*", "N1*WH*" + "A" * (64 << 20) + "*")
    done = read(tmp_path, big, memory=1 << 30)
    assert parts(done)[0] == [("A-1", "3"), ("B-2", "2")] or (done.returncode == 2 and done.stderr.count(b"\n") == 1)


def test_no_terminator_at_all(tmp_path):
    """64 MB after an ISA without an end of a segment: refused or told, at once."""
    done = read(tmp_path, WHOLE[:105] + "A" * (64 << 20), memory=1 << 30)
    if done.returncode == 2:
        assert done.stderr.count(b"\n") == 1
    else:
        assert "incomplete" in parts(done)[1]


def test_a_million_elements_in_a_segment(tmp_path):
    rows, found = parts(read(tmp_path, WHOLE.replace("*VN*A-1", "*VN*A-1" + "*" * 1000000), memory=1 << 30))
    assert rows == [("B-2", "2")] and found["cell_too_long"] == [(7, "W12")]


def test_a_tree_in_a_circle_and_200000_deep(tmp_path):
    item = [["LIN", "1", "VN", "A-1"], ["SN1", "", "3", "EA"]]
    circle = [["BSN", "00", "SN-1", "20261118", "1601"], ["HL", "1", "2", "O"], ["PRF", "PO-1"], ["HL", "2", "1", "I"], *item]
    assert parts(read(tmp_path, wrap("856", [circle]), profile="x12.856"))[0] == [("A-1", "3")]
    chain = [["HL", str(n), str(n - 1), "P"] for n in range(2, 200001)]
    deep = [["BSN", "00", "SN-1", "20261118", "1601"], ["HL", "1", "", "S"], *chain, ["HL", "200001", "200000", "I"], *item]
    assert parts(read(tmp_path, wrap("856", [deep]), memory=1 << 30, profile="x12.856"))[0] == [("A-1", "3")]


def test_a_cut_file_is_not_complete_in_a_case(tmp_path):
    """A cut file is an error of `check`, though its input was declared complete."""
    (tmp_path / "in.edi").write_text(WHOLE[:WHOLE.index("LX*2")])
    (tmp_path / "trueup.toml").write_text(re.sub(r"^ +", "", """
        [case]
        name = "cut"
        as_of = "2026-11-20T06:00:00Z"
        [[system]]
        id = "acme"
        role = "execution"
        dialect = "x12_wms"
        timezone = "UTC"
        [[input]]
        table = "documents"
        system = "acme"
        profile = "x12.945"
        files = ["in.edi"]
        complete = true
        """, flags=re.M))
    done = subprocess.run([BINARY, "check", tmp_path, "--format", "json"], capture_output=True, timeout=60)
    assert done.returncode == 1, done.stderr
    assert ("incomplete", "error") in [(issue["code"], issue["severity"]) for issue in json.loads(done.stdout)["issues"]]
