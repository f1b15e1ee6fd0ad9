"""trueup.check, trueup.draft_case, trueup.suggest_sku_map, trueup.diff and trueup.read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import trueup


def test_check(tiny: dict[str, Any], acme_la: Path) -> None:
    report = trueup.check(tiny)
    assert report.ok
    assert all(issue["severity"] != "error" for issue in report.issues)
    assert repr(report).startswith("<trueup.CheckReport ok=True")
    assert "<table>" in report._repr_html_()
    assert trueup.check(acme_la).text


def test_check_only(tiny: dict[str, Any]) -> None:
    hop = {"id": "H5", "from": "acme", "to": "cin7", "carries": ["ship_advice"], "every": "60m"}
    case = {**tiny, "hop": [hop]}
    assert {"hop_unowned", "hop_age_unknown"} <= {issue["code"] for issue in trueup.check(case).issues}
    assert [issue["code"] for issue in trueup.check(case, only="hop_unowned").issues] == ["hop_unowned"]
    assert [issue["code"] for issue in trueup.check(case, only=["sku", "hop_unowned"]).issues] == ["hop_unowned"]
    with pytest.raises(trueup.CallError, match="no_such"):
        trueup.check(case, only="no_such")


def test_draft_case(tmp_path: Path) -> None:
    book, hall = tmp_path / "book.csv", tmp_path / "hall.csv"
    book.write_text("sku,location,on_hand,system,as_of\nMUG,West,10,cin7,2026-11-20T06:00:00Z\n")
    hall.write_text("Item Code,Warehouse,Qty On Hand\nMUG,W1,8\n")
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("no,such\n1,2\n")
    draft = trueup.draft_case([book, str(hall)])
    assert draft.unread == [] and any("guess: " in note for note in draft.notes)
    assert 'as_of = "2026-11-20T06:00:00Z"' in draft.toml
    assert [(key["sku"], key["delta"]) for key in trueup.reconcile(draft).bridge["keys"]] == [("MUG", "2")]
    assert trueup.check(draft).ok
    below = trueup.draft_case([book, hall, nothing], base=tmp_path)
    assert 'files = ["hall.csv"]' in below.toml and "no shipped profile fits" in below.unread[0]
    assert trueup.reconcile(below).exit_code == 1
    assert "unread=1" in repr(below)
    with pytest.raises(trueup.InputError, match="no shipped profile fits"):
        trueup.draft_case([nothing])
    with pytest.raises(trueup.FileError):
        trueup.draft_case([tmp_path])


def test_suggest_sku_map(tiny: dict[str, Any]) -> None:
    book = "sku,name,barcode\nMUG-BLU-12,Mug blue 12oz stoneware,4006381333931\nTRAY-OAK,Serving tray oak,\n"
    other = "sku,name,barcode\n10001,Mug blue 12oz stoneware,4006381333931\n10002,Wall clock steel,\n"
    lists = [{"table": "items", "system": system, "profile": "trueup.items", "text": text} for system, text in (("cin7", book), ("acme", other))]
    draft = trueup.suggest_sku_map({**tiny, "input": lists})
    assert (draft.certain, draft.likely, draft.ambiguous, draft.unmatched) == (1, 0, 0, 2)
    certain = [row for row in draft.rows if row["status"] == "certain"]
    assert [(row["from_value"], row["to_value"], row["version"]) for row in certain] == [("10001", "MUG-BLU-12", "draft")]
    assert draft.csv.startswith("from_system,from_value,to_system,to_value,")
    assert "certain=1" in repr(draft)
    with pytest.raises(trueup.TrueupError, match="nobody"):
        trueup.suggest_sku_map({**tiny, "input": lists}, from_system="nobody")


def test_diff(tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_text("sku,qty,note\nA,1,x\nB,2.0,x\nC,3,x\n")
    after.write_text("sku,qty,note\nB,2,y\nC,4,y\nD,5,y\n")
    result = trueup.diff(before, str(after), key=["sku"], ignore=["note"], numeric=["qty"], threads=2)
    counts = {"rows_before": 3, "rows_after": 3, "added": 1, "removed": 1, "changed": 1, "unchanged": 1}
    assert counts.items() <= result.summary.items()
    assert (result["duplicates"], result["rejected"]) == (0, 0)
    assert dict(result) == result.summary
    assert len(result.changes) == 3
    assert "added=1" in repr(result)
    assert trueup.diff(before, after, "sku")["changed"] == 2


def test_diff_counts_rejected_rows(tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_text("sku,qty\nA,1\nB,2,3,4\n")
    after.write_text("sku,qty\nA,1\n")
    assert trueup.diff(before, after, key=["sku"])["rejected"] == 1


def test_diff_refuses(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sku,qty\nA,1\n")
    with pytest.raises(trueup.InputError) as caught:
        trueup.diff(file, file, key=["nobody"])
    assert caught.value.code == "missing_column"
    with pytest.raises(trueup.FileError):
        trueup.diff(file, tmp_path / "none.csv", key=["sku"])


def test_read(tmp_path: Path) -> None:
    file = tmp_path / "stock.csv"
    file.write_text("sku,location,on_hand\nA,LA1,1\nB\u00fc,LA1,2\n", encoding="utf-8")
    rows = trueup.read(file, profile="trueup.stock")
    assert [row["table"] for row in rows] == ["stock", "stock"]
    assert [row["sku"] for row in rows] == ["A", "B\u00fc"]
    assert trueup.read(str(file)) == rows
    with pytest.raises(trueup.InputError) as caught:
        trueup.read(file, profile="no.such")
    assert caught.value.code == "unknown_profile"
