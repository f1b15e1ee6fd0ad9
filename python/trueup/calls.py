"""The six things to call: reconcile, check, draft_case, suggest_sku_map, diff, read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Union

from . import _core
from .result import CaseDraft, CheckReport, Diff, Reconciliation, SkuMapSuggestion

CaseLike = Union[str, "os.PathLike[str]", Mapping[str, Any], CaseDraft]
ProgressLike = Union[bool, Callable[[str, int, int], object], None]


def reconcile(
    case: CaseLike,
    *,
    base: str | os.PathLike[str] = "",
    threads: int = 0,
    strict: bool = False,
    progress: ProgressLike = None,
) -> Reconciliation:
    """Runs a case and accounts for the difference.

    ``case`` is a folder with ``trueup.toml``, such a file, a draft, or a dict with the same keys; in a dict an input may
    carry its content as ``text``, and relative ``files`` start from ``base``. ``threads`` 0 means as many as the machine
    has; the answer does not depend on it. With ``strict`` a rejected row is an InputError instead of a partial answer.
    ``progress`` is True (a line on stderr) or a callable ``(stage, done, total)``. Ctrl-C stops within 200 ms.
    """
    opened = _open(case, base)
    return Reconciliation(_core.reconcile(opened, threads, strict, _reporter(progress)))


def check(
    case: CaseLike,
    *,
    only: str | Sequence[str] = (),
    base: str | os.PathLike[str] = "",
    progress: ProgressLike = None,
) -> CheckReport:
    """Checks the case, its maps and its inputs, before any stock is compared. Issues found are data, not exceptions.

    ``only`` names the checks to run, by their codes or areas (docs/CHECKS.md); empty means all.
    """
    names = [only] if isinstance(only, str) else list(only)
    return CheckReport(_core.check(_open(case, base), names, _reporter(progress)))


def draft_case(
    files: Sequence[str | os.PathLike[str]], *, base: str | os.PathLike[str] = "", progress: ProgressLike = None
) -> CaseDraft:
    """Recognises each file by its content and drafts the case that they make. Nothing is written.

    ``base`` is the folder that the case will stand in: its paths start there. What the files do not say stays open; where
    the guesses suffice, the draft can be given to ``reconcile`` and ``check``.
    """
    return CaseDraft(_core.draft_case([os.fsencode(file) for file in files], os.fsencode(base), _reporter(progress)), base)


def suggest_sku_map(
    case: CaseLike,
    *,
    from_system: str = "",
    to_system: str = "",
    base: str | os.PathLike[str] = "",
    progress: ProgressLike = None,
) -> SkuMapSuggestion:
    """Proposes a SKU map from the case's item lists. A draft: nothing is merged, a person decides on each row.

    The systems are the case's one execution system and its one system of record where they are not named.
    """
    return SkuMapSuggestion(_core.suggest_sku_map(_open(case, base), from_system, to_system, _reporter(progress)))


def diff(
    before: str | os.PathLike[str],
    after: str | os.PathLike[str],
    key: str | Sequence[str],
    ignore: Sequence[str] = (),
    numeric: Sequence[str] = (),
    threads: int = 0,
    progress: ProgressLike = None,
) -> Diff:
    """Compares two delimited files by the columns of ``key``.

    Columns in ``ignore`` are not compared; those in ``numeric`` are compared by value ("1.0" equals "1").
    """
    names = [key] if isinstance(key, str) else list(key)
    result = _core.diff_files(
        os.fsencode(before), os.fsencode(after), names, list(ignore), list(numeric), threads, _reporter(progress)
    )
    return Diff(result)


def read(path: str | os.PathLike[str], profile: str | None = None) -> list[dict[str, Any]]:
    """One file as canonical rows: a dict each, with ``table``; an issue is a dict with ``issue``.

    Without ``profile`` the file is recognised by its content.
    """
    report = _core.read_records(os.fsencode(path), profile or "", None)
    return [json.loads(line) for line in report.lines.split("\n") if line]


def _open(case: CaseLike, base: str | os.PathLike[str]) -> _core.Case:
    if isinstance(case, CaseDraft):
        return _core.case_from_toml(case.toml, os.fsencode(case.base))
    if isinstance(case, Mapping):
        return _core.case_from_json(json.dumps(case, default=_plain), os.fsencode(base))
    return _core.case_from_folder(os.fsencode(case))


def _plain(value: object) -> str:
    """Dates as ISO 8601; paths, decimals and the like as their text."""
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat() if callable(isoformat) else value)


def _reporter(progress: ProgressLike) -> Callable[[str, int, int], object] | None:
    if progress is True:
        return _print_progress
    return progress or None


def _print_progress(stage: str, done: int, total: int) -> None:
    share = f" {100 * done // total:3d} %" if total else ""
    end = "\n" if stage == "done" else ""
    print(f"\r{stage:<12}{share:<6}", end=end, file=sys.stderr, flush=True)
