"""Delimited files made to harm: lines without end, archives that unpack to anything. One clear error, in bounded memory and time."""
import gzip
import os
import resource
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
LONG = 256 << 20
ROOM = 96 << 20  # what the program may take besides the mapped file


def read(path, memory):
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))  # noqa: E731
    return subprocess.run([BINARY, "read", path, "--profile", "trueup.stock"], capture_output=True, timeout=60, preexec_fn=limit)


def write_long(path, start, repeated):
    with open(path, "wb") as out:
        out.write(start)
        for _ in range(LONG >> 20):
            out.write(repeated * ((1 << 20) // len(repeated)))


@pytest.mark.parametrize("start, repeated, said", [
    (b"", b"x", b"the first row does not end within 4 MiB"),
    (b"", b",", b"the first row does not end within 4 MiB"),
    (b'"', b"x", b"the first row does not end within 4 MiB"),
    (b'sku,location\nA,"', b"x", b"a quoted cell that starts in this row never ends"),
])
def test_line_without_end(tmp_path, start, repeated, said):
    write_long(tmp_path / "stock.csv", start, repeated)
    done = read(tmp_path / "stock.csv", LONG + ROOM)
    assert done.returncode == 2 and done.stdout == b""
    assert said in done.stderr and done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("repeated, code", [(b"x", b"cell_too_long"), (b",", b"row_ragged")])
def test_long_row_of_the_body(tmp_path, repeated, code):
    write_long(tmp_path / "stock.csv", b"sku,location\nA,X\n", repeated)
    with open(tmp_path / "stock.csv", "ab") as out:
        out.write(b"1\nB,Y\n")
    done = read(tmp_path / "stock.csv", LONG + ROOM)
    assert done.stdout.splitlines()[:2] == [b'{"table":"stock","sku":"A","location":"X"}', b'{"table":"stock","sku":"B","location":"Y"}']
    assert code in done.stdout and len(done.stdout) < 2000


def test_archives_that_unpack_to_anything(tmp_path):
    zeros = b"0" * (1 << 20)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as out, out.open("stock.csv", "w") as member:
        for _ in range(LONG >> 20):
            member.write(zeros)
    with gzip.open(tmp_path / "a.gz", "wb", compresslevel=9) as out:
        for _ in range(LONG >> 20):
            out.write(zeros)
    for name in ("a.zip", "a.gz"):
        done = read(tmp_path / name, 256 << 20)
        assert done.returncode == 2 and b"unpacks to far more than any export" in done.stderr


def test_old_macintosh_lines(tmp_path):
    (tmp_path / "stock.csv").write_bytes(b"sku,location\rA,X\rB,Y\r")
    done = read(tmp_path / "stock.csv", 1 << 30)
    assert done.returncode == 2 and b"lines end in CR alone" in done.stderr
