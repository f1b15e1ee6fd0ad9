"""Who may include whom: the table under "## Layers" in docs/ARCHITECTURE.md, read and enforced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "ARCHITECTURE.md"
SOURCES = sorted(path for folder in ("include", "src", "capi/include", "capi/src", "python/src")
                 for pattern in ("*.hpp", "*.cpp", "*.h") for path in (ROOT / folder).rglob(pattern))

# How a library of the table's fourth column is spelt in an include.
LIBRARIES = {
    "abseil": r"absl/.*",
    "libarchive": r"archive(_entry)?\.h",
    "fmt": r"fmt/.*",
    "simdjson": r"simdjson\.h",
    "toml++": r"toml\+\+/.*",
    "utf8proc": r"utf8proc\.h",
    "pybind11": r"pybind11/.*",
    "POSIX": r"(fcntl|unistd|poll|signal|termios|sys/\w+)\.h",
    "SIMD": r"[ei]mmintrin\.h",
}
STANDARD = set("""
    algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits clocale
    cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib
    cstring ctime cuchar cwchar cwctype deque exception execution filesystem forward_list fstream functional future
    initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new
    numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
    source_location span sstream stack stdexcept stop_token streambuf string string_view strstream syncstream system_error
    thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version
    stddef.h stdint.h
""".split())


@dataclass
class Layer:
    name: str
    places: list[str]  # folders and files, from the root
    allowed: set[str]
    libraries: set[str]


def words(cell: str) -> list[str]:
    return [word.strip(" `") for word in re.sub(r"\(.*?\)", "", cell).split(",") if word.strip(" `-")]


def allowed_layers(cell: str, above: list[str]) -> set[str]:
    """`all above`, `all above but io, ...`, or the layers by name."""
    cell = re.sub(r"\(.*?\)", "", cell).strip()
    if not cell.startswith("all above"):
        return set(words(cell))
    return set(above) - set(words(cell.removeprefix("all above").strip().removeprefix("but")))


def read_table(text: str) -> dict[str, Layer]:
    section = re.split(r"\n#+ ", text.split("\n## Layers\n", 1)[1], maxsplit=1)[0]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
            for line in section.splitlines() if line.startswith("|")]
    assert rows[0][:4] == ["layer", "files", "may include", "libraries"], "the table's head has changed"
    layers: dict[str, Layer] = {}
    for name, files, may_include, libraries, *_ in rows[2:]:
        layers[name] = Layer(name, words(files), allowed_layers(may_include, list(layers)), set(words(libraries)))
    return layers


LAYERS = read_table(TABLE.read_text(encoding="utf-8"))


def layer_of(path: str) -> str | None:
    """By the longest place that holds it."""
    found = [(len(place), layer.name) for layer in LAYERS.values() for place in layer.places
             if path == place or path.startswith(place.rstrip("/") + "/")]
    return max(found)[1] if found else None


def includes(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line) for line in lines)
    return [(number, match[1]) for number, match in enumerate(found, 1) if match]


def resolve(source: Path, name: str) -> str | None:
    """The project's file that is meant, from the root; none for a header of somebody else."""
    for folder in (source.parent, ROOT / "include", ROOT / "src", ROOT / "capi/include"):
        if (folder / name).is_file():
            return (folder / name).resolve().relative_to(ROOT).as_posix()
    return None


def library_of(name: str) -> str | None:
    return next((library for library, spelling in LIBRARIES.items() if re.fullmatch(spelling, name)), None)


def fault(source: Path, name: str) -> str | None:
    """Why a source may not include this; none when it may."""
    path = source.relative_to(ROOT).as_posix()
    layer = LAYERS[layer_of(path) or ""]
    target = resolve(source, name)
    if target is not None:
        other = layer_of(target)
        if other != layer.name and other not in layer.allowed:
            return f"{layer.name} may not include {other}"
        if other != layer.name and target.startswith("src/") and not path.startswith("src/"):
            return "a private header of src/"
        if path.startswith("include/") and not target.startswith("include/"):
            return "a public header includes a private one"
        return None
    if name in STANDARD:
        return None
    library = library_of(name)
    if library is None:
        return "neither a file of the project, nor a standard header, nor of a known library"
    if path.startswith(("include/", "capi/include/")):
        return f"{library} in a public header"
    return None if library in layer.libraries else f"{layer.name} may not use {library}"


def test_table_leads_downwards() -> None:
    """A layer includes only layers above it in the table, so there is no circle."""
    above: set[str] = set()
    for layer in LAYERS.values():
        assert layer.allowed <= above, f"{layer.name}: {layer.allowed - above} stand below it or nowhere"
        assert layer.libraries <= LIBRARIES.keys(), layer.name
        for place in layer.places:
            assert (ROOT / place).exists(), f"{layer.name}: {place} does not exist"
        above.add(layer.name)


def test_siblings_and_skins_stay_apart() -> None:
    for name in ("io", "mapping", "diff"):
        assert not LAYERS[name].allowed & {"io", "mapping", "diff"}
    assert "io" not in LAYERS["explain"].allowed | LAYERS["value"].allowed | LAYERS["report"].allowed
    assert "python" not in LAYERS["capi"].allowed and "capi" not in LAYERS["python"].allowed


def test_every_source_has_a_layer() -> None:
    assert len(SOURCES) > 100
    assert [str(path) for path in SOURCES if layer_of(path.relative_to(ROOT).as_posix()) is None] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_includes(layer: str) -> None:
    mine = [path for path in SOURCES if layer_of(path.relative_to(ROOT).as_posix()) == layer]
    assert mine, f"the table has a layer without files: {layer}"
    faults = [f"{path.relative_to(ROOT)}:{line}: {name}: {why}" for path in mine for line, name in includes(path)
              if (why := fault(path, name))]
    assert faults == [], "\n" + "\n".join(faults)


def test_every_library_is_used_where_it_is_listed() -> None:
    """So that the table does not allow what nobody needs."""
    used = {(layer_of(path.relative_to(ROOT).as_posix()), library_of(name)) for path in SOURCES
            for _, name in includes(path) if resolve(path, name) is None}
    idle = [(layer.name, library) for layer in LAYERS.values() for library in layer.libraries
            if (layer.name, library) not in used]
    assert idle == []
