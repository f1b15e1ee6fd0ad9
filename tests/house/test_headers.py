"""Each header compiles alone, twice in one file; trueup.h as C99, C11 and C++ as well.

A private header whose body includes it first has been compiled alone by the build.
"""

from __future__ import annotations

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CXX, CC = os.environ.get("CXX", "g++"), os.environ.get("CC", "gcc")
PUBLIC = sorted((ROOT / "include").rglob("*.hpp"))


def proven_by_its_body(header: Path) -> bool:
    body = header.with_suffix(".cpp")
    first = re.search(r'^#include\s+["<](.+)[">]', body.read_text(encoding="utf-8"), re.MULTILINE) if body.exists() else None
    return first is not None and first[1].endswith(header.name)


PRIVATE = sorted(header for header in (ROOT / "src").rglob("*.hpp") if not proven_by_its_body(header))
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def compile_alone(compiler: str, arguments: list[str], include: str) -> str:
    """The compiler's complaints; empty when there are none."""
    done = subprocess.run([compiler, "-fsyntax-only", *WARNINGS, *arguments, "-"], cwd=ROOT, text=True, capture_output=True,
                          input=f'#include "{include}"\n#include "{include}"\n', timeout=120)
    return done.stderr or ("" if done.returncode == 0 else f"exit {done.returncode}")


def compile_header(path: Path) -> str:
    folders = ["-Iinclude"] if path in PUBLIC else ["-Iinclude", "-Isrc"]
    root = ROOT / "include" if path in PUBLIC else ROOT / "src"
    return compile_alone(CXX, ["-std=c++20", "-xc++", *folders], path.relative_to(root).as_posix())


@cache
def complaints() -> dict[Path, str]:
    headers = PUBLIC + PRIVATE
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(headers, pool.map(compile_header, headers)))


@pytest.mark.parametrize("header", PUBLIC, ids=lambda path: path.relative_to(ROOT / "include").as_posix())
def test_public_header_stands_alone(header: Path) -> None:
    assert complaints()[header] == ""


@pytest.mark.parametrize("header", PRIVATE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_private_header_stands_alone(header: Path) -> None:
    assert complaints()[header] == ""


@pytest.mark.parametrize("standard", ["c99", "c11", "c++11", "c++20"])
def test_c_header_stands_alone(standard: str) -> None:
    compiler, language = (CXX, "-xc++") if "++" in standard else (CC, "-xc")
    assert compile_alone(compiler, [f"-std={standard}", language, "-pedantic-errors", "-Icapi/include"], "trueup.h") == ""


def test_c_header_includes_two_headers_only() -> None:
    names = re.findall(r"#\s*include\s*(\S+)", (ROOT / "capi/include/trueup.h").read_text(encoding="utf-8"))
    assert sorted(names) == ["<stddef.h>", "<stdint.h>"]
