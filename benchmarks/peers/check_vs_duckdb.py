#!/usr/bin/env python3
"""`validate` beside DuckDB: item lists, SKU map and packs that are in memory already, to what is wrong with them.

DuckDB answers the same anti-joins and duplicate checks, and no more; trueup runs all its checks. Both answers are compared
with a twin of plain Python sets, and with what the generator planted, before anything is timed; then runs alternate.
Medians, extremes and the ratio come as text and as JSON.

    python3 -m venv /tmp/duckvenv && /tmp/duckvenv/bin/pip install duckdb
    cmake --preset bench && cmake --build --preset bench --target check_time
    /tmp/duckvenv/bin/python benchmarks/peers/check_vs_duckdb.py --program build/bench/benchmarks/check_time
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from make_check_case import make_case  # noqa: E402

# What DuckDB is asked: one SELECT a question, of the value that is wrong. `status` and empty values as trueup reads them.
QUERIES = {
    "unmapped_other": """SELECT sku FROM items i ANTI JOIN sku_map m ON m.from_system = i.system AND m.from_value = i.sku
                         WHERE i.system = 'acme' AND i.status = 'active'""",
    "unmapped_book": """SELECT sku FROM items i ANTI JOIN sku_map m ON m.to_system = i.system AND m.to_value = i.sku
                        WHERE i.system = 'cin7' AND i.status = 'active'""",
    "target_absent": """SELECT to_value FROM sku_map m ANTI JOIN items i ON i.system = m.to_system AND i.sku = m.to_value""",
    "map_row_twice": """SELECT from_value FROM sku_map
                        GROUP BY from_system, from_value, to_system, to_value, valid_from HAVING count(*) > 1""",
    "one_to_many": """SELECT from_value FROM sku_map
                      GROUP BY from_system, from_value, to_system, valid_from HAVING count(DISTINCT to_value) > 1""",
    "many_to_one": """SELECT to_value FROM sku_map
                      GROUP BY from_system, to_system, to_value HAVING count(DISTINCT from_value) > 1""",
    "item_twice": "SELECT sku FROM items GROUP BY system, sku HAVING count(*) > 1",
    "barcode_shared": """SELECT barcode FROM items WHERE status = 'active' AND barcode <> ''
                         GROUP BY system, barcode HAVING count(DISTINCT sku) > 1""",
    "factor_missing": """SELECT sku FROM items i ANTI JOIN item_units u ON u.system = i.system AND u.sku = i.sku AND u.unit = i.cost_unit
                         WHERE i.cost_unit <> ''""",
    "factor_twice": """SELECT sku FROM item_units
                       GROUP BY system, sku, unit, valid_from HAVING count(DISTINCT numerator || '/' || denominator) > 1""",
}


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as source:
        yield from csv.DictReader(source)


def repeated(pairs):
    """Keys that stand with more than one value."""
    values = defaultdict(set)
    for key, value in pairs:
        values[key].add(value)
    return [key for key, found in values.items() if len(found) > 1]


def twin(folder):
    """The same questions by dictionaries and sets over the files: {question: sorted values}."""
    items = {system: list(rows_of(folder / f"{system}_items.csv")) for system in ("cin7", "acme")}
    sku_map, packs = list(rows_of(folder / "sku_map.csv")), list(rows_of(folder / "item_units.csv"))
    skus = {system: {row["sku"] for row in rows} for system, rows in items.items()}
    active = {system: {row["sku"]: row for row in rows if row["status"] == "active"} for system, rows in items.items()}
    mapped, targets = {row["from_value"] for row in sku_map}, {row["to_value"] for row in sku_map}
    dated = [((row["from_value"], row["valid_from"]), row["to_value"]) for row in sku_map]
    with_pack = {(row["sku"], row["unit"]) for row in packs}
    answers = {
        "unmapped_other": active["acme"].keys() - mapped,
        "unmapped_book": active["cin7"].keys() - targets,
        "target_absent": targets - skus["cin7"],
        "map_row_twice": [row[0][0] for row, count in Counter(dated).items() if count > 1],
        "one_to_many": [key[0] for key in repeated(dated)],
        "many_to_one": repeated((row["to_value"], row["from_value"]) for row in sku_map),
        "item_twice": [sku for rows in items.values() for sku, count in Counter(row["sku"] for row in rows).items() if count > 1],
        "barcode_shared": [code for rows in active.values()
                           for code in repeated((row["barcode"], row["sku"]) for row in rows.values() if row["barcode"])],
        "factor_missing": {row["sku"] for row in items["cin7"] if row["cost_unit"] and (row["sku"], row["cost_unit"]) not in with_pack},
        "factor_twice": [key[0] for key in repeated(((row["sku"], row["unit"]), (row["numerator"], row["denominator"])) for row in packs)],
    }
    return {name: sorted(values) for name, values in answers.items()}


def planted_answers(planted):
    """What the planted faults make of the questions."""
    book_of_twin = planted["spelt_differently"]
    return {name: sorted(values) for name, values in {
        "unmapped_other": planted["unmapped_other"] + [sku.lower() for sku in book_of_twin],
        "unmapped_book": planted["unmapped_book"] + book_of_twin,
        "target_absent": planted["target_absent"],
        "map_row_twice": planted["map_row_twice"],
        "one_to_many": planted["one_to_many"],
        "many_to_one": planted["many_to_one"] + planted["one_to_many_targets"],
        "item_twice": planted["book_twice"] + planted["other_twice"],
        "barcode_shared": planted["barcode_shared_book"] + planted["barcode_shared_other"],
        "factor_missing": planted["factor_missing"],
        "factor_twice": planted["factor_twice"],
    }.items()}


def planted_issues(planted):
    """What the planted faults make trueup say: {code: sorted values}, and nothing else. A code with two translations has
    none, so it is unmapped as well; whoever it was the partner of has lost it."""
    book_of_twin = planted["spelt_differently"]
    return {code: sorted(values) for code, values in {
        "sku_unmapped": planted["unmapped_other"] + planted["one_to_many"],
        "sku_twin": [sku.lower() for sku in book_of_twin],
        "sku_partner_missing": planted["unmapped_book"] + book_of_twin + planted["lost_by_conflict"],
        "sku_near_duplicate": planted["near_duplicate"],
        "item_twice": planted["book_twice"] + planted["other_twice"],
        "map_row_twice": planted["map_row_twice"],
        "map_conflict": planted["one_to_many"],
        "map_many_to_one": planted["many_to_one"],
        "map_target_absent": planted["target_absent"],
        "map_target_inactive": planted["target_inactive"],
        "barcode_shared": planted["barcode_shared_book"] + planted["barcode_shared_other"],
        "barcode_invalid": planted["barcode_invalid"],
        "barcode_missing": planted["barcode_missing"],
        "barcode_differs": planted["barcode_differs"],
        "pack_not_positive": planted["factor_zero"],
        "pack_conflict": planted["factor_twice"],
        "uom_factor_missing": planted["factor_missing"],
    }.items()}


class Trueup:
    """A check_time process that makes one run for each line it is sent."""

    name = "trueup"

    def __init__(self, program, folder):
        self.folder, self.issues = folder, folder / "issues.txt"
        self.process = subprocess.Popen([program, folder, "--wait", "--issues", self.issues], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def answer(self):
        self.run()
        skus = {name: [row["sku"] for row in rows_of(self.folder / name)] for name in ("cin7_items.csv", "acme_items.csv", "item_units.csv")}
        found = defaultdict(list)
        for line in self.issues.read_text(encoding="utf-8").splitlines():
            code, name, row, column, value = line.split("\t")
            if column in ("unit", "cost_unit", "numerator"):
                value = skus[name][int(row) - 2]  # of which item it is said
            elif code == "sku_near_duplicate":
                value = value.upper()  # either spelling may stand first
            found[code].append(value)
        return {code: sorted(values) for code, values in found.items()}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class DuckDB:
    """Tables in memory, loaded before; each question counts its answers."""

    name = "duckdb"

    def __init__(self, folder, threads):
        import duckdb
        self.version = duckdb.__version__
        self.connection = duckdb.connect(config={"threads": threads})
        read = "SELECT {} FROM read_csv('{}', header=true, all_varchar=true, nullstr='\\N')"
        load = {
            "items": " UNION ALL ".join(read.format(f"'{system}' AS system, *", folder / f"{system}_items.csv") for system in ("cin7", "acme")),
            "sku_map": read.format("*", folder / "sku_map.csv"),
            "item_units": read.format("'cin7' AS system, *, NULL AS valid_from", folder / "item_units.csv"),
        }
        for table, query in load.items():
            self.connection.execute(f"CREATE TABLE {table} AS {query}")

    def run(self):
        start, processor, parts = time.perf_counter(), time.process_time(), {}  # process_time: of all threads
        for name, query in QUERIES.items():
            before = time.perf_counter()
            self.connection.execute(f"SELECT count(*) FROM ({query})").fetchall()
            parts[name] = time.perf_counter() - before
        return {"total": time.perf_counter() - start, "processor": time.process_time() - processor, "parts": parts}

    def answer(self):
        return {name: sorted(row[0] for row in self.connection.execute(query).fetchall()) for name, query in QUERIES.items()}


def right(name, answer, truth):
    """Whether two answers name the same values, in the same numbers; says where they do not."""
    wrong = [key for key in sorted(answer.keys() | truth.keys()) if answer.get(key, []) != truth.get(key, [])]
    for key in wrong:
        found, wanted = answer.get(key, []), truth.get(key, [])
        surplus, missing = list((Counter(found) - Counter(wanted)).elements()), list((Counter(wanted) - Counter(found)).elements())
        print(f"{name}: {key}: {len(found)} for {len(wanted)}; too many {surplus[:3]}, missing {missing[:3]}", file=sys.stderr)
    return not wrong


def spread(seconds):
    return {"median": statistics.median(seconds), "min": min(seconds), "max": max(seconds)}


def shown(name, figures):
    return f"{name:<34} {figures['median']:8.3f} s   {figures['min']:.3f} .. {figures['max']:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the check_time executable")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-order", action="store_true", help="rows in the order of the SKUs")
    parser.add_argument("--threads", type=int, default=2, help="of DuckDB; trueup takes what the machine has")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/trueup-bench"))
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()

    folder = make_case(options.folder / f"check_{options.rows}_{options.seed}_{not options.in_order:d}", options.rows, options.seed, not options.in_order)
    planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    truth = twin(folder)
    trueup, duckdb = Trueup(options.program, folder), DuckDB(folder, options.threads)
    checked = {"twin": right("twin", truth, planted_answers(planted)), "duckdb": right("duckdb", duckdb.answer(), truth),
               "trueup": right("trueup", trueup.answer(), planted_issues(planted))}

    load = os.getloadavg()[0]
    ours, theirs = [], []
    for _ in range(options.runs):
        ours.append(trueup.run())
        theirs.append(duckdb.run())
    trueup.close()

    seconds = {"trueup": {part: spread([run[part] for run in ours]) for part in ("compile", "validate", "release", "total")},
               "duckdb": {name: spread([run["parts"][name] for run in theirs]) for name in QUERIES} | {"total": spread([run["total"] for run in theirs])}}
    processor = {"trueup": spread([run["processor"] for run in ours]), "duckdb": spread([run["processor"] for run in theirs])}
    theirs_median = seconds["duckdb"]["total"]["median"]
    figures = {
        "rows": options.rows, "threads": options.threads, "shuffled": not options.in_order, "runs": options.runs, "duckdb_version": duckdb.version,
        "right": checked, "load_before": load, "load_after": os.getloadavg()[0], "read_seconds": ours[0]["read"], "issues": ours[0]["issues"],
        "seconds": seconds, "processor_seconds": processor,
        "share_of_duckdb": {part: seconds["trueup"][part]["median"] / theirs_median for part in ("validate", "total")},
    }
    for name, parts in seconds.items():
        for part, values in parts.items():
            print(shown(f"{name} {part}", values))
    for name, values in processor.items():
        print(shown(f"{name}, processor", values))
    for part, share in figures["share_of_duckdb"].items():
        print(f"trueup {part} / DuckDB {duckdb.version}: {share:.2f}")
    print(f"right: {checked}; {ours[0]['issues']} issues; read before in {ours[0]['read']:.2f} s; load {load:.2f} before, {figures['load_after']:.2f} after")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if all(checked.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
