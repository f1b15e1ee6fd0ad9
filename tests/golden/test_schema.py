"""docs/schema and docs/CASES.md: what trueup prints and reads is what they say, no more and no less."""
import copy
import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "examples" / "cases"
ERRORS = ROOT / "tests" / "golden" / "errors"
SCHEMAS = ROOT / "docs" / "schema"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
EXAMPLES = sorted(path.parent for path in CASES.glob("*/trueup.toml"))
ERROR_CASES = sorted(path.parent for path in ERRORS.glob("*/trueup.toml"))
ANSWERED = [folder for folder in ERROR_CASES if json.loads((folder / "expected.json").read_text())["exit_code"] != 2]
# faults that stand in the case itself and that a schema can see
CASE_FAULTS = {"as_of_without_offset", "bad_duration", "bad_role", "bucket_unsupported", "text_where_list", "unknown_key_in_case", "unknown_table"}
OPTIONAL = {"sku_system", "why_not"}


def named(folder):
    return folder.name


def schema(name):
    return json.loads((SCHEMAS / f"{name}-1.json").read_text(encoding="utf-8"))


def faults(name, document):
    """Where a document departs from its schema."""
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in Draft202012Validator(schema(name)).iter_errors(document)]


def printed(*arguments, codes):
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    done = subprocess.run([BINARY, *arguments, "--format", "json"], capture_output=True, timeout=120)
    assert done.returncode in codes, done.stderr
    return json.loads(done.stdout)


# --- the schemas themselves

@pytest.mark.parametrize("name", ["summary", "check", "diff", "case"])
def test_schema_is_valid_and_closed(name):
    Draft202012Validator.check_schema(schema(name))
    assert [where for where in open_objects(schema(name))] == []


def open_objects(node, where=""):
    """Objects that would let an unknown key pass."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from open_objects(item, f"{where}/{i}")
    elif isinstance(node, dict):
        if "properties" in node and "type" in node and node.get("additionalProperties") is not False:
            yield where
        for key, value in node.items():
            yield from open_objects(value, f"{where}/{key}")


def words_in(path, pattern):
    return re.findall(pattern, (ROOT / path).read_text(encoding="utf-8"), re.DOTALL)


def test_word_lists_are_the_sources():
    defs = schema("summary")["$defs"]
    tables = words_in("include/trueup/model/table_schema.hpp", r'\{"(\w+)", k\w+Columns\}')
    assert defs["table"]["enum"] == tables == schema("case")["properties"]["input"]["items"]["properties"]["table"]["enum"]
    assert defs["cause"]["enum"] == words_in("include/trueup/model/cause.hpp", r'\{"[A-Z]\d+", "(\w+)"')
    gaps, = words_in("src/explain/gaps.hpp", r"kNames\[\] = \{(.*?)\};")
    assert defs["finding"]["properties"]["gap"]["enum"] == re.findall(r'"([\w.]+)"', gaps)
    obstacles = words_in("include/trueup/table/snapshot.hpp", r'case Obstacle::\w+: return "(\w+)"')
    assert defs["key"]["properties"]["why_not"]["enum"] == [word for word in obstacles if word != "none"]


# --- the page for people

CASES_PAGE = ROOT / "docs" / "CASES.md"


def test_page_lists_every_column():
    """As table_schema.hpp has them, bold where required."""
    header = (ROOT / "include/trueup/model/table_schema.hpp").read_text(encoding="utf-8")
    arrays = dict(re.findall(r"inline constexpr ColumnSchema k(\w+)Columns\[\] = \{(.*?)\n\};", header, re.DOTALL))
    marks = {"Text": "", "Quantity": " q", "UnitCost": " c", "Amount": " m", "Ratio": " r", "Instant": " t", "Count": " n"}
    wanted = {}
    for table, array in re.findall(r'\{"(\w+)", k(\w+)Columns\}', header):
        wanted[table] = {(f"**`{name}`**" if required == "true" else f"`{name}`") + marks[kind]
                         for name, kind, required in re.findall(r'\{"(\w+)", ColumnKind::k(\w+), (true|false)', arrays[array])}
    listed = {}
    for line in CASES_PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].strip("`") in wanted:
            listed[cells[0].strip("`")] = {column for cell in cells[2:] for column in cell.split(", ") if column}
    assert listed == wanted


def test_page_names_every_key_of_a_case():
    sections = re.split(r"^### ", CASES_PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for key, definition in schema("case")["properties"].items():
        section, = (text for text in sections if text.split("]")[0].strip("[") == key)
        keys = definition.get("items", definition)["properties"]
        assert [name for name in keys if f"`{name}`" not in section and f"case.{name}]" not in section] == [], key


def test_example_of_the_page(tmp_path):
    example, = re.findall(r"```json\n(.*?)```", CASES_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    case = json.loads(example)
    assert faults("case", case) == []
    (tmp_path / "trueup.toml").write_text("\n".join(toml_lines(case)))
    assert printed("run", tmp_path, codes={1})["bridge"]["total"]["delta"] == "3"


# --- what is printed

@pytest.mark.parametrize("folder", [folder for folder in EXAMPLES if folder.name != "before-go-live"], ids=named)
def test_summary_of_examples(folder):
    assert faults("summary", printed("run", folder, codes={1})) == []


@pytest.mark.parametrize("folder", ANSWERED, ids=named)
def test_summary_of_bad_input(folder):
    assert faults("summary", printed("run", folder, codes={0, 1, 3})) == []


@pytest.mark.parametrize("folder", EXAMPLES + ANSWERED, ids=named)
def test_check(folder):
    report = printed("check", folder, codes={0, 1})
    assert faults("check", report) == []
    severities = [issue["severity"] for issue in report["issues"]]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_diff(tmp_path):
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_text("sku,qty,gone\nA,1,x\nB,2,x\nC,3,x\nD,4,x\nD,4,x\nF,6,x\nragged\n")
    after.write_text("sku,qty,new\nA,1,y\nB,,y\nE,5,y\nC,4,y\n")
    report = printed("diff", before, after, "--key", "sku", codes={3})
    assert faults("diff", report) == []
    assert {change["kind"] for change in report["changes"]} == {"added", "removed", "changed", "duplicate"}
    assert report["rejected"] == len(report["rejections"]) == 1
    assert faults("diff", {key: value for key, value in report.items() if key != "changes"}) == []


def kinds_of_objects(node, path=()):
    """One path to each kind of object in a document: array positions do not make a kind."""
    kinds = {}

    def walk(value, path):
        if isinstance(value, dict):
            kinds.setdefault((tuple("*" if isinstance(step, int) else step for step in path), tuple(value)), path)
            for key, item in value.items():
                walk(item, (*path, key))
        elif isinstance(value, list):
            for i, item in enumerate(value):
                walk(item, (*path, i))

    walk(node, path)
    return list(kinds.values())


def changed(document, path, change):
    document = copy.deepcopy(document)
    target = document
    for step in path:
        target = target[step]
    change(target)
    return document


def test_summary_schema_is_not_loose():
    summary = printed("run", CASES / "tiny", codes={1})
    validator = Draft202012Validator(schema("summary"))
    assert validator.is_valid(summary)
    passed = []
    for path in kinds_of_objects(summary):
        target = summary
        for step in path:
            target = target[step]
        tried = [("one key more", lambda t: t.update(surprise=1))]
        tried += [(f"without {key}", lambda t, key=key: t.pop(key)) for key in target if key not in OPTIONAL]
        tried += [(f"{key} is a float", lambda t, key=key: t.update({key: 0.5})) for key in target]
        passed += [(path, what) for what, change in tried if validator.is_valid(changed(summary, path, change))]
    assert passed == []


def test_a_key_that_cannot_be_compared_says_why():
    summary = printed("run", CASES / "tiny", codes={1})
    validator = Draft202012Validator(schema("summary"))
    keys = {key["sku"]: i for i, key in enumerate(summary["bridge"]["keys"])}
    for sku, change in (("PROMO-1", lambda key: key.pop("why_not")), ("PROMO-1", lambda key: key.update(delta="-3")),
                        ("PROMO-1", lambda key: key.update(remainder="-3")), ("NAPKIN", lambda key: key.update(why_not="row_rejected")),
                        ("NAPKIN", lambda key: key.update(delta=None)), ("NAPKIN", lambda key: key.update(comparable=False))):
        assert not validator.is_valid(changed(summary, ("bridge", "keys", keys[sku]), change)), sku


# --- what is read

def case_of(folder):
    with open(folder / "trueup.toml", "rb") as file:
        return tomllib.load(file)


@pytest.mark.parametrize("folder", EXAMPLES, ids=named)
def test_example_cases(folder):
    assert faults("case", case_of(folder)) == []


@pytest.mark.parametrize("folder", [folder for folder in ERROR_CASES if folder.name != "invalid_toml"], ids=named)
def test_case_schema_sees_faults_of_the_case(folder):
    found = faults("case", case_of(folder))
    assert bool(found) == (folder.name in CASE_FAULTS), found


def test_case_with_every_key(tmp_path):
    """The schema knows each key that trueup reads, and trueup each key of the schema."""
    (tmp_path / "stock.csv").write_text("sku,location,on_hand\nA,P,1\n")
    stock = {"table": "stock", "profile": "trueup.stock", "files": ["stock.csv"], "as_of": "2026-11-20T06:00:00Z", "as_of_end": "2026-11-20T06:05:00+00:00",
             "from": "2026-11-01T00:00:00Z", "to": "2026-11-20T06:00:00Z", "window_on": "posted", "complete": True, "absent": "zero", "hop": "H", "location": "P"}
    case = {
        "case": {"name": "all", "as_of": "2026-11-20T06:00:00Z", "go_live": "2026-03-01T00:00:00Z", "currency": "USD", "costing": "fifo",
                 "threshold": {"units": "0", "money": "0.5", "percent": "1", "skus": 0}, "tolerance": {"default": {"units": "0.25"}}},
        "system": [{"id": "a", "role": "system_of_record", "dialect": "cin7_core", "timezone": "UTC", "kits": "stocked", "reference_pattern": "SO-?(\\d+)"},
                   {"id": "b", "role": "execution"}],
        "location": [{"id": "P", "kind": "external", "operator": "b", "names": {"a": "P1", "b": ["P2", "P3"]}}],
        "hop": [{"id": "H", "from": "b", "to": "a", "carries": ["ship_advice"], "transport": "edi", "every": "60m", "offset": "5m", "processing": "10m",
                 "cutoff": "16:00", "calendar": "mon-fri", "blackout": ["2026-11-26"], "max_age": "4h", "owner": "us"}],
        "comparison": [{"book": "a", "other": "b", "buckets": ["on_hand"], "locations": ["P"]}],
        "input": [{**stock, "system": "a"}, {**stock, "system": "b"}],
        "setting": [{"system": "a", "key": "ship_mode", "value": "auto", "location": "P", "since": "2026-11-01T00:00:00Z", "actor": "us"}]}
    assert faults("case", case) == []
    properties = schema("case")["properties"]
    assert case.keys() == properties.keys()
    for key, entries in case.items():
        known = properties[key].get("items", properties[key])["properties"].keys()
        used = set().union(*(entries if isinstance(entries, list) else [entries]))
        assert used == known - {"text"}
    (tmp_path / "trueup.toml").write_text("\n".join(toml_lines(case)))
    printed("run", tmp_path, codes={0})


def toml_value(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return json.dumps(value)


def toml_lines(case):
    for key, entries in case.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            yield f"[[{key}]]" if isinstance(entries, list) else f"[{key}]"
            yield from (f"{name} = {toml_value(value)}" for name, value in entry.items())
