#!/usr/bin/env python3
"""Cin7 availability pages from bytes to columns, beside orjson into polars; one thread each.

Both answers are compared (rows, letters of SKUs and locations, exact sums) before anything is timed; then runs alternate, of
CPU seconds, and medians, extremes and the ratio come as text and as JSON. trueup also checks totals, page numbers and that no
record repeats, undoes repeated figures, and keeps numbers as they are printed; orjson makes doubles of them.

    python3 -m venv /tmp/jsonvenv && /tmp/jsonvenv/bin/pip install orjson polars
    cmake --preset bench && cmake --build --preset bench --target json_read_time
    /tmp/jsonvenv/bin/python benchmarks/peers/json_vs_peers.py --program build/bench/benchmarks/json_read_time
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "1"
import orjson  # noqa: E402
import polars  # noqa: E402

COLUMNS = {"SKU": polars.String, "Location": polars.String, "Bin": polars.String, "Batch": polars.String, "ExpiryDate": polars.String, "OnHand": polars.Float64,
           "Allocated": polars.Float64, "Available": polars.Float64, "InTransit": polars.Float64, "OnOrder": polars.Float64, "StockOnHand": polars.Float64}


def peer(pages):
    """One frame of all pages; the columns that trueup's profile reads."""
    return polars.concat([polars.from_dicts(orjson.loads(page)["ProductAvailabilityList"], schema=COLUMNS) for page in pages])


def decimal_text(ten_thousandths):
    text = f"{ten_thousandths // 10000}.{ten_thousandths % 10000:04d}"
    return text.rstrip("0").rstrip(".")


def answer_of(frame):
    cents = frame.select((polars.col("StockOnHand") * 100).round().cast(polars.Int64).sum()).item()
    letters = frame.select(polars.col("SKU").str.len_bytes().sum() + polars.col("Location").str.len_bytes().sum()).item()
    return {"rows": frame.height, "letters": letters, "on_hand": decimal_text(int(frame["OnHand"].sum()) * 10000), "value": decimal_text(cents * 100)}


def run_program(program, options):
    done = subprocess.run([program, *options], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def summary(speeds):
    return {"median": round(statistics.median(speeds), 1), "least": round(min(speeds), 1), "most": round(max(speeds), 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--page", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    shape = ["--rows", str(options.rows), "--page", str(options.page)]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([options.program, *shape, "--write", folder], check=True)
        pages = [path.read_bytes() for path in sorted(Path(folder).glob("*.json"))]
    size = sum(map(len, pages))
    ours = run_program(options.program, [*shape, "--runs", "1"])[0]["answer"]
    theirs = answer_of(peer(pages))
    if ours != theirs:
        sys.exit(f"the answers differ: trueup {ours}, orjson and polars {theirs}")
    speeds = {"trueup rows": [], "trueup records": [], "orjson + polars": []}
    for _ in range(options.runs):
        # The first run of a process warms its memory; the second counts.
        run = run_program(options.program, [*shape, "--runs", "2"])[-1]
        speeds["trueup rows"].append(size / run["rows_s"] / 1e6)
        speeds["trueup records"].append(size / run["records_s"] / 1e6)
        start = time.process_time()
        peer(pages)
        speeds["orjson + polars"].append(size / (time.process_time() - start) / 1e6)
    result = {name: summary(one) for name, one in speeds.items()}
    for name, one in result.items():
        print(f"{name:16} {one['median']:8.0f} MB/s   {one['least']:.0f} .. {one['most']:.0f}")
    ratio = result["trueup records"]["median"] / result["orjson + polars"]["median"]
    print(f"{ratio:.1f} times orjson + polars, to typed columns")
    print(json.dumps({"rows": options.rows, "page": options.page, "bytes": size, "MB/s": result, "versions": {"orjson": orjson.__version__, "polars": polars.__version__}}))


if __name__ == "__main__":
    main()
