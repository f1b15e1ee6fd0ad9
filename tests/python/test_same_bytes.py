"""One case, the same bytes from the command, the library in C and this package."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
import trueup

PYTHON = Path(trueup.__file__).resolve().parents[1]


def run_json(*program: str | Path, case: Path) -> tuple[bytes, int]:
    environment = {**os.environ, "PYTHONPATH": str(PYTHON)}
    done = subprocess.run(
        [*program, "run", case, "--format", "json"], stdout=subprocess.PIPE, env=environment, timeout=120
    )
    return done.stdout, done.returncode


def summary_from_c(build: Path, case: Path) -> tuple[bytes, int]:
    """The C interface through ctypes."""
    library = ctypes.CDLL(str(build / "capi" / "libtrueup.so"))
    handle, job, run, text = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_char_p()
    length, finished = ctypes.c_size_t(), ctypes.c_uint32()
    path = os.fsencode(case)
    by = ctypes.byref
    assert library.trueup_case_from_folder(path, ctypes.c_size_t(len(path)), by(handle), None) == 0
    assert library.trueup_job_start_reconcile(handle, None, by(job), None) == 0
    assert library.trueup_job_wait(job, ctypes.c_int64(-1), by(finished), None) == 0
    assert library.trueup_job_result(job, by(run), None) == 0
    assert library.trueup_reconciliation_summary_json(run, by(text), by(length), None) == 0
    summary = ctypes.string_at(text, length.value)
    exit_code = library.trueup_reconciliation_exit_code(run)
    library.trueup_reconciliation_destroy(by(run))
    library.trueup_job_destroy(by(job))
    library.trueup_case_destroy(by(handle))
    return summary, exit_code


def from_python(case: Path) -> tuple[bytes, int]:
    run = trueup.reconcile(case)
    return run.summary_json.encode("utf-8", "surrogateescape"), run.exit_code


def test_c(build: Path, acme_la: Path) -> None:
    assert summary_from_c(build, acme_la) == from_python(acme_la)


def test_command(build: Path, acme_la: Path) -> None:
    assert run_json(build / "trueup", case=acme_la) == from_python(acme_la)


def test_command_of_the_package(acme_la: Path) -> None:
    assert run_json(sys.executable, "-m", "trueup", case=acme_la) == from_python(acme_la)


@pytest.mark.parametrize("arguments", [["--version"], ["no-such-verb"]])
def test_command_is_the_same_program(build: Path, arguments: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PYTHON)}

    def run(*program: str | Path) -> tuple[int, bytes, bytes]:
        done = subprocess.run([*program, *arguments], capture_output=True, env=environment, timeout=60)
        return done.returncode, done.stdout, done.stderr

    assert run(build / "trueup") == run(sys.executable, "-m", "trueup")


def test_example_in_python(acme_la: Path) -> None:
    example = PYTHON.parent / "examples" / "python" / "reconcile.py"
    environment = {**os.environ, "PYTHONPATH": str(PYTHON)}
    done = subprocess.run(
        [sys.executable, example, acme_la, "--json"], stdout=subprocess.PIPE, env=environment, timeout=120
    )
    assert (done.stdout, done.returncode) == from_python(acme_la)
