"""What the tests of the generated example cases share: running trueup, its rows and its findings."""
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "examples" / "cases"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()


def trueup(*arguments, code=0):
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == code, f"exit {done.returncode}, not {code}: {done.stderr}"
    return done.stdout


def read_rows(path, profile, table, **wanted):
    """The rows of one table that `trueup read` makes of a file, those with the wanted values."""
    rows = [json.loads(line) for line in trueup("read", path, "--profile", profile).splitlines()]
    return [row for row in rows if row.get("table") == table and all(row.get(k) == v for k, v in wanted.items())]


def read_all(folder, pattern, profile, table, **wanted):
    paths = sorted(folder.glob(pattern))
    assert paths, pattern
    return [row for path in paths for row in read_rows(path, profile, table, **wanted)]


def generate(script, out, *arguments):
    subprocess.run([sys.executable, "-B", CASES / script, out, *map(str, arguments)], check=True)
    return out


def truth_of(folder):
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def relative_files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def number(text):
    return Decimal(text)


def total(quantities):
    return sum(map(Decimal, quantities), Decimal(0))


def sums(rows, *keys, of="quantity"):
    """{key: sum of the figure}; a key is one column's text or a tuple of them."""
    found = {}
    for row in rows:
        key = tuple(row.get(k) or "" for k in keys) if len(keys) > 1 else row.get(keys[0]) or ""
        found[key] = found.get(key, Decimal(0)) + Decimal(row[of])
    return found


def units(value):
    """A generator's figure, an integer in 1/10000."""
    return Decimal(value) / 10_000


# --- findings

def key_of(key):
    return key["pair"]["other"], key["sku"]


def bridge(summary):
    """{(other system, SKU): the key's bridge}"""
    keys = summary["bridge"]["keys"]
    by_key = {key_of(key): key for key in keys}
    assert len(by_key) == len(keys)
    return by_key


def assert_bridge_closes(key):
    parts = total(part["quantity"] for part in key["parts"])
    rest = total((key["undecided"], key["remainder"], key["unexplained"]))
    assert parts + rest == number(key["delta"]) == number(key["book"]) - number(key["other"]), key


def causes(finding):
    return {cause["code"] for cause in finding["causes"]}


def findings_at(summary, keys):
    """The findings that name one of the keys, (other system, SKU)."""
    return [finding for finding in summary["findings"]
            if any((finding["pair"]["other"], key["sku"]) in keys for key in finding["keys"])]


def explained(summary, key):
    """{cause or None: quantity} of a key's parts, and what is left of it."""
    listed = bridge(summary).get(key)
    parts = {}
    for part in listed["parts"] if listed else []:
        parts[part["cause"]] = parts.get(part["cause"], Decimal(0)) + number(part["quantity"])
    return parts
