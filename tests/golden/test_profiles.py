"""Profiles: each folder under `profiles/` is named for a shipped profile (NAME, or NAME+suffix where one needs several) and holds

    files           as somebody could have sent them, each read by itself in the order of their names
    expected.jsonl  what `trueup read FILE --profile NAME` prints for them: every row whole; of an issue only the keys that the line
                    names, among them `issue`. A line {"refused": FILE, "because": TEXT} says that FILE is refused with that text
    *.toml          optional: a partner's own profile, named in the place of NAME
    why.txt         optional: a line for each trap that is in the files
    no_recognition.txt  optional: why the content cannot tell which profile it needs

Every shipped profile has a folder, and where nothing says otherwise its files are read alike without `--profile`.
"""
import difflib
import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ROOT / "tests" / "golden" / "profiles"
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()
NAMES = sorted(path.name for path in FOLDERS.iterdir() if path.is_dir())
SHIPPED = sorted(path.name.removesuffix(".toml") for path in (ROOT / "src" / "io" / "profiles").glob("*.toml"))
NO_INPUT = {"expected.jsonl", "why.txt", "no_recognition.txt"}


def profile_of(name):
    return name.split("+")[0]


def inputs(name):
    return sorted(path.name for path in (FOLDERS / name).iterdir() if path.name not in NO_INPUT and path.suffix != ".toml")


def partner_of(name):
    """The partner's own profile in the folder, or None."""
    own = sorted((FOLDERS / name).glob("*.toml"))
    assert len(own) <= 1, f"{name}: more than one profile"
    return f"./{own[0].name}" if own else None


def lines_of(text, origin):
    """Each line as an object; says which one is none."""
    objects = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            objects.append(json.loads(line))
        except json.JSONDecodeError as error:
            pytest.fail(f"{origin}, line {number}: {error}: {line[:200]}")
    return objects


def expected_of(name):
    """What the folder expects: rows and issues, and file -> text of its refusal."""
    lines = lines_of((FOLDERS / name / "expected.jsonl").read_text(encoding="utf-8"), f"{name}/expected.jsonl")
    refused = {line["refused"]: line["because"] for line in lines if "refused" in line}
    assert set(refused) <= set(inputs(name)), "refuses a file that is not there"
    return [line for line in lines if "refused" not in line], refused


def read(name, file, profile=None):
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    command = [BINARY, "read", file] + (["--profile", profile] if profile else [])
    return subprocess.run(command, capture_output=True, timeout=60, cwd=FOLDERS / name)


def read_all(name, refused, profile=None):
    """The lines of all files of the folder that are not refused, in the order of their names."""
    lines = []
    for file in inputs(name):
        done = read(name, file, profile)
        said = done.stderr.decode("utf-8", "replace")
        if file in refused:
            assert (done.returncode, done.stdout) == (2, b""), f"{file} is not refused"
            assert refused[file] in said
        else:
            assert done.returncode in (0, 3), f"{file} is refused (exit {done.returncode}): {said}"
            lines += lines_of(done.stdout.decode("utf-8"), f"trueup read {file}")
    return lines


def differences(expected, found):
    """Empty when they are equal; else both as a diff of lines with sorted keys. An expected issue may name fewer keys."""
    shown = [{key: line.get(key) for key in want} if "issue" in want and "issue" in line else line
             for want, line in zip(expected, found)] + found[len(expected):]
    left, right = ([json.dumps(line, sort_keys=True, ensure_ascii=False) for line in side] for side in (expected, shown))
    return "\n".join(difflib.unified_diff(left, right, "expected.jsonl", "trueup read", lineterm="", n=1))


def test_each_shipped_profile_has_a_folder():
    assert sorted({profile_of(name) for name in NAMES}) == SHIPPED


@pytest.mark.parametrize("name", NAMES)
def test_rows(name):
    assert inputs(name), "holds no input"
    expected, refused = expected_of(name)
    assert any("table" in line for line in expected) or refused, "expects nothing"
    difference = differences(expected, read_all(name, refused, partner_of(name) or profile_of(name)))
    if difference:
        pytest.fail(f"{name}: rows differ\n{difference}", pytrace=False)


@pytest.mark.parametrize("name", [name for name in NAMES if not list((FOLDERS / name).glob("*.toml"))])
def test_recognition(name):
    reason = FOLDERS / name / "no_recognition.txt"
    expected, refused = expected_of(name)
    if reason.exists():
        assert reason.read_text(encoding="utf-8").strip(), "gives no reason"
        found = [line for file in inputs(name) for line in lines_of(read(name, file).stdout.decode("utf-8"), file)]
        assert differences(expected, found), "is recognised: no_recognition.txt is out of date"
        return
    difference = differences(expected, read_all(name, refused))
    if difference:
        pytest.fail(f"{name}: another profile is recognised\n{difference}", pytrace=False)
