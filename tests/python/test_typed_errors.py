"""Errors carry a code, a place and a hint, and their class tells the family."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import trueup
from trueup import errors


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(trueup.FileError) as caught:
        trueup.reconcile(tmp_path / "nowhere")
    assert caught.value.code == "file_not_found"
    assert "nowhere" in str(caught.value)


def test_unknown_key(tiny: dict[str, Any]) -> None:
    tiny["case"]["currrency"] = "USD"
    with pytest.raises(trueup.CaseError) as caught:
        trueup.check(tiny)
    assert caught.value.code == "unknown_key"
    assert "currrency" in str(caught.value)
    assert caught.value.hint


def test_place_in_the_toml(tmp_path: Path) -> None:
    (tmp_path / "trueup.toml").write_text('[case]\nname = "x"\n\n[cas]\n')
    with pytest.raises(trueup.CaseError) as caught:
        trueup.reconcile(tmp_path)
    assert caught.value.row == 4
    assert caught.value.input.endswith("trueup.toml")


def test_strict_turns_a_rejected_row_into_an_error(tiny: dict[str, Any]) -> None:
    tiny["input"][1]["text"] += "C-3,LA1,many\n"
    assert trueup.reconcile(tiny).exit_code == 3
    with pytest.raises(trueup.InputError) as caught:
        trueup.reconcile(tiny, strict=True)
    assert caught.value.code == "rejected_rows"


@pytest.mark.parametrize(
    ("number", "family"),
    [
        (1, trueup.CallError),
        (5, trueup.Cancelled),
        (20, trueup.FileError),
        (48, trueup.InputError),
        (70, trueup.CaseError),
    ],
)
def test_families(number: int, family: type[trueup.TrueupError]) -> None:
    error = errors.make_error("code", number, "text", "in.csv", 3, "column", "value", "hint")
    assert type(error) is family
    assert isinstance(error, trueup.TrueupError)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.row, copy.hint) == ("text", 3, "hint")
