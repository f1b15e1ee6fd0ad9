"""X12 read twice: `trueup read` against the plain twin, on all golden files and on random interchanges with fixed seeds."""
import json
import os
import random
import subprocess
from pathlib import Path

import pytest
import x12_twin
from x12_writer import interchange, random_set

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
GOLDEN = sorted(path for path in (ROOT / "tests/golden/profiles").glob("x12.*/*")
                if path.suffix in (".edi", ".txt", ".x12") and path.name not in ("why.txt", "no_recognition.txt")
                and not list(path.parent.glob("*.toml")) and path.parent.name.split("+")[0][4:] in x12_twin.READERS)
KEYS = {"documents": "type id sku quantity quantity_ordered sku_ordered unit location reference order_reference lot line bucket tracking",
        "stock": "sku location unit lot on_hand available allocated unavailable quarantine in_transit on_order quantity",
        "states": "type id state", "messages": "kind group_control set_control status"}


def rows_of(stdout, kind):
    """The rows of `trueup read` with the columns that the twin reads; a document's own transmission is not among them."""
    rows = [json.loads(line) for line in stdout.decode().splitlines()]
    return sorted(json.dumps({"table": row["table"]} | {key: row[key] for key in KEYS[row["table"]].split() if key in row}, sort_keys=True)
                  for row in rows if "table" in row and (row["table"] != "messages" or kind == "997"))


def twin_rows(data, kind):
    """The rows of the sets of that kind."""
    return sorted(json.dumps(row, sort_keys=True) for read, rows in x12_twin.read(data) if read == kind for row in rows)


def trueup_rows(path, kind, profile=None):
    done = subprocess.run([BINARY, "read", path, "--profile", profile or f"x12.{kind}"], capture_output=True, timeout=120)
    assert done.returncode in (0, 3), done.stderr.decode()
    return rows_of(done.stdout, kind)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_golden(path):
    kind = path.parent.name.split("+")[0][4:]
    assert trueup_rows(path, kind) == twin_rows(path.read_bytes(), kind)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", sorted(x12_twin.READERS))
def test_random(kind, seed, tmp_path):
    chance = random.Random(f"{kind} {seed}")
    data = interchange(chance, kind, [random_set(chance, kind) for _ in range(chance.randint(1, 6))])
    path = tmp_path / "in.edi"
    path.write_bytes(data)
    expected = twin_rows(data, kind)
    assert expected or kind == "856"
    assert trueup_rows(path, kind) == expected
