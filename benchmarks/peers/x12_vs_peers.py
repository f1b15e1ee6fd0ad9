#!/usr/bin/env python3
"""X12 846 and 945 from bytes to segments and to rows, beside pyx12, StAEDI and a plain split in Python; one thread each.

The files are x12_time's: an 846 with its places in REF, one with its places in N1, and a 945. The truth is counted from the bytes by regular
expressions. Every answer (segments, rows, sum of quantities, distinct SKUs) is compared with it before anything is timed; who answers
wrongly is shown so and not timed. Then runs alternate, of processor time of a whole process (Java's includes its compiler and collector);
slow peers read smaller files, and MB/s is of the own file. Medians, extremes and ratios come as text and as JSON.

The peers' rows are the least that a reader of these files would write: SKU, place and quantity of these shapes alone. trueup's are the
canonical rows of its shipped profiles, with times, units, states, control numbers and counts checked, and every message's place.

    python3 -m venv /tmp/x12venv && /tmp/x12venv/bin/pip install pyx12
    cmake --preset bench && cmake --build --preset bench --target x12_time trueup
    /tmp/x12venv/bin/python benchmarks/peers/x12_vs_peers.py --program build/bench/benchmarks/x12_time

StAEDI comes from Maven Central and needs java and mvn (apt-get install default-jdk-headless maven); without them it is left out, and said so.
"""

import argparse
import io
import json
import re
import shutil
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

STAEDI = "1.25.3"
TEXTS = {"846-references": (rb"\nREF\*WS\*[^*~]+\*(\d+)~", "available"),
         "846-places": (rb"\nQTY\*17\*(\d+)\*", "on_hand"),
         "945": (rb"\nW12\*SH\*(\d+)\*", "quantity")}
STEPS = ["segments", "rows"]


def truth_of(path, text):
    """What is in a file, without reading it as X12."""
    content = path.read_bytes()
    amounts = re.findall(TEXTS[text][0], content)
    return {"segments": content.count(b"~"), "rows": len(amounts), "quantity": sum(map(int, amounts)), "skus": len(set(re.findall(rb"\*SK\*([^*~]+)", content)))}


def rows_of(segments, names):
    """SKU, place and quantity; a QTY with no place above it is a total."""
    item, party, reference, amount, shipped, is_sku = names
    rows, sku, place = [], None, None
    for segment in segments:
        name = segment[0]
        if name == item:
            sku, place = segment[segment.index(is_sku) + 1], None
        elif name == party:
            place = segment[4]
        elif name == reference:
            rows.append((sku, segment[2], int(segment[3])))
        elif name == amount:
            if place is not None:
                rows.append((sku, place, int(segment[2])))
        elif name == shipped:
            rows.append((segment[segment.index(is_sku) + 1], place, int(segment[3])))
    return rows


NAMES = ("LIN", "N1", "REF", "QTY", "W12", "SK")


class InPython:
    """A reader that yields segments as lists, run here."""

    def __init__(self, path):
        self.content = path.read_bytes()

    def answer(self):
        rows = rows_of(self.segments(), self.names)
        return {"segments": sum(1 for _ in self.segments()), "rows": len(rows), "quantity": sum(row[2] for row in rows), "skus": len({row[0] for row in rows})}

    def run(self):
        start = time.process_time()
        for _ in self.segments():
            pass
        scanned = time.process_time()
        rows_of(self.segments(), self.names)
        return {"segments": scanned - start, "rows": time.process_time() - scanned}

    def close(self):
        pass


class Split(InPython):
    """No checks, and separators that are known beforehand."""

    name, megabytes = "Python split", 16
    names = tuple(name.encode() for name in NAMES)

    def segments(self):
        for segment in self.content.split(b"~\n"):
            if segment:
                yield segment.split(b"*")


class Pyx12(InPython):
    name, megabytes = "pyx12 " + version("pyx12"), 2
    names = NAMES

    def segments(self):
        from pyx12.x12file import X12Reader
        for segment in X12Reader(io.StringIO(self.content.decode("ascii"))):
            yield [segment.seg_id, *(element.get_value() for element in segment.elements)]


class Staedi:
    """A Java process that makes one run for each line it is sent."""

    megabytes = 16

    def __init__(self, path, classes, checks):
        command = ["java", "-XX:+UseSerialGC", "-Xmx4g", "-cp", classes, "StaediRead", str(path), str(checks).lower()]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.note = ""
        self.name = f"StAEDI {STAEDI}, " + ("checks" if checks else "no checks")

    def once(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def answer(self):
        for _ in range(3):  # the compiler's work is not the reader's
            found = self.once()
        if found["errors"]:  # it reports them and reads on
            self.note = f"reports {found['errors']} faults of the file, first {found['first']}"
        return {name: found[name] for name in ("segments", "rows", "quantity", "skus")}

    def run(self):
        found = self.once()
        return {step: found[step + "_s"] for step in STEPS}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Trueup:
    """x12_time for the times, which compares its sums with its writer's; the command for the answer."""

    name = "trueup"

    def __init__(self, program, command, path, text, megabytes):
        self.program, self.command, self.path, self.text, self.megabytes = program, command, path, text, megabytes

    def once(self, runs):
        done = subprocess.run([self.program, "--megabytes", str(self.megabytes), "--text", self.text, "--runs", str(runs)], check=True, capture_output=True, text=True)
        return [run for run in map(json.loads, done.stdout.splitlines()) if "scan" in run][-1]

    def answer(self):
        profile = "x12." + self.text.split("-")[0]
        lines = subprocess.run([self.command, "read", self.path, "--profile", profile, "--quiet"], check=True, capture_output=True, text=True).stdout.splitlines()
        rows = [row for row in map(json.loads, lines) if row["table"] != "messages"]
        amounts = [row.get(TEXTS[self.text][1], "0") for row in rows]
        return {"segments": self.once(1)["segments"], "rows": len(rows), "quantity": sum(map(int, amounts)), "skus": len({row["sku"] for row in rows})}

    def run(self):
        # The first run of a process warms its memory; the second counts.
        found = self.once(2)
        return {"segments": found["scan"], "rows": found["read"]}

    def close(self):
        pass


def classes_of_staedi(folder):
    """The class path, or why there is none."""
    if shutil.which("javac") is None or shutil.which("mvn") is None:
        return None, "no JDK or Maven here (apt-get install default-jdk-headless maven)"
    jar = folder / f"staedi-{STAEDI}.jar"
    if not jar.exists():
        copy = ["mvn", "-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy", f"-Dartifact=io.xlate:staedi:{STAEDI}", f"-DoutputDirectory={folder}"]
        if subprocess.run(copy, capture_output=True).returncode != 0 or not jar.exists():
            return None, "Maven could not fetch it"
    built = subprocess.run(["javac", "-cp", jar, "-d", folder, Path(__file__).with_name("StaediRead.java")], capture_output=True, text=True)
    if built.returncode != 0:
        return None, "javac: " + built.stderr.splitlines()[0]
    return f"{jar}:{folder}", ""


def write_files(program, folder, megabytes):
    """The three texts in one size, written once."""
    place = folder / f"{megabytes}mb"
    place.mkdir(parents=True, exist_ok=True)
    if not all((place / f"{text}.edi").exists() for text in TEXTS):
        subprocess.run([program, "--megabytes", str(megabytes), "--runs", "1", "--write", place], check=True, capture_output=True)
    return place


def timed_readers(readers, truths):
    """Those that answer right; the others are named with what they answered."""
    right = []
    for reader in readers:
        try:
            answer = reader.answer()
        except Exception as fault:
            answer = f"cannot: {fault}"
        if answer == truths[reader.megabytes]:
            right.append(reader)
            if getattr(reader, "note", ""):
                print(f"{reader.name:<26} answers right, and {reader.note}")
        else:
            print(f"{reader.name:<26} WRONG {answer}, true {truths[reader.megabytes]}")
    return right


def summary(speeds):
    return {"median": round(statistics.median(speeds), 2), "least": round(min(speeds), 2), "most": round(max(speeds), 2)}


def time_text(readers, sizes, runs):
    speeds = {reader.name: {step: [] for step in STEPS} for reader in readers}
    for _ in range(runs):
        for reader in readers:
            for step, seconds in reader.run().items():
                speeds[reader.name][step].append(sizes[reader.megabytes] / 1e6 / seconds)
    return {name: {step: summary(one) for step, one in steps.items()} for name, steps in speeds.items()}


def print_table(text, results):
    print(f"{text:<26} {'to segments, MB/s':>36} {'to rows, MB/s':>36}")
    ours = results.get("trueup")
    for name, steps in results.items():
        cells = ""
        for step in STEPS:
            one = steps[step]
            ratio = f"1/{ours[step]['median'] / one['median']:.0f}" if ours and name != "trueup" else ""
            cells += f"{one['median']:10.1f}  {one['least']:8.1f} ..{one['most']:8.1f} {ratio:>6}"
        print(f"{name:<26} {cells}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=Path("build/bench/benchmarks/x12_time"), type=Path)
    parser.add_argument("--command", type=Path, help="trueup; without it, the one that was built with the program")
    parser.add_argument("--megabytes", type=int, default=64, help="trueup's file; the peers have their own sizes")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/trueup-x12"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    command = options.command or options.program.resolve().parent.parent / "trueup"
    options.folder.mkdir(parents=True, exist_ok=True)
    classes, reason = classes_of_staedi(options.folder)
    if classes is None:
        print(f"StAEDI is left out: {reason}")
    places = {size: write_files(options.program, options.folder, size) for size in sorted({options.megabytes, Split.megabytes, Pyx12.megabytes, Staedi.megabytes})}
    results, agree = {}, True
    for text in TEXTS:
        paths = {size: place / f"{text}.edi" for size, place in places.items()}
        truths = {size: truth_of(path, text) for size, path in paths.items()}
        readers = [Trueup(options.program, command, paths[options.megabytes], text, options.megabytes), Split(paths[Split.megabytes]), Pyx12(paths[Pyx12.megabytes])]
        readers += [Staedi(paths[Staedi.megabytes], classes, checks) for checks in (True, False)] if classes else []
        right = timed_readers(readers, truths)
        agree = agree and readers[0] in right
        results[text] = time_text(right, {size: path.stat().st_size for size, path in paths.items()}, options.runs)
        for reader in readers:
            reader.close()
        print_table(text, results[text])
    megabytes = {"trueup": options.megabytes, "Python split": Split.megabytes, "pyx12": Pyx12.megabytes, "StAEDI": Staedi.megabytes}
    answer = {"MB/s": results, "megabytes": megabytes, "runs": options.runs, "left_out": {"StAEDI": reason} if reason else {}}
    print(json.dumps(answer))
    if options.json:
        options.json.write_text(json.dumps(answer, indent=1) + "\n")
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
