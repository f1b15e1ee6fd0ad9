"""Cases and paths that the tests share. TRUEUP_BUILD names the build folder (default: build/dev)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def tiny() -> dict[str, Any]:
    """Book and 3PL differ by 3 units of A-1."""
    return make_case(["A-1,10", "B-2,5"], ["A-1,7", "B-2,5"])


@pytest.fixture(scope="session")
def big() -> dict[str, Any]:
    """So many rows that a run takes a while."""
    rows = [f"SKU-{i:07},{i % 97}" for i in range(400_000)]
    return make_case(rows, rows)


@pytest.fixture(scope="session")
def acme_la() -> Path:
    folder = ROOT / "examples" / "cases" / "acme-la"
    assert (folder / "trueup.toml").is_file(), f"the example case is missing: {folder}"
    return folder


@pytest.fixture(scope="session")
def build() -> Path:
    folder = Path(os.environ.get("TRUEUP_BUILD", ROOT / "build" / "dev"))
    assert (folder / "trueup").is_file(), f"no build in {folder}; set TRUEUP_BUILD"
    return folder
