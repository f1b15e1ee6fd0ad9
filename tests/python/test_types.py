"""The types that the package promises: its own code under mypy --strict, the stub against the binary module."""

from __future__ import annotations

import os
import subprocess
import sys

from python_cases import ROOT


def run(*arguments: str) -> None:
    environment = {**os.environ, "MYPYPATH": str(ROOT / "python"), "PYTHONPATH": str(ROOT / "python")}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_package_is_typed() -> None:
    run("mypy", "--strict", "python/trueup")


def test_stub_tells_the_truth() -> None:
    run("mypy.stubtest", "trueup", "--allowlist", "tests/python/stubtest_allow.txt")
