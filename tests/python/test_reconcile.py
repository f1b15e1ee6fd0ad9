"""trueup.reconcile: what a result offers, and that it does not depend on how the case came in."""

from __future__ import annotations

import copy
import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import trueup
from python_cases import make_case


def test_tiny_difference(tiny: dict[str, Any]) -> None:
    run = trueup.reconcile(tiny)
    assert (run.ok, run.exit_code) == (False, 1)
    assert run.summary == json.loads(run.summary_json)
    assert run.findings == run.summary["findings"]
    (key,) = run.bridge["keys"]
    assert (key["sku"], key["location"], Decimal(key["delta"])) == ("A-1", "ACME-LA", 3)
    assert run.text.strip()


def test_equal_sides_are_ok() -> None:
    run = trueup.reconcile(make_case(["A-1,7"], ["A-1,7"]))
    assert run.ok
    assert run.findings == []
    assert run.bridge["keys"] == []


def test_threads_do_not_change_the_bytes(tiny: dict[str, Any]) -> None:
    assert trueup.reconcile(tiny, threads=1).summary_json == trueup.reconcile(tiny, threads=4).summary_json


def test_values_of_python_in_a_dict(tiny: dict[str, Any]) -> None:
    typed = copy.deepcopy(tiny)
    typed["case"]["as_of"] = datetime.datetime(2026, 11, 20, 6, tzinfo=datetime.timezone.utc)
    typed["case"]["threshold"] = {"units": Decimal("3")}
    assert trueup.reconcile(typed).summary["bridge"] == trueup.reconcile(tiny).summary["bridge"]


def test_files_start_from_base(tiny: dict[str, Any], tmp_path: Path) -> None:
    in_files = copy.deepcopy(tiny)
    for number, one in enumerate(in_files["input"]):
        (tmp_path / f"{number}.csv").write_text(one.pop("text"))
        one["files"] = [f"{number}.csv"]
    assert trueup.reconcile(in_files, base=tmp_path).bridge == trueup.reconcile(tiny).bridge


def test_explain(tiny: dict[str, Any]) -> None:
    run = trueup.reconcile(tiny)
    assert "A-1" in json.dumps(run.explain("A-1"))
    assert "A-1" in json.dumps(run.explain("A-1", "ACME-LA"))
    assert "A-1" in run.explain_text("A-1")
    with pytest.raises(trueup.CallError) as caught:
        run.explain("nobody")
    assert caught.value.code == "invalid_argument"


def test_progress(tiny: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[tuple[str, int, int]] = []
    trueup.reconcile(tiny, progress=lambda *now: seen.append(now))
    assert seen[-1][0] == "done"
    trueup.reconcile(tiny, progress=True)
    assert "done" in capsys.readouterr().err


def test_repr_names_the_outcome(tiny: dict[str, Any]) -> None:
    run = trueup.reconcile(tiny)
    assert repr(run).startswith("<trueup.Reconciliation exit_code=1: ")
    assert run.text.splitlines()[0] in repr(run)


def test_markup_in_a_sku_is_escaped() -> None:
    html = trueup.reconcile(make_case(["<script>alert(1)</script>,10"], ["B-2,5"]))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_example_case(acme_la: Path) -> None:
    run = trueup.reconcile(acme_la)
    assert run.exit_code in (0, 1, 3)
    assert run.findings
    assert "<table>" in run._repr_html_()
    assert trueup.reconcile(str(acme_la), threads=1).summary_json == run.summary_json
