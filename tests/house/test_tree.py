"""What every file of the tree keeps to: its name, its length, and what a library must never do."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE_FOLDERS = ("include", "src", "capi", "python", "tests", "benchmarks", "scripts", "examples", "cmake")
SUFFIXES = {".hpp", ".cpp", ".h", ".c", ".py", ".pyi", ".cmake", ".toml", ".sh", ""}
FILES = sorted(path for folder in SOURCE_FOLDERS for path in (ROOT / folder).rglob("*")
               if path.is_file() and path.suffix in SUFFIXES and "__pycache__" not in path.parts
               and not path.is_relative_to(ROOT / "examples/cases/acme-la"))
LIBRARY = [path for path in FILES if path.suffix in (".hpp", ".cpp", ".h")
           and path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in ("include", "src", "capi", "python")]

# Names that one tool wants in each folder.
REPEATED = {"CMakeLists.txt", "__init__.py", "__main__.py", "conftest.py"}
FORBIDDEN = {
    "ends the process": r"\b(exit|_exit|_Exit|quick_exit|abort|terminate)\s*\(",
    "prints": r"\b(printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|perror)\s*\(|\bstd::(cout|cerr|clog)\b|\bfmt::print",
    "reads or sets the locale": r"\b(setlocale|localeconv)\s*\(|\bstd::locale\b",
    "thread_local": r"\bthread_local\b",
}
MAY_END_AND_PRINT = "src/command"  # the program itself


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def without_comments_and_texts(code: str) -> str:
    """The same lines with comments and literals blanked."""
    pattern = r'//[^\n]*|/\*.*?\*/|R"(\w*~?)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\''
    return re.sub(pattern, lambda match: "\n" * match[0].count("\n"), code, flags=re.DOTALL)


def test_there_is_a_tree() -> None:
    assert len(FILES) > 150 and len(LIBRARY) > 100


def test_file_names_are_unique_among_library_sources() -> None:
    """One name, one file, but for a header and its body: signature.hpp and signature.cpp of one layer."""
    by_stem = defaultdict(list)
    for path in LIBRARY:
        by_stem[path.stem].append(path)
    clashes = []
    for paths in by_stem.values():
        layers = {path.parent.name for path in paths}
        pair = len(paths) == 2 and {path.suffix for path in paths} == {".hpp", ".cpp"} and (
            len(layers) == 1 or layers in ({"trueup", "src"}, {"trueup", "command"}))
        if len(paths) > 1 and not pair:
            clashes.append([name(path) for path in paths])
    assert clashes == []


def test_file_names_are_unique_among_tests() -> None:
    """pytest imports its files by base name, and ctest names its programs by it."""
    by_name = defaultdict(list)
    for path in FILES:
        if name(path).startswith("tests/") and path.name not in REPEATED and path.suffix in (".py", ".cpp", ".c"):
            by_name[path.name].append(name(path))
    assert [names for names in by_name.values() if len(names) > 1] == []


def test_names_are_snake_case() -> None:
    odd = [name(path) for path in FILES if path.name not in REPEATED and path.suffix in (".hpp", ".cpp", ".h", ".c", ".py")
           and not re.fullmatch(r"_?[a-z0-9]+(_[a-z0-9]+)*", path.stem)]
    assert odd == []


def test_files_are_short() -> None:
    cases = re.compile(r"examples/cases/[^/]+/")  # what a customer would send, as long as it is
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES if not cases.match(name(path))}
    long = {file: count for file, count in lines.items() if count > (800 if file.startswith("tests/") else 400)}
    assert long == {}, "files that want splitting (over 400 lines, tests 800)"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_library_never(what: str) -> None:
    found = []
    for path in LIBRARY:
        if name(path).startswith(MAY_END_AND_PRINT) and what in ("ends the process", "prints"):
            continue
        for number, line in enumerate(without_comments_and_texts(path.read_text(encoding="utf-8")).splitlines(), 1):
            if re.search(FORBIDDEN[what], line):
                found.append(f"{name(path)}:{number}: {line.strip()}")
    assert found == [], "\n" + "\n".join(found)


def test_headers_are_guarded() -> None:
    bare = [name(path) for path in FILES if path.suffix == ".hpp" and "#pragma once" not in path.read_text(encoding="utf-8")]
    assert bare == []
