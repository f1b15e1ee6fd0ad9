"""What the calls return: immutable views of what the core found."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from . import _core, html


class Reconciliation:
    """The outcome of a run: every unit of the difference accounted for. Shows itself in a notebook."""

    def __init__(self, core: _core.Reconciliation) -> None:
        self._core = core

    @property
    def exit_code(self) -> int:
        """0 within thresholds, 1 over, 3 partial (rows rejected, or a side incomplete)."""
        return self._core.exit_code

    @property
    def ok(self) -> bool:
        """Whether the run is complete and within the thresholds."""
        return self.exit_code == 0

    @cached_property
    def summary_json(self) -> str:
        """The summary as JSON: the same bytes (in UTF-8) as from the command, C and C++."""
        return self._core.summary_json()

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The summary as a dict; quantities and money are decimal text."""
        summary: dict[str, Any] = json.loads(self.summary_json)
        return summary

    @cached_property
    def text(self) -> str:
        """The report for people."""
        return self._core.summary_text()

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings: verdict, causes, keys, net, gross, money, what to ask for."""
        findings: list[dict[str, Any]] = self.summary["findings"]
        return findings

    @property
    def bridge(self) -> dict[str, Any]:
        """The bridge: book = other + parts, in total and per key."""
        bridge: dict[str, Any] = self.summary["bridge"]
        return bridge

    def explain(self, sku: str, location: str | None = None) -> dict[str, Any]:
        """One key's bridge with its evidence. CallError when no such key is known."""
        explained: dict[str, Any] = json.loads(self._core.explain_json(_key(sku, location)))
        return explained

    def explain_text(self, sku: str, location: str | None = None) -> str:
        """The same for people."""
        return self._core.explain_text(_key(sku, location))

    def __repr__(self) -> str:
        return f"<trueup.Reconciliation exit_code={self.exit_code}: {self._sentence()}>"

    def _repr_html_(self) -> str:
        return html.reconciliation(self._sentence(), self.findings)

    def _sentence(self) -> str:
        return self.text.partition("\n")[0]


class CheckReport:
    """What can be known before any stock is compared."""

    def __init__(self, core: _core.CheckReport) -> None:
        self._core = core

    @property
    def ok(self) -> bool:
        """Whether no issue is an error."""
        return not self._core.has_error

    @cached_property
    def issues(self) -> list[dict[str, Any]]:
        """Each with code, area, severity (error, warning, note), input, row, column, value, breaks, flows, fix, affected."""
        issues: list[dict[str, Any]] = json.loads(self._core.check_json())["issues"]
        return issues

    @cached_property
    def text(self) -> str:
        """The report for people."""
        return self._core.check_text()

    def __repr__(self) -> str:
        return f"<trueup.CheckReport ok={self.ok}: {len(self.issues)} issues>"

    def _repr_html_(self) -> str:
        columns = ["severity", "code", "input", "row", "column", "value", "breaks", "fix"]
        return html.table(columns, [[issue.get(column) for column in columns] for issue in self.issues])


class CaseDraft:
    """A first case for some files, for a person to complete."""

    def __init__(self, core: _core.CaseDraft, base: str | os.PathLike[str]) -> None:
        self._core = core
        self._base = base

    @property
    def base(self) -> str | os.PathLike[str]:
        """The folder that its paths start from; empty: the working directory."""
        return self._base

    @cached_property
    def toml(self) -> str:
        """The case as the text of ``trueup.toml``; each guess has a comment with its certainty and what comes next."""
        return self._core.toml

    @cached_property
    def notes(self) -> list[str]:
        """The guesses, and what is left open, a line each."""
        return self._core.notes

    @cached_property
    def unread(self) -> list[str]:
        """Why a file has no place in it."""
        return self._core.unread

    def __repr__(self) -> str:
        return f"<trueup.CaseDraft notes={len(self.notes)} unread={len(self.unread)}>"


class SkuMapSuggestion:
    """A draft of a SKU map, for a person to decide on."""

    def __init__(self, core: _core.SkuMapSuggestion) -> None:
        self._core = core

    @cached_property
    def csv(self) -> str:
        """The draft as CSV: the columns of table ``sku_map``, and status, score, reason."""
        return self._core.csv

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the draft: status is certain, likely, ambiguous (a row for each candidate) or unmatched."""
        return list(csv.DictReader(io.StringIO(self.csv, newline="")))

    @property
    def certain(self) -> int:
        """How many items are proposed as certain."""
        return self._core.certain

    @property
    def likely(self) -> int:
        """How many items are proposed as likely."""
        return self._core.likely

    @property
    def ambiguous(self) -> int:
        """How many items fit several."""
        return self._core.ambiguous

    @property
    def unmatched(self) -> int:
        """How many items of either side fit none."""
        return self._core.unmatched

    def __repr__(self) -> str:
        counts = ("certain", "likely", "ambiguous", "unmatched")
        return f"<trueup.SkuMapSuggestion {', '.join(f'{name}={getattr(self, name)}' for name in counts)}>"


class Diff(Mapping[str, Any]):
    """What changed between two files. As a mapping it is its summary: ``diff["changed"]``."""

    def __init__(self, core: _core.Diff) -> None:
        self._core = core

    @cached_property
    def summary(self) -> dict[str, Any]:
        """rows_before, rows_after, added, removed, changed, unchanged, duplicates, rejected, ..."""
        summary: dict[str, Any] = json.loads(self._core.summary_json())
        return summary

    @cached_property
    def changes(self) -> list[dict[str, Any]]:
        """Every changed cell, and every row that stands on one side only, in the order of the key."""
        changes: list[dict[str, Any]] = json.loads(self._core.changes_json())["changes"]
        return changes

    def __getitem__(self, name: str) -> Any:
        return self.summary[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.summary)

    def __len__(self) -> int:
        return len(self.summary)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}={value}" for name, value in self.summary.items() if isinstance(value, int))
        return f"<trueup.Diff {counts}>"


def _key(sku: str, location: str | None) -> bytes:
    key = sku if location is None else f"{sku}@{location}"
    return key.encode("utf-8", "surrogateescape")
