#!/usr/bin/env python3
"""CSV to typed columns beside pyarrow, polars and DuckDB, each on one thread.

The file is a stock table as a warehouse exports it: by location, so that a SKU comes back after thousands of others; ids,
lots, decimals, some quoted cells. trueup interns texts and reads exact decimals; each peer also runs in the faster way it
offers (binary floats, plain strings). Answers are compared with what the generator added up (rows, the sum of each numeric
column, distinct keys) before anything is timed; then runs alternate. What is timed is processor time, of all threads of a process:
the same on a machine that also does something else. Medians, extremes and ratios come as text and as JSON.

    python3 -m venv /tmp/readvenv && /tmp/readvenv/bin/pip install pyarrow polars duckdb
    cmake --preset bench && cmake --build --preset bench --target csv_read_time
    /tmp/readvenv/bin/python benchmarks/peers/read_vs_peers.py --program build/bench/benchmarks/csv_read_time
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "1"
TEXTS = ["sku", "location", "unit", "lot", "bin"]
NUMBERS = {"on_hand": 4, "allocated": 4, "available": 4, "unit_cost": 7}
COLUMNS = [*TEXTS, *NUMBERS]
LOCATIONS = ["Main Warehouse", "Acme LA", "Acme Dallas", "North DC"]


def make_file(path, rows):
    """Writes the table once; the truth stands beside it."""
    truth_path = path.with_suffix(".json")
    if path.exists() and truth_path.exists():
        return json.loads(truth_path.read_text())
    rng = random.Random(7)
    sums = dict.fromkeys(NUMBERS, 0)
    codes = [f"{rng.choice('ABCDEFGH')}{rng.randrange(10**7):07}-{rng.choice(['BLK', 'WHT', 'RED', 'XL', '12'])}" for _ in range(rows // len(LOCATIONS))]
    codes = sorted(set(codes))
    count = 0
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(",".join(COLUMNS) + "\n")
        for location in LOCATIONS:
            for code in codes:
                hand, taken = rng.randrange(5000), rng.randrange(100)
                printed = [f"{hand}", f"{taken}.00", f"{hand - taken}.0000", f"{rng.randrange(1, 99999)}.{rng.randrange(10**4):04}"]
                lot = f"L{rng.randrange(rows // 10):06}" if rng.random() < 0.5 else ""
                name = f'"{code}, boxed"' if rng.random() < 0.03 else code
                out.write(f"{name},{location},{rng.choice(('EA', 'EA', 'EA', 'CASE'))},{lot},{rng.choice('ABCD')}-{rng.randrange(60):02}-{rng.randrange(20):02}," + ",".join(printed) + "\n")
                for column, text in zip(NUMBERS, printed):
                    sums[column] += int(Decimal(text).scaleb(NUMBERS[column]))
                count += 1
    truth = {"rows": count, "sums": sums}
    truth_path.write_text(json.dumps(truth))
    return truth


class Trueup:
    """A csv_read_time process that makes one run for each line it is sent."""

    name = "trueup"

    def __init__(self, program, path):
        self.process = subprocess.Popen([program, path, "--wait"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.last = None

    def run(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.last = json.loads(self.process.stdout.readline())
        return self.last["seconds"]

    def answer(self):
        return {"rows": self.last["rows"], "sums": {name: self.last[f"sum_{name}"] for name in NUMBERS}, "keys": self.last["keys"]}


class Arrow:
    def __init__(self, path, exact):
        import pyarrow
        import pyarrow.csv as arrow_csv
        pyarrow.set_cpu_count(1)
        self.name = "pyarrow " + pyarrow.__version__ + (" decimal" if exact else " float")
        types = {name: pyarrow.string() for name in TEXTS}
        types |= {name: pyarrow.decimal128(18, places) if exact else pyarrow.float64() for name, places in NUMBERS.items()}
        self.read = lambda: arrow_csv.read_csv(path, read_options=arrow_csv.ReadOptions(use_threads=False), convert_options=arrow_csv.ConvertOptions(column_types=types))
        self.table = None

    def run(self):
        self.table = None
        start = time.process_time()
        self.table = self.read()
        return time.process_time() - start

    def answer(self):
        import pyarrow.compute as compute
        keys = self.table.group_by(["sku", "location"]).aggregate([]).num_rows
        return {"rows": self.table.num_rows, "sums": {name: scaled(compute.sum(self.table[name]).as_py(), name) for name in NUMBERS}, "keys": keys}


class Polars:
    def __init__(self, path, exact):
        import polars
        assert polars.thread_pool_size() == 1
        self.name = "polars " + polars.__version__ + (" decimal" if exact else " float")
        schema = {name: polars.String for name in TEXTS} | {name: polars.Decimal(18, places) if exact else polars.Float64 for name, places in NUMBERS.items()}
        self.read = lambda: polars.read_csv(path, schema=schema)
        self.frame = None

    def run(self):
        self.frame = None
        start = time.process_time()
        self.frame = self.read()
        return time.process_time() - start

    def answer(self):
        return {"rows": self.frame.height, "sums": {name: scaled(self.frame[name].sum(), name) for name in NUMBERS}, "keys": self.frame.select(["sku", "location"]).n_unique()}


class DuckDB:
    def __init__(self, path, exact):
        import duckdb
        self.name = "duckdb " + duckdb.__version__ + (" decimal" if exact else " float")
        self.connection = duckdb.connect(config={"threads": 1})
        types = {name: "VARCHAR" for name in TEXTS} | {name: f"DECIMAL(18, {places})" if exact else "DOUBLE" for name, places in NUMBERS.items()}
        fields = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
        self.sql = f"CREATE OR REPLACE TEMP TABLE stock AS SELECT * FROM read_csv('{path}', header=true, delim=',', quote='\"', escape='\"', columns={{{fields}}})"

    def run(self):
        self.connection.execute("DROP TABLE IF EXISTS stock")
        start = time.process_time()
        self.connection.execute(self.sql).fetchall()
        return time.process_time() - start

    def answer(self):
        sums = ", ".join(f"sum({name})" for name in NUMBERS)
        rows, keys, *found = self.connection.execute(f"SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT sku, location FROM stock)), {sums} FROM stock").fetchone()
        return {"rows": rows, "sums": {name: scaled(value, name) for name, value in zip(NUMBERS, found)}, "keys": keys}


def scaled(value, name):
    return int(value.scaleb(NUMBERS[name])) if isinstance(value, Decimal) else value * 10 ** NUMBERS[name]


def agrees(answer, truth):
    """Exact for exact figures; floats may differ by their rounding."""
    near = all(found == truth["sums"][name] or isinstance(found, float) and abs(found / truth["sums"][name] - 1) < 1e-9 for name, found in answer["sums"].items())
    return near and answer["rows"] == truth["rows"] == answer["keys"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/trueup-read"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / f"stock_{options.rows}.csv"
    truth = make_file(path, options.rows)
    size = path.stat().st_size / 1e6
    programs = [Trueup(options.program, str(path))]
    programs += [peer(str(path), exact) for peer in (Arrow, Polars, DuckDB) for exact in (True, False)]
    print(f"{truth['rows']} rows, {size:.0f} MB, one thread")
    timed = []
    for program in programs:
        try:
            program.run()
            right = agrees(program.answer(), truth)
        except Exception as fault:  # a peer that cannot read the file is named, not timed
            print(f"{program.name:<28} cannot: {str(fault).splitlines()[0]}")
            continue
        if right:
            timed.append(program)
        else:
            print(f"{program.name:<28} WRONG {program.answer()}")
    if not timed or timed[0] is not programs[0]:
        return 1
    seconds = {program.name: [] for program in timed}
    for _ in range(options.runs):
        for program in timed:
            seconds[program.name].append(program.run())
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    best = min(value for name, value in medians.items() if name != "trueup")
    for name, values in seconds.items():
        print(f"{name:<28} {medians[name]:8.3f} s   {min(values):.3f} .. {max(values):.3f}   {size / medians[name]:7.0f} MB/s   {medians[name] / medians['trueup']:.2f}x")
    print(f"best peer / trueup: {best / medians['trueup']:.2f}")
    if options.json:
        options.json.write_text(json.dumps({"rows": truth["rows"], "megabytes": size, "seconds": seconds}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
