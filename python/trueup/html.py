"""Small tables for notebooks. All text comes from the customer's files: every cell is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

_SHOWN_KEYS = 5
_SHOWN_ROWS = 50


def reconciliation(sentence: str, findings: Sequence[Mapping[str, Any]]) -> str:
    """The sentence, and one row a finding."""
    columns = ["verdict", "causes", "layers", "keys", "net", "gross", "money"]
    return f"<p><strong>{_text(sentence)}</strong></p>" + table(columns, [_finding(it) for it in findings])


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table of the first rows; says how many more there are."""
    head = "".join(f"<th>{_text(column)}</th>" for column in columns)
    body = "".join(_row(row) for row in rows[:_SHOWN_ROWS])
    more = f"<p>and {len(rows) - _SHOWN_ROWS} more</p>" if len(rows) > _SHOWN_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _row(cells: Iterable[object]) -> str:
    return "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in cells) + "</tr>"


def _text(value: object) -> str:
    """Escaped text; bytes that were no UTF-8 show as a replacement mark."""
    if value is None:
        return ""
    return escape(str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace"), quote=True)


def _finding(finding: Mapping[str, Any]) -> list[object]:
    causes = ", ".join(str(cause.get("code")) for cause in finding.get("causes") or [])
    layers = ", ".join(map(str, finding.get("layers") or []))
    return [
        finding.get("verdict"),
        causes,
        layers,
        _keys(finding.get("keys") or []),
        finding.get("net"),
        finding.get("gross"),
        _money(finding.get("money")),
    ]


def _keys(keys: Sequence[Mapping[str, Any]]) -> str:
    shown = [f"{key.get('sku')}@{key.get('location')}" for key in keys[:_SHOWN_KEYS]]
    if len(keys) > _SHOWN_KEYS:
        shown.append(f"and {len(keys) - _SHOWN_KEYS} more")
    return ", ".join(shown)


def _money(money: Mapping[str, Any] | None) -> str:
    return "" if not money else f"{money.get('likely')} {money.get('currency')}"
