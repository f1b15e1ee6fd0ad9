#!/usr/bin/env python3
"""P1 of the performance plan beside DuckDB: two CSV exports in any order, from their bytes to the difference.

Makes the data (the same for the same --rows and --seed), checks the answers of both programs against a plain Python
twin, then alternates their runs and prints medians, extremes and the ratio, as text and as JSON.

    python3 -m venv /tmp/duckvenv && /tmp/duckvenv/bin/pip install duckdb
    cmake --preset bench && cmake --build --preset bench --target diff_time
    /tmp/duckvenv/bin/python benchmarks/peers/diff_vs_duckdb.py --program build/bench/benchmarks/diff_time
"""

import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

COLUMNS = ["sku", "location", "lot", "description", "on_hand", "allocated", "available", "unit_cost", "updated_at"]
KEY = "sku"
WORDS = ["Mug", "Lamp", "Chair", "Cable", "Shelf", "Towel", "Kettle", "Knife", "Plate", "Clock"]
COLOURS = ["blue", "red", "green", "black", "white", "oak", "steel"]


def make_row(number, rng):
    """One stock line of about 75 bytes; the description is odd in a few per cent of the rows."""
    on_hand = rng.randrange(5000)
    allocated = rng.randrange(on_hand + 1) if rng.random() < 0.4 else 0
    description = f"{rng.choice(WORDS)} {rng.choice(COLOURS)}"
    odd = rng.random()
    if odd < 0.04:
        description = description.replace(" ", ", ")  # must be quoted
    elif odd < 0.05:
        description = f'12" {description}'  # must be quoted, and the quote doubled
    elif odd < 0.07:
        description = ""
    return [
        f"SKU{number:07d}", f"WH-{rng.randrange(12):02d}", f"L{rng.randrange(240000, 250000)}", description, str(on_hand),
        str(allocated), str(on_hand - allocated), f"{rng.randrange(100, 99999) / 100:.2f}",
        f"2025-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}T{rng.randrange(24):02d}:00",
    ]


def changed_row(row, rng):
    """The row with one or two other cells."""
    row = list(row)
    for column in rng.sample([1, 2, 4, 5, 6, 7], rng.choice([1, 1, 1, 2])):
        row[column] = row[column] + "1" if rng.random() < 0.5 or not row[column] else "9" + row[column]
    return row


def cell(text, always):
    if always or "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def write_file(path, rows, rng):
    """Two per cent of the descriptions are quoted without need: another spelling of the same text."""
    with open(path, "w", newline="", encoding="utf-8") as out:
        out.write(",".join(COLUMNS) + "\r\n")
        for row in rows:
            always = rng.random() < 0.02 and row[3] != ""
            out.write(",".join(cell(text, always and i == 3) for i, text in enumerate(row)) + "\r\n")


def make_data(folder, rows, seed, shuffled):
    before, after = folder / f"before_{rows}_{seed}_{shuffled:d}.csv", folder / f"after_{rows}_{seed}_{shuffled:d}.csv"
    if before.exists() and after.exists():
        return before, after
    rng = random.Random(seed)
    old = [make_row(i, rng) for i in range(rows)]
    new = []
    for row in old:
        luck = rng.random()
        if luck >= 0.002:  # 0.2 % are gone
            new.append(changed_row(row, rng) if luck < 0.012 else row)
    new += [make_row(rows + i, rng) for i in range(rows * 2 // 1000)]
    if shuffled:
        rng.shuffle(old)
        rng.shuffle(new)
    for path, lines in ((before, old), (after, new)):
        write_file(path.with_suffix(".part"), lines, rng)
        path.with_suffix(".part").rename(path)
    return before, after


def twin(before, after):
    """The answer by a dictionary: counts, and every changed cell as (key, column, before, after)."""
    def lines(path):
        with open(path, newline="", encoding="utf-8") as source:
            reader = csv.reader(source)
            next(reader)
            for row in reader:
                yield row[0], "\x1f".join(row)
    old = dict(lines(before))
    counts = dict.fromkeys(["added", "removed", "changed", "changed_cells", "unchanged"], 0)
    cells = []
    for key, line in lines(after):
        previous = old.pop(key, None)
        if previous is None:
            counts["added"] += 1
        elif previous == line:
            counts["unchanged"] += 1
        else:
            counts["changed"] += 1
            pairs = zip(COLUMNS, previous.split("\x1f"), line.split("\x1f"))
            cells += [(key, column, x, y) for column, x, y in pairs if x != y]
    counts["removed"] = len(old)
    counts["changed_cells"] = len(cells)
    return counts, sorted(cells)


class Trueup:
    """A diff_time process that makes one run for each line it is sent."""

    name = "trueup"

    def __init__(self, program, before, after, threads, changes):
        self.changes = changes
        self.process = subprocess.Popen(
            [program, before, after, "--key", KEY, "--threads", str(threads), "--wait", "--changes", changes],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def answer(self):
        counts = self.run()
        with open(self.changes, encoding="utf-8") as source:
            changes = json.load(source)["changes"]
        cells = [(c["key"], c["column"], c["before"] or "", c["after"] or "") for c in changes if c["kind"] == "changed"]
        return counts, sorted(cells)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class DuckDB:
    """FULL OUTER JOIN of two read_csv, to counts and to a table of the rows that differ."""

    name = "duckdb"

    def __init__(self, before, after, threads):
        import duckdb
        self.version = duckdb.__version__
        self.connection = duckdb.connect(config={"threads": threads})
        fields = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
        read = "SELECT *, true AS here FROM read_csv('{}', header=true, delim=',', quote='\"', escape='\"', columns={{{}}})"
        differs = [f"b.{name} IS DISTINCT FROM a.{name}" for name in COLUMNS if name != KEY]
        joined = (f"FROM ({read.format(before, fields)}) b FULL OUTER JOIN ({read.format(after, fields)}) a "
                  f"ON b.{KEY} IS NOT DISTINCT FROM a.{KEY}")
        both, any_differs = "b.here AND a.here", "(" + " OR ".join(differs) + ")"
        cells = " + ".join(f"({d})::INT" for d in differs)
        self.counts_sql = (
            f"SELECT count(*) FILTER (b.here IS NULL), count(*) FILTER (a.here IS NULL), "
            f"count(*) FILTER ({both} AND {any_differs}), coalesce(sum({cells}) FILTER ({both}), 0)::BIGINT, "
            f"count(*) FILTER ({both} AND NOT {any_differs}) {joined}")
        named = ", ".join(f"{side}.{name} AS {side}_{name}" for side in "ba" for name in COLUMNS)
        self.rows_sql = (f"CREATE OR REPLACE TEMP TABLE delta AS SELECT b.here AS b_here, a.here AS a_here, {named} {joined} "
                         f"WHERE b.here IS NULL OR a.here IS NULL OR {any_differs}")

    def run(self, sql):
        start, processor = time.perf_counter(), time.process_time()  # process_time: of all threads
        rows = self.connection.execute(sql).fetchall()
        return time.perf_counter() - start, time.process_time() - processor, rows

    def answer(self):
        names = ["added", "removed", "changed", "changed_cells", "unchanged"]
        counts = dict(zip(names, self.run(self.counts_sql)[2][0]))
        self.run(self.rows_sql)
        cells = []
        for row in self.connection.execute("SELECT * FROM delta WHERE b_here AND a_here").fetchall():
            old, new = row[2:2 + len(COLUMNS)], row[2 + len(COLUMNS):]
            cells += [(old[0], name, x or "", y or "") for name, x, y in zip(COLUMNS, old, new) if x != y]
        return counts, sorted(cells)


def check(name, answer, truth):
    counts, cells = answer
    wrong = {k: (counts[k], v) for k, v in truth[0].items() if counts[k] != v}
    if wrong or cells != truth[1]:
        print(f"{name}: WRONG {wrong or 'changed cells differ'}", file=sys.stderr)
    return not wrong and cells == truth[1]


def spread(seconds):
    return {"median": statistics.median(seconds), "min": min(seconds), "max": max(seconds)}


def shown(name, figures):
    return f"{name:<28} {figures['median']:8.3f} s   {figures['min']:.3f} .. {figures['max']:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the diff_time executable")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-order", action="store_true", help="rows in the order of the key (P2)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/trueup-bench"))
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()

    options.folder.mkdir(parents=True, exist_ok=True)
    before, after = make_data(options.folder, options.rows, options.seed, not options.in_order)
    truth = twin(before, after)
    trueup = Trueup(options.program, before, after, options.threads, options.folder / "changes.json")
    duckdb = DuckDB(before, after, options.threads)
    right = {peer.name: check(peer.name, peer.answer(), truth) for peer in (trueup, duckdb)}

    load = os.getloadavg()[0]
    ours, counts, rows = [], [], []
    for _ in range(options.runs):
        ours.append(trueup.run())
        counts.append(duckdb.run(duckdb.counts_sql))
        rows.append(duckdb.run(duckdb.rows_sql))
    trueup.close()

    wall = {
        "trueup": {part: spread([run[part] for run in ours]) for part in ("decode", "diff", "json")}
        | {"to_counts": spread([run["decode"] + run["diff"] for run in ours]), "to_rows": spread([run["total"] for run in ours])},
        "duckdb": {"to_counts": spread([run[0] for run in counts]), "to_rows": spread([run[0] for run in rows])},
    }
    processor = {"trueup": {"to_rows": spread([run["processor"] for run in ours])},
                 "duckdb": {"to_rows": spread([run[1] for run in rows])}}
    memory = (ours[-1]["peak_bytes"] - ours[-1]["file_bytes"]) / (ours[-1]["rows_before"] + ours[-1]["rows_after"])

    def ratio(figures, part):
        return figures["duckdb"][part]["median"] / figures["trueup"][part]["median"]

    figures = {
        "rows": options.rows, "threads": options.threads, "shuffled": not options.in_order, "runs": options.runs,
        "bytes": before.stat().st_size + after.stat().st_size, "duckdb_version": duckdb.version, "right": right,
        "load_before": load, "load_after": os.getloadavg()[0], "seconds": wall, "processor_seconds": processor,
        "ratio": {"to_counts": ratio(wall, "to_counts"), "to_rows": ratio(wall, "to_rows"),
                  "processor_to_rows": ratio(processor, "to_rows")},
        "anonymous_bytes_per_row_and_side": memory,
    }
    for name, parts in wall.items():
        for part, values in parts.items():
            print(shown(f"{name} {part}", values))
    for name in processor:
        print(shown(f"{name} to_rows, processor", processor[name]["to_rows"]))
    for part, value in figures["ratio"].items():
        print(f"DuckDB {duckdb.version} / trueup, {part}: {value:.2f}")
    print(f"right: {right}; {memory:.0f} bytes of anonymous memory a row and side; "
          f"load {load:.2f} before, {figures['load_after']:.2f} after")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if all(right.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
