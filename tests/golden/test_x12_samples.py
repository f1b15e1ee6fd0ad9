"""EDI files of others: each is read into rows, or refused with a reason that names the place; what the twin reads, trueup reads alike;
what is broken on purpose gives the finding that its name promises. Local only: skipped where the samples are absent.
`python tests/golden/test_x12_samples.py` prints a table of kinds."""
import collections
import json
import os
import subprocess
from pathlib import Path

import pytest
import x12_twin
from test_x12_twin import rows_of, twin_rows

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("TRUEUP_SAMPLES", ROOT.parent / "shared" / "samples")) / "edi"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
FILES = sorted(str(path.relative_to(SAMPLES)) for path in SAMPLES.glob("*/*/*") if path.is_file())
X12 = [name for name in FILES if name.startswith("x12/")]
EDIFACT = [name for name in FILES if name.startswith("edifact/")]
PROFILES = {path.stem[4:] for path in (ROOT / "src/io/profiles").glob("x12.*.toml")}
MEASURED = ("940", "943", "944", "945", "846", "850", "856", "997")

# File -> profile and what it must be told for; None as profile: recognised, so that none is named.
PROMISED = {
    "x12/bad/edifabric_CorruptIsa.txt": ("x12.850", {"incomplete", "envelope_missing"}),
    "x12/bad/edifabric_DuplicateGroup.txt": (None, {"control_number_repeated"}),
    "x12/bad/edifabric_DuplicateMessage.txt": (None, {"control_number_repeated"}),
    "x12/bad/edifabric_PurchaseOrderInvalid.txt": (None, {"envelope_count_differs"}),
    "x12/mixed/edifabric_MixedTransactions.txt": (None, {"set_not_read"}),
    "x12/syntax/ediweave_810_LF.txt": ("x12.850", {"set_not_read"}),
    "x12/syntax/ediweave_810_MissingInterchangeTrailer.txt": ("x12.850", {"incomplete"}),
    "x12/syntax/ediweave_810_MultipleInvalidInterchanges.txt": ("x12.850", {"incomplete", "envelope_count_differs"}),
    "x12/syntax/ediweave_810_ValidAndInvalidMessage.txt": ("x12.850", {"control_number_repeated", "envelope_count_differs"}),
    "x12/syntax/staedi_invalid997_min.edi": (None, {"envelope_number_differs", "time_malformed"}),
    "x12/syntax/staedi_invalid999.edi": (None, {"envelope_count_differs"}),
    "x12/940/ediengine_940_Failed_SE01.edi": (None, {"envelope_count_differs"}),
    "x12/940/ediengine_ControlNumbersMismatch.edi": (None, {"envelope_number_differs"}),
    "x12/940/ediengine_WrongGroupsAndTranCount.edi": (None, {"envelope_count_differs"}),
    "x12/943/ai_dashboard_SW.edi": (None, {"functional_id_differs", "set_not_read"}),
    "x12/943/synthetic_defects.edi": (None, {"total_differs", "time_malformed"}),
    "x12/944/decisions.edi": (None, {"total_differs"}),
    "x12/944/synthetic_defects.edi": (None, {"total_differs", "time_malformed"}),
    "x12/945/edifabric_WarehouseShippingAdvice.txt": (None, {"exceptions_only", "functional_id_differs"}),
    "x12/945/synthetic_defects.edi": (None, {"time_malformed"}),
    "x12/947/ai_dashboard_IJ.edi": (None, {"functional_id_differs"}),
    "x12/947/saputo_fragment.edi": (None, {"envelope_missing"}),
}
# Variants of syntax that are none of a fault: nothing is said but that 810 has no profile.
SOUND = [f"x12/syntax/ediweave_810_{name}.txt"
         for name in "MultipleInterchanges NoRepetition RepetitionSeparator SegmentSeparatorLF Split TrailingBlanks TrailingSeparator".split()]
# Without a line that could be read: a set of another kind under this number, a header alone, no set at all.
WITHOUT_LINES = {"x12/943/ai_dashboard_SW.edi", "x12/856/x12types_01.edi"}

pytestmark = pytest.mark.skipif(not X12, reason="third-party samples are not on this machine")


def read(name, profile=None):
    command = [BINARY, "read", SAMPLES / name] + (["--profile", profile] if profile else [])
    return subprocess.run(command, capture_output=True, timeout=120)


def lines_of(done):
    return [json.loads(line) for line in done.stdout.decode("utf-8", "replace").splitlines()]


def kind_of(name):
    return name.split("/")[1]


def says_something(lines, kind):
    """A row of what the set is about: its own transmission is none."""
    own = () if kind in ("997", "999", "ta1") else ("messages",)
    return any(line.get("table", own) not in own for line in lines if "table" in line)


@pytest.mark.parametrize("name", X12)
def test_read_or_refused_with_a_reason(name):
    done = read(name)
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == 2:
        assert done.stdout == b"" and said.startswith("trueup: ") and said.count("\n") == 1
        assert Path(name).name in said and ("ST-01" in said or "the file has" in said), said
    else:
        assert done.returncode in (0, 3), said
        assert kind_of(name) not in PROFILES or lines_of(done), "neither a row nor a reason"


@pytest.mark.parametrize("name", EDIFACT)
def test_edifact_is_refused_by_its_name(name):
    done = read(name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (b"EDIFACT" in done.stderr or "Corrupt" in name) and done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", [name for name in X12 if kind_of(name) in x12_twin.READERS])
def test_what_the_twin_reads_is_read_alike(name):
    expected = twin_rows((SAMPLES / name).read_bytes(), kind_of(name))
    done = read(name, f"x12.{kind_of(name)}")
    assert done.returncode in (0, 3), done.stderr
    assert rows_of(done.stdout, kind_of(name)) == expected


@pytest.mark.parametrize("name", [name for name in PROMISED if name in X12])
def test_promised_finding(name):
    profile, promised = PROMISED[name]
    done = read(name, profile)
    assert promised <= {line.get("issue") for line in lines_of(done)}
    for line in lines_of(done):
        assert "issue" not in line or (line["row"] >= 1 and line["column"]), "names no place"


@pytest.mark.parametrize("name", [name for name in SOUND if name in X12])
def test_sound_syntax(name):
    assert {line["issue"] for line in lines_of(read(name, "x12.850"))} == {"set_not_read"}


def table():
    """kind -> [files, read, refused, neither: only the set's own transmission]."""
    counts = collections.defaultdict(lambda: [0, 0, 0, 0])
    for name in X12:
        done, kind = read(name), kind_of(name)
        read_it = done.returncode != 2 and says_something(lines_of(done), kind if kind in PROFILES else "997")
        counts[kind][0] += 1
        counts[kind][1 if read_it else 2 if done.returncode == 2 else 3] += 1
    return counts


def test_nearly_all_well_formed_files_are_read():
    names = [name for name in X12 if kind_of(name) in MEASURED and name not in WITHOUT_LINES]
    unread = [name for name in names if not says_something(lines_of(read(name)), kind_of(name))]
    assert len(unread) <= 0.05 * len(names), unread


if __name__ == "__main__":
    print("| kind | files | read | refused | without lines |\n|---|---|---|---|---|")
    total = [0, 0, 0, 0]
    for kind, counts in sorted(table().items()):
        print(f"| {kind} | " + " | ".join(map(str, counts)) + " |")
        total = [a + b for a, b in zip(total, counts)]
    print("| all | " + " | ".join(map(str, total)) + " |")
    print(f"EDIFACT: {len(EDIFACT)} files, {sum(read(name).returncode == 2 for name in EDIFACT)} refused")
