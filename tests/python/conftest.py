"""Cases and paths that the tests share. TRUEUP_BUILD names the build folder (default: build/dev)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from python_cases import ROOT, make_case


@pytest.fixture
def tiny() -> dict[str, Any]:
    """Book and 3PL differ by 3 units of A-1."""
    return make_case(["A-1,10", "B-2,5"], ["A-1,7", "B-2,5"])


@pytest.fixture(scope="session")
def big() -> dict[str, Any]:
    """So many rows that a run takes a while."""
    rows = [f"SKU-{i:07},{i % 97}" for i in range(1_200_000)]
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
