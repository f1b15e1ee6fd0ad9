"""What `check` says to input that is hostile or broken: a clear error or issue, in bounded memory, and the shipped broken case."""
import json
import os
import resource
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
HEAD = """[case]
name = "bad"
as_of = "2026-11-20T06:00:00Z"
[[system]]
id = "cin7"
role = "system_of_record"
dialect = "cin7_core"
timezone = "UTC"
[[system]]
id = "acme"
role = "execution"
dialect = "generic_wms"
timezone = "UTC"
"""
MAP = "from_system,from_value,to_system,to_value,valid_from,owner\n"


def check(folder, files, memory=None):
    """Runs `trueup check` on a case of these files: name -> (table, bytes)."""
    toml = HEAD
    for name, (table, content) in files.items():
        toml += f'[[input]]\ntable = "{table}"\nsystem = "cin7"\nfiles = ["{name}"]\n' if table in ("items", "item_units", "stock") else f'[[input]]\ntable = "{table}"\nfiles = ["{name}"]\n'
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "trueup.toml").write_text(toml)
    limit = (lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))) if memory else None
    return subprocess.run([BINARY, "check", folder, "--format", "json"], capture_output=True, timeout=120, preexec_fn=limit)


def issues(done):
    assert done.returncode in (0, 1), done.stderr
    return [(issue["code"], issue["row"], issue["column"]) for issue in json.loads(done.stdout)["issues"]]


def test_map_without_a_column(tmp_path):
    done = check(tmp_path, {"map.csv": ("sku_map", "from_system,from_value,to_system\nacme,1,cin7\n")})
    assert issues(done) == [("column_missing", 1, "to_value")]


def test_factor_of_one_to_zero(tmp_path):
    files = {"items.csv": ("items", "sku,base_unit\nA-1,EA\n"), "packs.csv": ("item_units", "sku,unit,numerator,denominator\nA-1,CASE,1,0\n")}
    assert issues(check(tmp_path, files)) == [("pack_not_positive", 2, "denominator")]
    files["packs.csv"] = ("item_units", "sku,unit,numerator,denominator\nA-1,CASE,1/0,1\n")
    assert issues(check(tmp_path, files)) == [("ratio_malformed", 2, "numerator")]


@pytest.mark.parametrize("date", ["2026-13-01", "31/12/2026", "soon", "2026-02-30T00:00:00Z"])
def test_date_that_is_none(tmp_path, date):
    found = issues(check(tmp_path, {"map.csv": ("sku_map", MAP + f"acme,1,cin7,A-1,{date},ops\n")}))
    assert ("time_malformed", 2, "valid_from") in found


def test_cycle_of_100000_rows(tmp_path):
    rows = "".join(f"cin7,C{i},cin7,C{(i + 1) % 100000},,ops\n" for i in range(100000))
    found = issues(check(tmp_path, {"map.csv": ("sku_map", MAP + rows)}, memory=1 << 30))
    assert [code for code, _, _ in found if code != "map_row_twice"] == ["map_cycle"]


def test_nul_in_a_sku(tmp_path):
    done = check(tmp_path, {"items.csv": ("items", b"sku,name\nA\0-1,Mug\nB-2,Tray\n")})
    assert done.returncode == 2 and done.stdout == b""
    assert b"items.csv: a NUL byte at offset 10" in done.stderr and done.stderr.count(b"\n") == 1


def test_name_of_10_megabytes(tmp_path):
    name = "wide mug " * (10 * 1024 * 1024 // 9)
    files = {"items.csv": ("items", f"sku,name,base_unit\nA-1,{name},EA\nA-2,Tray,EA\n")}
    assert issues(check(tmp_path, files, memory=1 << 30)) == []
    found = check(tmp_path, {"items.csv": ("items", f"sku,name\n{name},Mug\nA-2,Tray\n")}, memory=1 << 30)
    assert [code for code, _, _ in issues(found)] == ["sku_malformed"]


def test_shipped_broken_case():
    done = subprocess.run([BINARY, "check", ROOT / "examples/cases/before-go-live", "--format", "json"], capture_output=True, timeout=60)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert [issue["code"] for issue in report["issues"]] == [
        "auto_stage_at_external", "pack_not_positive", "sku_map_crossed", "barcode_invalid", "item_status_differs", "pack_inexact",
        "release_misses_cutoff", "sku_partner_missing"]
    partnerless = report["issues"][-1]
    assert partnerless["value"] == "LAMP-BRS"
    assert partnerless["affected"] == {"documents": 2, "orders": 2, "currency": "USD", "money": "267.00"}
    assert [(route["from"], route["to"], route["worst_seconds"]) for route in report["staleness"]] == [("acme", "cin7", 3600)]
