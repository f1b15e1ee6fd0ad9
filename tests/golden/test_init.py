"""`trueup init FILES...` and `trueup run FILE FILE`: a first case from the files alone. The files are made up here, with the
traps of real ones; what they do not say must stay open.
"""
import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("TRUEUP_BIN", ROOT / "build" / "dev" / "trueup")).resolve()


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def trueup(folder, *arguments):
    if not BINARY.is_file():
        pytest.fail(f"{BINARY} is not there: build trueup, or name it in TRUEUP_BIN")
    done = subprocess.run([BINARY, *arguments], capture_output=True, timeout=120, cwd=folder)
    done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")
    return done


def listing(folder):
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*")}


def draft_of(folder, *files):
    """The case that init writes, as data and as text."""
    done = trueup(folder, "init", *files)
    assert done.returncode == 0, done.err
    text = (folder / "trueup.toml").read_text(encoding="utf-8")
    return tomllib.loads(text), text


# --- made-up files of several systems

def availability(rows):
    """What Cin7 Core answers to ref/productavailability: (sku, location, on hand)."""
    records = [{"ID": f"00000000-0000-0000-0000-{i:012}", "SKU": sku, "Name": sku.title(), "Barcode": "", "Location": place, "Bin": "", "Batch": "", "ExpiryDate": None,
                "OnHand": on_hand, "Allocated": 0, "Available": on_hand, "OnOrder": 0, "StockOnHand": 0, "InTransit": 0} for i, (sku, place, on_hand) in enumerate(rows)]
    return json.dumps({"Total": len(records), "Page": 1, "ProductAvailabilityList": records})


def wms_stock(rows, header="Item Code,Warehouse,Qty On Hand"):
    return header + "\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)


def interchange(sender, receiver, sets, day="20261119"):
    """An X12 file with one group; `sets` are (ST01, segments)."""
    lines = [f"ISA*00*          *00*          *ZZ*{sender:<15}*ZZ*{receiver:<15}*{day[2:]}*0800*U*00401*000000001*0*P*>", f"GS*SW*{sender}*{receiver}*{day}*0800*1*X*004010"]
    for number, (kind, segments) in enumerate(sets, 1):
        lines += [f"ST*{kind}*{number:04}", *segments, f"SE*{len(segments) + 2}*{number:04}"]
    return "".join(line + "~\n" for line in [*lines, f"GE*{len(sets)}*1", "IEA*1*000000001"])


def shipped(order, sku, quantity, day="20261118"):
    return "945", [f"W06*N*{order}*{day}*SH-{order}", "N1*WH*West hall*92*W1", "LX*1", f"W12*SH*{quantity}*{quantity}*0*EA**SK*{sku}", f"W03*{quantity}*1*LB"]


BOOK = [("MUG", "3PL West", 10), ("TRAY", "3PL West", 4), ("LAMP", "Main Warehouse", 7)]
HALL = [("MUG", "W1", 8), ("TRAY", "W1", 4)]


def two_exports(folder, book=BOOK, hall=HALL):
    (folder / "a.json").write_text(availability(book))
    (folder / "b.csv").write_text(wms_stock(hall))
    return "a.json", "b.csv"


# --- run FILE FILE

def test_two_exports_one_command_a_first_answer(folder):
    files = two_exports(folder)
    before = listing(folder)
    done = trueup(folder, "run", *files, "--format", "json")
    assert done.returncode == 1, done.err
    answer = json.loads(done.out)
    assert [(key["sku"], key["location"], key["book"], key["other"], key["delta"]) for key in answer["bridge"]["keys"]] == [("MUG", "3PL West", "10", "8", "2")]
    assert listing(folder) == before, "something was written"
    assert re.search(r"^a\.json: cin7_core\.availability, guess: 9\d %, next: none$", done.err, re.M)
    assert re.search(r"^b\.csv: generic_wms\.stock, guess: \d+ %, next: ", done.err, re.M)
    assert re.search(r"^location 3PL West = W1 of warehouse: guess: 90 %", done.err, re.M)
    assert re.search(r"^as_of .*guess: 30 %", done.err, re.M)


def test_the_order_of_the_files_does_not_matter(folder):
    a, b = two_exports(folder)
    assert trueup(folder, "run", a, b, "--format", "json").stdout == trueup(folder, "run", b, a, "--format", "json").stdout
    assert draft_of(folder, a, b)[1] == (trueup(folder, "init", b, a, "--output", "2.toml"), (folder / "2.toml").read_text())[1]


def test_quiet_keeps_the_guesses_to_itself(folder):
    done = trueup(folder, "run", *two_exports(folder), "--quiet")
    assert (done.returncode, done.err) == (1, "")


def test_run_refuses_a_file_that_it_cannot_place(folder):
    (folder / "c.txt").write_text("no,such\n1,2\n")
    done = trueup(folder, "run", *two_exports(folder), "c.txt")
    assert (done.returncode, done.out) == (2, "")
    assert "c.txt: no shipped profile fits the file" in done.err.splitlines()[-1]


def test_run_takes_one_case_or_files(folder):
    (folder / "trueup.toml").write_text("")
    for names in (("trueup.toml", "a.json"), ("a.json", ".")):
        two_exports(folder)
        done = trueup(folder, "run", *names)
        assert (done.returncode, done.out) == (2, "")
        assert "is a case among several names" in done.err


# --- init

def test_init_writes_a_case_that_runs(folder):
    case, text = draft_of(folder, *two_exports(folder))
    assert {system["id"]: (system["role"], system["dialect"]) for system in case["system"]} == {
        "cin7": ("system_of_record", "cin7_core"), "warehouse": ("execution", "generic_wms")}
    assert case["location"] == [{"id": "3PL West", "kind": "external", "operator": "warehouse", "names": {"cin7": "3PL West", "warehouse": "W1"}}]
    assert [(one["table"], one["system"], one["profile"], one["files"]) for one in case["input"]] == [
        ("stock", "cin7", "cin7_core.availability", ["a.json"]), ("stock", "warehouse", "generic_wms.stock", ["b.csv"])]
    # The files say neither when, nor that they are whole, nor in which money: nothing is invented.
    assert set(case["case"]) == {"name"} and "hop" not in case and all(set(one) == {"table", "system", "profile", "files"} for one in case["input"])
    assert "# as_of = " in text and "# complete = true" in text
    assert trueup(folder, "run", "trueup.toml").returncode == 2
    (folder / "trueup.toml").write_text(text.replace('# as_of = "..."', 'as_of = "2026-11-20T06:00:00Z"'))
    done = trueup(folder, "run", ".", "--format", "json")
    assert done.returncode == 1, done.err
    assert [key["delta"] for key in json.loads(done.out)["bridge"]["keys"]] == ["2"]


def test_each_guess_has_its_certainty(folder):
    _, text = draft_of(folder, *two_exports(folder))
    for line in text.splitlines():
        if re.match(r"(role|profile|as_of) = |\[\[location\]\]", line):
            assert re.search(r"  # guess: \d+ %, next: \S", line), line


def test_nothing_is_overwritten(folder):
    files = two_exports(folder)
    (folder / "trueup.toml").write_text("mine")
    (folder / "link.toml").symlink_to("nowhere.toml")
    for more in ((), ("--output", "link.toml"), ("--output", ".")):
        done = trueup(folder, "init", *files, *more)
        assert (done.returncode, done.out) == (2, "") and "is not overwritten" in done.err
    assert (folder / "trueup.toml").read_text() == "mine" and not (folder / "nowhere.toml").exists()


def test_paths_are_relative_to_the_case(folder):
    (folder / "exports").mkdir()
    (folder / "case").mkdir()
    two_exports(folder / "exports")
    done = trueup(folder, "init", "exports/a.json", str(folder / "exports/b.csv"), "--output", "case/first.toml")
    assert done.returncode == 0, done.err
    case = tomllib.loads((folder / "case/first.toml").read_text())
    assert [one["files"] for one in case["input"]] == [["../exports/a.json"], ["../exports/b.csv"]]
    assert trueup(folder, "check", "case/first.toml").returncode == 0


def test_x12_names_its_partner_and_its_way(folder):
    (folder / "a.json").write_text(availability(BOOK))
    (folder / "out.edi").write_text(interchange("HALL 3PL", "NORTHQUAY", [shipped("SO-1", "MUG", 2), shipped("SO-2", "TRAY", 1)]))
    (folder / "in.edi").write_text(interchange("NORTHQUAY", "HALL 3PL", [("940", ["W05*N*SO-1", "N1*WH*West hall*92*W1", "LX*1", "W01*2*EA**SK*MUG"])]))
    case, text = draft_of(folder, "a.json", "in.edi", "out.edi")
    assert {system["id"]: system["role"] for system in case["system"]} == {"cin7": "system_of_record", "hall-3pl": "execution"}
    hops = {hop["id"]: (hop["from"], hop["to"], hop["carries"]) for hop in case["hop"]}
    assert hops == {"hall-3pl-to-cin7": ("hall-3pl", "cin7", ["ship_advice"]), "cin7-to-hall-3pl": ("cin7", "hall-3pl", ["ship_order"])}
    documents = {one["profile"]: one["system"] for one in case["input"] if one["table"] == "documents"}
    assert documents == {"x12.945": "hall-3pl", "x12.940": "cin7"}
    assert text.count("# max_age") == 2 and "timezone = " in text


def test_one_x12_file_with_several_sets_is_read_for_each(folder):
    (folder / "day.edi").write_text(interchange("HALL3PL", "NORTHQUAY", [shipped("SO-1", "MUG", 2), ("997", ["AK1*OW*7", "AK9*A*1*1*1"])]))
    case, _ = draft_of(folder, "day.edi")
    assert {(one["table"], one["profile"]) for one in case["input"]} >= {("documents", "x12.945"), ("messages", "x12.997")}


def test_a_warehouse_is_known_by_what_is_sent_to_it(folder):
    (folder / "in.edi").write_text(interchange("NORTHQUAY", "HALL 3PL", [("940", ["W05*N*SO-1", "N1*WH*West hall*92*W1", "LX*1", "W01*2*EA**SK*MUG"])]))
    (folder / "ack.edi").write_text(interchange("HALL 3PL", "NORTHQUAY", [("997", ["AK1*OW*1", "AK2*940*0001", "AK5*A", "AK9*A*1*1*1"])]))
    case, _ = draft_of(folder, "ack.edi", "in.edi")
    assert {system["id"]: system["role"] for system in case["system"]} == {"northquay": "system_of_record", "hall-3pl": "execution"}


def test_places_of_one_name_are_one(folder):
    # Their SKUs would say the opposite: the name comes first.
    (folder / "a.json").write_text(availability([("MUG", "W1", 1), ("TRAY", "East Hall", 2), ("LAMP", "Main", 1)]))
    (folder / "b.csv").write_text(wms_stock([("TRAY", "w1 ", 1), ("MUG", "EAST HALL", 2)]))
    case, _ = draft_of(folder, "a.json", "b.csv")
    assert [(place["id"], place["names"]["warehouse"]) for place in case["location"]] == [("East Hall", "EAST HALL"), ("W1", "w1 ")]


def test_places_that_nothing_joins_stay_open(folder):
    (folder / "a.json").write_text(availability([("MUG", "North", 1), ("MUG", "South", 2)]))
    (folder / "b.csv").write_text(wms_stock([("MUG", "W1", 1)]))
    case, text = draft_of(folder, "a.json", "b.csv")
    assert "location" not in case
    assert '# which place of cin7 is "W1" of warehouse? One of: "North", "South"' in text
    assert '# names = { cin7 = "...", warehouse = "W1" }' in text


def test_the_only_name_on_each_side_is_a_guess(folder):
    (folder / "a.json").write_text(availability([("CUP", "North", 1)]))
    (folder / "b.csv").write_text(wms_stock([("MUG", "W1", 1)]))
    case, text = draft_of(folder, "a.json", "b.csv")
    assert [place["id"] for place in case["location"]] == ["North"]
    assert "[[location]]  # guess: 60 %, next: none; the one name that is left on each side" in text


def test_the_instant_is_what_the_balances_say(folder):
    (folder / "a.csv").write_text("sku,location,on_hand,system,as_of\nMUG,L,3,cin7,2026-11-20T06:00:00Z\nMUG,L,2,hall,2026-11-20T05:30:00Z\n")
    case, text = draft_of(folder, "a.csv")
    assert case["case"]["as_of"] == "2026-11-20T06:00:00Z" and "guess: 80 %, next: none; the latest time in the balances" in text
    assert {system["id"]: system["role"] for system in case["system"]} == {"cin7": "system_of_record", "hall": "execution"}


def test_whose_a_plain_file_is_stays_open(folder):
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text("sku,location,on_hand\nMUG,L,3\n")
    case, text = draft_of(folder, "a.csv", "b.csv")
    assert "system" not in case and "input" not in case
    assert '# system = "..."  # the file does not say whose it is' in text and '#   "a.csv",' in text


# --- bad and hostile files

def test_a_file_that_fits_nothing_is_named(folder):
    (folder / "c.bin").write_bytes(b"\x7fELF\0\0\1\n" * 10)
    done = trueup(folder, "init", *two_exports(folder), "c.bin")
    assert done.returncode == 3 and "c.bin: not read" in done.err
    text = (folder / "trueup.toml").read_text()
    assert len(tomllib.loads(text)["input"]) == 2 and "# c.bin is not read: c.bin: no shipped profile fits" in text


@pytest.mark.parametrize("content, reason", [
    (b"", "an empty file"), (b"%PDF-1.7\n", "a PDF"), (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old Excel workbook"), (b"<html></html>", "page"),
    (b"UNA:+.? 'UNB+UNOC:3+A:1+B:1+261119:0800+1'", "EDIFACT"), (b'{"errors":[{"code":"QuotaExceeded","message":"wait"}]}', "QuotaExceeded"),
    (b"from_system,from_value,to_system,to_value\na,b,c,d\n", "several profiles fit the file equally well")])
def test_what_no_profile_is_for_is_refused(folder, content, reason):
    (folder / "x.csv").write_bytes(content)
    for command in (("init", "x.csv"), ("read", "x.csv")):
        done = trueup(folder, *command)
        assert (done.returncode, done.out) == (2, "") and reason in done.err and done.err.count("\n") == 1, done.err
    assert sorted(listing(folder)) == ["x.csv"]


def test_no_file_and_folders(folder):
    (folder / "d").mkdir()
    assert "d: is a folder" in trueup(folder, "init", "d").err
    assert "init takes 1 or more names, got 0" in trueup(folder, "init").err
    assert trueup(folder, "init", "nothing.csv").returncode == 2
    two_exports(folder)
    assert "nowhere: no such folder" in trueup(folder, "init", "a.json", "--output", "nowhere/trueup.toml").err
    assert sorted(listing(folder)) == ["a.json", "b.csv", "d"]


def test_a_file_given_twice_counts_once(folder):
    a, b = two_exports(folder)
    (folder / "same.json").symlink_to("a.json")
    done = trueup(folder, "run", a, b, "./a.json", "same.json", "--format", "json")
    assert [key["book"] for key in json.loads(done.out)["bridge"]["keys"]] == ["10"]
    assert "./a.json: given twice, read once" in done.err


def test_names_with_quotes_and_line_breaks(folder):
    names = ['a "quoted" \\ one.json', "b\nsystem = 'x'\t*.csv"]
    (folder / names[0]).write_text(availability(BOOK))
    (folder / names[1]).write_text(wms_stock([("MUG", '"W ""1"" \\"', 8), ("TRAY", '"W ""1"" \\"', 4)]))
    case, _ = draft_of(folder, *names)
    assert [one["files"] for one in case["input"]] == [[names[0]], [names[1]]]
    done = trueup(folder, "run", *names, "--format", "json")
    assert [key["delta"] for key in json.loads(done.out)["bridge"]["keys"]] == ["2"]
    assert all(character >= " " for line in done.err.splitlines() for character in line)


def test_a_name_that_is_not_utf8(folder):
    name = os.fsencode(folder) + b"/\xff.csv"
    Path(os.fsdecode(name)).write_text(wms_stock(HALL))
    assert "is not UTF-8" in trueup(folder, "init", name).err


def test_two_hundred_files(folder):
    names = []
    for number in range(200):
        names.append(f"{number:03}.csv")
        (folder / names[-1]).write_text(wms_stock([(f"SKU-{number}", "W1", number)]))
    (folder / "a.json").write_text(availability([(f"SKU-{number}", "3PL West", number) for number in range(200)]))
    case, _ = draft_of(folder, "a.json", *names)
    assert [len(one["files"]) for one in case["input"]] == [1, 200]
    done = trueup(folder, "run", "a.json", *names)
    assert done.returncode == 0, done.err


# --- read and profiles

def test_read_says_on_stderr_what_it_recognised(folder):
    a, b = two_exports(folder)
    done = trueup(folder, "read", b)
    assert [json.loads(line)["sku"] for line in done.out.splitlines()] == ["MUG", "TRAY"]
    assert re.fullmatch(r"b\.csv: generic_wms\.stock, \d+ % \((no other fits|next: \S+, \d+ %)\): the file has Item Code, Qty On Hand\n", done.err), done.err
    assert trueup(folder, "read", b, "--quiet").err == ""
    assert trueup(folder, "read", b, "--profile", "generic_wms.stock").err == ""


def test_read_strict_gives_rows_only_when_all_are_sound(folder):
    (folder / "c.csv").write_text("sku,location,on_hand\nMUG,L,3\nTRAY,L,many\n")
    assert trueup(folder, "read", "c.csv").returncode == 3
    done = trueup(folder, "read", "c.csv", "--strict")
    assert (done.returncode, done.out) == (2, "") and "many" in done.err and done.err.count("\n") == 1
    (folder / "c.csv").write_text("sku,location,on_hand\nMUG,L,3\n")
    assert trueup(folder, "read", "c.csv", "--strict").returncode == 0


def test_profiles_lists_and_explains_each(folder):
    names = [line.split()[0] for line in trueup(folder, "profiles").out.splitlines()]
    assert names == sorted(names) and {"x12.945", "trueup.stock", "cin7_core.sale"} <= set(names)
    for name in names:
        done = trueup(folder, "profiles", "show", name)
        assert done.returncode == 0 and done.out.startswith(f"{name}: ") and re.search(r"^table \w+", done.out, re.M), name
    text = trueup(folder, "profiles", "show", "cin7_core.sale").out
    assert re.search(r"^  sku +<- SKU$", text, re.M) and "a row for each /Order/Lines" in text
    assert re.search(r"^  LX in ST", trueup(folder, "profiles", "show", "x12.945").out, re.M)


def test_profiles_of_no_name(folder):
    done = trueup(folder, "profiles", "show", "cin7_core.sales")
    assert done.returncode == 2 and "cin7_core.sale" in done.err
    assert trueup(folder, "profiles", "cin7_core.sale").returncode == 2


def test_a_file_of_one_place_takes_it_from_its_input(tmp_path):
    """`location` of an [[input]]: the file need not have the column, and its rows are compared at that place."""
    case = ROOT / "tests" / "golden" / "errors" / "absence_unknown"
    for name in ("book.csv", "trueup.toml"):
        (tmp_path / name).write_bytes((case / name).read_bytes())
    (tmp_path / "other.csv").write_text("sku,on_hand\nA-1,10\nB-2,5\nC-3,7\n")
    toml = (tmp_path / "trueup.toml").read_text()
    (tmp_path / "trueup.toml").write_text(toml.replace('files = ["other.csv"]', 'files = ["other.csv"]\nlocation = "LA1"'))
    done = subprocess.run([BINARY, "run", tmp_path, "--format", "json"], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bridge"]["keys"] == []
