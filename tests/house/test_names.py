"""One noun, three mechanical spellings: C++ trueup::ReadReport::row_count, C trueup_read_report_row_count, Python
ReadReport.row_count. The table of public nouns is here; the three faces are read from their declarations.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
C_HEADER = ROOT / "capi/include/trueup.h"
STUB = ROOT / "python/trueup/_core.pyi"
ABSENT = None
SAME = "="


@dataclass(frozen=True)
class Noun:
    """A type, `Type.member`, or a function, as Python's binary module spells it. `SAME`: as the rule says."""

    name: str
    cpp: str | None = SAME
    c: str | None = SAME
    python: str | None = SAME
    why: str = ""

    def mechanical(self, face: str) -> str:
        if face == "python":
            return self.name
        owner, _, member = self.name.rpartition(".")
        if face == "c":
            return "_".join(["trueup", *([snake(owner)] if owner else []), snake(member)])
        return f"{owner}::{member}" if owner else member

    def spelling(self, face: str) -> str | None:
        given = getattr(self, face)
        return self.mechanical(face) if given == SAME else given


KEYWORDS = "in Python they are keyword arguments"
NOUNS = [
    Noun("Case"),
    Noun("Case.name", c=ABSENT, why="a C host gave the name itself, and the summary says it"),
    Noun("case_from_folder", cpp="read_case", why="a C++ reader is named by its verb; a C and Python constructor by its type"),
    Noun("case_from_json", cpp="read_case_json", why="as case_from_folder"),
    Noun("case_from_toml", cpp="read_case_toml", why="as case_from_folder"),
    Noun("draft_case"),
    Noun("CaseDraft"),
    Noun("CaseDraft.toml"),
    Noun("CaseDraft.notes"),
    Noun("CaseDraft.unread"),
    Noun("DraftOptions", c=ABSENT, python=ABSENT, why=KEYWORDS + "; C passes a text"),
    Noun("DraftOptions.base", c=ABSENT, python="draft_case(base)", why=KEYWORDS),
    Noun("DraftOptions.fallback_as_of", c=ABSENT, python=ABSENT, why="for a caller that knows when the files were written: the command"),
    Noun("check"),
    Noun("CheckReport"),
    Noun("CheckReport.has_error"),
    Noun("CheckReport.issues", c=ABSENT, python=ABSENT, why="C and the binary module hand issues over as JSON"),
    Noun("CheckReport.check_json", c="trueup_check_report_json", why="C has the owner in the name already"),
    Noun("CheckReport.check_text", c="trueup_check_report_text", why="as check_json"),
    Noun("CheckOptions", c=ABSENT, python=ABSENT, why=KEYWORDS + "; C passes the names as text"),
    Noun("CheckOptions.only", c="trueup_check_only", python="check(only)", why="a function of its own in C; " + KEYWORDS),
    Noun("CheckReport.currency", c=ABSENT, python=ABSENT, why="stands beside each sum in the JSON"),
    Noun("CheckReport.staleness", c=ABSENT, python=ABSENT, why="C and the binary module hand it over in the JSON"),
    Noun("CheckReport.conformance", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("CheckReport.funnel", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("SystemConformance", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("SystemConformance.system", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("SystemConformance.dialect", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("SystemConformance.hop", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("SystemConformance.steps", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("SystemConformance.conforming", c=ABSENT, python=ABSENT, why="as staleness"),
    Noun("suggest_sku_map"),
    Noun("SuggestOptions", c=ABSENT, python=ABSENT, why=KEYWORDS + "; C passes two texts"),
    Noun("SuggestOptions.from_system", c=ABSENT, python="suggest_sku_map(from_system)", why=KEYWORDS),
    Noun("SuggestOptions.to_system", c=ABSENT, python="suggest_sku_map(to_system)", why=KEYWORDS),
    Noun("SkuMapSuggestion"),
    Noun("SkuMapSuggestion.csv"),
    Noun("SkuMapSuggestion.certain"),
    Noun("SkuMapSuggestion.likely"),
    Noun("SkuMapSuggestion.ambiguous"),
    Noun("SkuMapSuggestion.unmatched"),
    Noun("reconcile", c="trueup_job_start_reconcile", why="long work in C is a job: start, wait, result"),
    Noun("Reconciliation"),
    Noun("Reconciliation.exit_code"),
    Noun("Reconciliation.summary_json"),
    Noun("Reconciliation.summary_text"),
    Noun("Reconciliation.explain_json"),
    Noun("Reconciliation.explain_text"),
    Noun("RunOptions", python=ABSENT, why=KEYWORDS),
    Noun("RunOptions.threads", c="trueup_run_options.threads", python="reconcile(threads)", why=KEYWORDS),
    Noun("RunOptions.strict", c="TRUEUP_RUN_STRICT", python="reconcile(strict)", why="a flag in C; " + KEYWORDS),
    Noun("read_records"),
    Noun("ReadReport"),
    Noun("ReadReport.lines"),
    Noun("ReadReport.row_count"),
    Noun("ReadReport.issue_count"),
    Noun("ReadReport.issues", c=ABSENT, python=ABSENT, why="the lines hold them"),
    Noun("ReadReport.recognised", c=ABSENT, python=ABSENT, why="the command tells it; C and the binary module hand over the lines"),
    Noun("diff", c=ABSENT, python=ABSENT, why="compares two decoded files; C and Python take paths (diff_files)"),
    Noun("diff_files"),
    Noun("Diff", cpp="DiffResult", why="C++ keeps the counts apart (DiffSummary) and names the whole a result"),
    Noun("Diff.summary_json", cpp="diff_json", why="one C++ function with or without the changes"),
    Noun("Diff.changes_json", cpp="diff_json", why="as summary_json"),
    Noun("DiffOptions", c=ABSENT, python=ABSENT, why="JSON in C; " + KEYWORDS),
    Noun("Error", python=ABSENT, why="TrueupError in the Python face: Error alone says nothing in a traceback"),
    Noun("ErrorCode", c="trueup_status", python=ABSENT, why="C returns it from every function; Python's errors carry its name"),
    Noun("status_name", cpp="name_of", python=ABSENT, why="name_of names any C++ enumeration; Python's errors carry the name"),
    Noun("stage_name", cpp="name_of", python=ABSENT, why="as status_name; Python's progress gives the name"),
    Noun("Progress", python=ABSENT, why="Python's progress is a callable"),
    Noun("version", cpp="TRUEUP_VERSION", python="__version__", why="each language's own custom"),
    Noun("version_number", cpp="TRUEUP_VERSION_MAJOR", python=ABSENT, why="each language's own custom"),
    Noun("command", c=ABSENT, why="a C host starts the program `trueup`"),
]
C_ONLY = {  # C has no destructors, and no other way to wait for, watch or stop long work
    *(f"trueup_{noun}_destroy" for noun in ("case", "case_draft", "check_report", "sku_map_suggestion", "reconciliation", "job", "diff", "read_report")),
    "trueup_job", *(f"trueup_job_{verb}" for verb in ("wait", "progress", "cancel", "result")),
}
# What the typed Python face adds, and the noun that each is made of.
PYTHON_FACE = {
    "reconcile": "reconcile", "check": "check", "diff": "diff_files", "read": "read_records",
    "Reconciliation.exit_code": "Reconciliation.exit_code", "Reconciliation.ok": "Reconciliation.exit_code",
    "Reconciliation.summary_json": "Reconciliation.summary_json", "Reconciliation.summary": "Reconciliation.summary_json",
    "Reconciliation.text": "Reconciliation.summary_text", "Reconciliation.findings": "Reconciliation.summary_json",
    "Reconciliation.bridge": "Reconciliation.summary_json", "Reconciliation.explain": "Reconciliation.explain_json",
    "Reconciliation.explain_text": "Reconciliation.explain_text",
    "CheckReport.ok": "CheckReport.has_error", "CheckReport.issues": "CheckReport.check_json",
    "CheckReport.text": "CheckReport.check_text",
    "draft_case": "draft_case", "CaseDraft.toml": "CaseDraft.toml", "CaseDraft.notes": "CaseDraft.notes",
    "CaseDraft.unread": "CaseDraft.unread", "CaseDraft.base": "DraftOptions.base",
    "suggest_sku_map": "suggest_sku_map", "SkuMapSuggestion.csv": "SkuMapSuggestion.csv", "SkuMapSuggestion.rows": "SkuMapSuggestion.csv",
    "SkuMapSuggestion.certain": "SkuMapSuggestion.certain", "SkuMapSuggestion.likely": "SkuMapSuggestion.likely",
    "SkuMapSuggestion.ambiguous": "SkuMapSuggestion.ambiguous", "SkuMapSuggestion.unmatched": "SkuMapSuggestion.unmatched",
    "Diff.summary": "Diff.summary_json", "Diff.changes": "Diff.changes_json",
}


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def without_comments(code: str) -> str:
    return re.sub(r"//[^\n]*|/\*.*?\*/", " ", code, flags=re.DOTALL)


# --- the C face

@cache
def c_functions() -> frozenset[str]:
    code = without_comments(C_HEADER.read_text(encoding="utf-8"))
    return frozenset(re.findall(r"TRUEUP_API[^;(]*?\b(trueup_\w+)\s*\(", code))


@cache
def c_names() -> frozenset[str]:
    """Functions, types and `type.field` of trueup.h, and its enumerators."""
    code = without_comments(C_HEADER.read_text(encoding="utf-8"))
    names = set(c_functions())
    names |= set(re.findall(r"typedef\s+(?:struct\s+\w+|int32_t)\s+(\w+)\s*;", code))
    for body, name in re.findall(r"typedef\s+struct\s+\w+\s*\{(.*?)\}\s*(\w+)\s*;", code, re.DOTALL):
        names |= {name, *(f"{name}.{field}" for field in re.findall(r"(\w+)\s*(?:\[\d+\])?\s*;", body))}
    return frozenset(names | set(c_enumerators()))


@cache
def c_enumerators() -> dict[str, int]:
    code = without_comments(C_HEADER.read_text(encoding="utf-8"))
    return {name: int(value) for name, value in re.findall(r"\b(TRUEUP_[A-Z_]+)\s*=\s*(\d+)", code)}


# --- the Python face

def python_names_of(path: Path) -> frozenset[str]:
    """Classes, `Class.member`, functions, `function(argument)` and variables; private ones left out."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names |= {node.name, *(f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef))}
        elif isinstance(node, ast.FunctionDef):
            arguments = node.args.args + node.args.kwonlyargs
            names |= {node.name, *(f"{node.name}({argument.arg})" for argument in arguments)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return frozenset(name for name in names if not re.search(r"(^|\.)_(?!_version__)", name))


# --- the C++ face

def statements(code: str) -> list[tuple[str, str]]:
    """The declarations of a scope: (text before its body or semicolon, body)."""
    found, start, at, parentheses = [], 0, 0, 0
    while at < len(code):
        parentheses += {"(": 1, ")": -1}.get(code[at], 0)
        if parentheses:  # a default argument may be {}
            pass
        elif code[at] == ";":
            found.append((code[start:at].strip(), ""))
            start = at + 1
        elif code[at] == "{":
            end, depth = at, 0
            while depth or end == at:
                depth += {"{": 1, "}": -1}.get(code[end], 0)
                end += 1
            found.append((code[start:at].strip(), code[at + 1:end - 1]))
            at, start = end - 1, end
        at += 1
    return [(re.sub(r"\s+", " ", head), body) for head, body in found if head]


def cpp_names_of(path: Path) -> set[str]:
    """Types, `Type::member`, functions (a function of a Type also as its member) and macros of one public header."""
    code = without_comments(path.read_text(encoding="utf-8"))
    names = set(re.findall(r"^#define (TRUEUP_\w+)", code, re.MULTILINE))
    code = re.sub(r"^\s*#.*$", "", code, flags=re.MULTILINE)
    for head, body in statements(code):
        if head.startswith("namespace trueup"):
            for inner, inner_body in statements(body):
                names |= declared(inner, inner_body)
    return names


def declared(head: str, body: str) -> set[str]:
    if kind := re.match(r"(?:template <[^>]*> )?(?:class|struct|enum class)(?: \[\[\w+\]\])? (\w+)", head):
        public = re.split(r"\bprivate:", body)[0]
        return {kind[1], *(f"{kind[1]}::{member}" for inner, _ in statements(public) if (member := member_of(inner)))}
    if function := re.search(r"([a-z_]\w*)\s*\((.*)\)", head):
        owners = re.findall(r"const (\w+)& ", function[2])
        return {function[1], *(f"{owner}::{function[1]}" for owner in owners)}
    return set()


def member_of(head: str) -> str | None:
    if function := re.search(r"([a-z_]\w*)\s*\(", head):
        return function[1]
    field = re.match(r"[\w:<>, ]+? (\w+)(?: = .*)?$", head)
    return field[1] if field else None


@cache
def cpp_names() -> frozenset[str]:
    return frozenset().union(*(cpp_names_of(path) for path in (ROOT / "include").rglob("*.hpp")))


FACES = {"cpp": cpp_names, "c": c_names, "python": lambda: python_names_of(STUB)}


def names_for(noun: Noun, face: str) -> frozenset[str]:
    """What the noun may be called there: trueup_diff is a type, so it is not the function diff."""
    is_function = noun.name.islower() and "." not in noun.name
    return c_functions() if face == "c" and is_function else FACES[face]()


# --- the table and the faces

@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_noun_is_spelt_by_the_rule(noun: Noun) -> None:
    for face in FACES:
        given, spelling, names = getattr(noun, face), noun.spelling(face), names_for(noun, face)
        if given == SAME:
            assert spelling in names, f"{face}: no {spelling}"
            continue
        assert noun.why, f"{noun.name}: say why {face} departs from {noun.mechanical(face)}"
        assert noun.mechanical(face) not in names, f"{face}: {noun.mechanical(face)} is there: the departure is not needed"
        assert spelling is ABSENT or spelling in names, f"{face}: no {spelling}"


def claimed(face: str) -> set[str | None]:
    return {noun.spelling(face) for noun in NOUNS}


def test_every_c_name_is_in_the_table() -> None:
    declared_in_c = {name for name in c_names() if name.startswith("trueup_") and "." not in name}
    assert declared_in_c - claimed("c") == C_ONLY


def test_every_python_name_is_in_the_table() -> None:
    names = {name for name in python_names_of(STUB) if "(" not in name}
    assert names - claimed("python") == set()


@pytest.mark.parametrize("header", ["reconcile.hpp", "command.hpp", "version.hpp"])
def test_every_cpp_name_is_in_the_table(header: str) -> None:
    names = cpp_names_of(ROOT / "include/trueup" / header)
    assert names, "nothing read"
    whole = claimed("cpp") | {"TRUEUP_VERSION_MINOR", "TRUEUP_VERSION_PATCH"}
    members = {str(name).rpartition("::")[2] for name in whole}  # summary_json stands for Reconciliation::summary_json
    inputs = {"Case", "CheckOptions", "DraftOptions", "SuggestOptions", "RunOptions", "DiffOptions", "Progress"}  # what a function takes, not what owns it
    assert {name for name in names if name not in whole and name not in members
            and name.partition("::")[0] not in inputs} == set()


def test_python_face_is_made_of_the_nouns() -> None:
    face = {name for file in ("calls.py", "result.py") for name in python_names_of(ROOT / "python/trueup" / file)
            if "(" not in name}
    face -= {"Reconciliation", "CaseDraft", "CheckReport", "SkuMapSuggestion", "Diff"}
    assert face == set(PYTHON_FACE)
    assert set(PYTHON_FACE.values()) <= {noun.name for noun in NOUNS}


# --- fields and numbers

def enumerators(header: str, name: str) -> dict[str, int]:
    code = without_comments((ROOT / "include/trueup" / header).read_text(encoding="utf-8"))
    body = re.search(rf"enum class {name}\b[^{{]*\{{(.*?)\}}", code, re.DOTALL)
    assert body
    return {snake(key): int(value) for key, value in re.findall(r"\bk(\w+)\s*=\s*(\d+)", body[1])}


@pytest.mark.parametrize("header, name, prefix, source", [
    ("base/error.hpp", "ErrorCode", "TRUEUP_STATUS_", "base/error.cpp"),
    ("base/progress.hpp", "Stage", "TRUEUP_STAGE_", "base/progress.cpp"),
])
def test_numbers_and_words_are_the_same(header: str, name: str, prefix: str, source: str) -> None:
    in_cpp = enumerators(header, name)
    in_c = {key.removeprefix(prefix).lower(): value for key, value in c_enumerators().items() if key.startswith(prefix)}
    assert len(in_cpp) > 5 and in_cpp == in_c
    words = set(re.findall(r'return "(\w+)"', (ROOT / "src" / source).read_text(encoding="utf-8")))
    assert set(in_cpp) <= words


def test_error_has_the_same_fields() -> None:
    code = without_comments((ROOT / "include/trueup/base/error.hpp").read_text(encoding="utf-8"))
    bodies = {head.split()[-1]: body for head, body in statements(statements(code.split("#include <variant>")[1])[0][1])
              if head.startswith("struct ")}
    in_cpp = {member_of(head) for name in ("Place", "Error") for head, _ in statements(bodies[name])} - {"text", "place"}
    in_c = {name.partition(".")[2] for name in c_names() if name.startswith("trueup_error.")} - {"struct_size"}
    tree = ast.parse((ROOT / "python/trueup/errors.py").read_text(encoding="utf-8"))
    init = next(part for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "TrueupError"
                for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__")
    in_python = {argument.arg for argument in init.args.kwonlyargs} | {"message"}  # str(error) holds it
    assert in_cpp == in_c == in_python


def test_diff_has_the_same_options() -> None:
    in_cpp = {name.partition("::")[2] for name in cpp_names_of(ROOT / "include/trueup/diff/diff.hpp")
              if name.startswith("DiffOptions::")} - {"diff"}
    text = C_HEADER.read_text(encoding="utf-8").split("`options` is JSON: {", 1)[1].split("}", 1)[0]
    in_c = set(re.findall(r'"(\w+)":', text))
    arguments = {name for name in python_names_of(STUB) if name.startswith("diff_files(")}
    in_python = {name[len("diff_files("):-1] for name in arguments} - {"before", "after", "on_progress"}
    assert in_cpp == in_c == in_python
