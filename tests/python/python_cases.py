"""Small cases as dicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def make_case(book: list[str], other: list[str], **case: Any) -> dict[str, Any]:
    """A dict case with one book and one 3PL; the rows are ``sku,quantity``."""

    def stock(system: str, location: str, rows: list[str]) -> dict[str, Any]:
        lines = [f"{sku},{location},{quantity}" for sku, quantity in (row.rsplit(",", 1) for row in rows)]
        return {
            "table": "stock",
            "system": system,
            "profile": "trueup.stock",
            "as_of": "2026-11-20T06:00:00Z",
            "complete": True,
            "absent": "zero",
            "text": "\n".join(["sku,location,on_hand", *lines, ""]),
        }

    return {
        "case": {"name": "tiny", "as_of": "2026-11-20T06:00:00Z", "currency": "USD", **case},
        "system": [
            {"id": "cin7", "role": "system_of_record", "dialect": "cin7_core", "timezone": "UTC"},
            {"id": "acme", "role": "execution", "dialect": "generic_wms", "timezone": "UTC"},
        ],
        "location": [
            {
                "id": "ACME-LA",
                "kind": "external",
                "operator": "acme",
                "names": {"cin7": "3PL Acme LA", "acme": "LA1"},
            }
        ],
        "input": [stock("cin7", "3PL Acme LA", book), stock("acme", "LA1", other)],
    }
