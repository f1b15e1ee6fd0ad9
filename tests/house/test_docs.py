"""The pages that are written from the sources are up to date."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_written_pages_are_up_to_date():
    run = subprocess.run([sys.executable, ROOT / "scripts" / "write_docs.py", "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
