"""What `trueup check` should report of a case, from docs/CHECKS.md and docs/CASES.md alone, with dicts and loops.

`expected(case)` takes a case as `trueup.check` does, with inline texts, and gives (code, input, row, column, value) for every issue of
CODES. A thing that is wrong in several rows is reported once, at its first. Codes differ only by case, ASCII blanks and leading zeros.

Where docs/CHECKS.md leaves room, the twin reads as `check` does:
- maps, packs and codes are taken at the case's instant, also those of documents and where a definition says "at one time";
- an inactive item that nothing else prints is not unmapped, and an inactive kit needs no components;
- one thing is told once: crossed items have no barcode_differs, a row to an inactive item no item_status_differs, a row of the book to
  an absent item no sku_partner_missing, a row into a cycle no map_chain, a SKU whose own row leads back no map_backward_differs;
- crossed items are joined by rows of a map; a code that items share has none.
"""
import csv
import functools
import io
from collections import defaultdict
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction

ALWAYS = datetime.min.replace(tzinfo=timezone.utc)
TABLES = "stock documents items item_units kits sku_map unit_map location_map status_map".split()  # whose row is the first
MAPS = ["sku_map", "unit_map", "location_map", "status_map"]
STATES = """not_available draft backordered authorised released accepted picking partially_picked picked partially_packed packed
    partially_shipped shipped delivered invoiced paid credited received restocked on_hold awaiting_payment rejected cancelled voided undone
    closed""".split()
BARE_CODES = ["CS", "CA", "PL", "PC", "ST", "BT"]
CODES = """sku_unmapped sku_twin sku_partner_missing sku_near_duplicate sku_malformed item_twice sku_map_crossed
    barcode_missing barcode_invalid barcode_shared barcode_differs item_kind_differs item_status_differs item_tracking_differs
    item_cost_unit_differs item_unit_cost_differs
    map_conflict map_many_to_one map_backward_differs map_chain map_cycle map_row_twice map_target_absent map_target_inactive
    map_system_unknown map_unowned map_is_draft
    kit_without_components kit_component_absent kit_component_inactive kit_quantity_not_positive kit_cycle pack_sku_unlinked
    uom_factor_missing pack_not_positive pack_inexact pack_paths_differ pack_conflict pack_dates_gap pack_changed_after_map
    base_unit_conflict unit_code_ambiguous
    location_unmapped location_shared location_split location_operator_missing
    status_target_unknown hop_schedule_unknown hop_age_unknown hop_unowned""".split()


def expected(case):
    twin = Twin(case)
    found = []
    for part in (skus, pairs, barcodes, maps, kits, packs, units, locations, statuses, hops):
        found += part(twin)
    return found


# --- the case

class Row(dict):
    """One line of a table, with where it stands."""

    def __init__(self, cells, table, index, name, number, system):
        super().__init__(cells)
        self.table, self.place, self.input, self.number = table, (TABLES.index(table), index, number), name, number
        self.system = cells.get("system") or system

    def get(self, column, other=""):
        return super().get(column) or other


class Twin:
    def __init__(self, case):
        self.case = case
        self.as_of = instant(case["case"]["as_of"])
        self.systems = [system["id"] for system in case["system"]]
        self.dialect = {system["id"]: system["dialect"] for system in case["system"]}
        self.book, = [system["id"] for system in case["system"] if system["role"] == "system_of_record"]
        self.tables = defaultdict(list)
        self.given = set()                  # (table, system) that an input holds
        for index, entry in enumerate(case["input"]):
            cells = csv.DictReader(io.StringIO(entry["text"]))
            name = input_name(entry)
            self.given.add((entry["table"], entry.get("system", "")))
            for number, line in enumerate(cells, 2):
                row = Row(line, entry["table"], index, name, number, entry.get("system", ""))
                row.at = time_of(row, entry, self.as_of)
                self.tables[entry["table"]].append(row)
        self.items = defaultdict(dict)      # system -> SKU -> its first row
        for row in self.tables["items"]:
            self.items[row.system].setdefault(row["sku"], row)
        self.runs = {table: runs(self.tables[table], self.systems) for table in MAPS}
        self.book_codes = self.codes_of_book()
        self.steps = {table: leading(self, table) for table in MAPS}

    def codes_of_book(self):
        known = set(self.items[self.book])
        known |= {row["sku"] for row in self.tables["stock"] if row.system == self.book}
        for row in self.tables["sku_map"]:
            if row["from_system"] == self.book:
                known.add(row["from_value"])
            if row["to_system"] == self.book:
                known.add(row["to_value"])
        return known - {""}

    def has_map(self, table, system):
        return any({one, two} == {system, self.book} for one, _, two in self.runs[table])

    def mapped(self, table, system, value, at):
        """What a row of a map, read forward or backward, makes of a value in the book at a time; nothing without one."""
        if system == self.book and table == "sku_map":
            return value
        run = self.runs[table].get((system, value, self.book))
        if run:
            return single(in_force(run, at))
        backward = {start for (one, start, two), run in self.runs[table].items()
                    if (one, two) == (self.book, system) and one != two and single(in_force(run, at)) == value}
        return single(backward)

    def book_sku(self, system, code, at):
        """The book's SKU for a code; nothing when it is unmapped."""
        sku = self.mapped("sku_map", system, code, at)
        has_row = (system, code, self.book) in self.runs["sku_map"]
        return code if sku is None and not has_row and code in self.book_codes else sku

    def item_pairs(self):
        """[(book's item, other's item)] for the other systems' items that lead to an item of the book."""
        found = []
        for system in self.systems:
            for code, row in self.items[system].items():
                sku = self.book_sku(system, code, self.as_of)
                if system != self.book and sku in self.items[self.book]:
                    found.append((self.items[self.book][sku], row))
        return found


def input_name(entry):
    return f"{entry['table']}"


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def time_of(row, entry, as_of):
    """When a row speaks of: a balance of its instant, a document of the time at which the goods moved."""
    if row.table == "stock":
        return instant(row.get("as_of")) or instant(entry.get("as_of")) or as_of
    if row.table == "documents":
        return instant(row.get("effective_at")) or instant(row.get("posted_at")) or as_of
    return as_of


def start_of(row):
    return instant(row.get("valid_from")) or ALWAYS


def runs(rows, systems):
    """(from_system, from_value, to_system) -> [(start, {to_value})], in order of time."""
    by_from = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row["from_system"] in systems and row["to_system"] in systems:
            by_from[row["from_system"], row["from_value"], row["to_system"]][start_of(row)].add(row["to_value"])
    return {key: sorted(steps.items()) for key, steps in by_from.items()}


def in_force(run, at):
    """The values that hold at a time: none, one, or several that cancel each other; the empty one ends."""
    holding = set()
    for start, targets in run:
        if start <= at:
            holding = targets
    return holding - {""} if len(holding) == 1 else holding


def single(values):
    return next(iter(values)) if len(values) == 1 else None


def issue(code, rows, column, value):
    """An issue of one thing that stands in these rows: at the first of them."""
    row = min(rows, key=lambda row: row.place)
    return code, row.input, row.number, column, value


def grouped(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def active(row):
    return row.get("status", "active") == "active"


def stock_item(row):
    return row.get("kind", "stock") == "stock"


def normal(code):
    """Case, blanks, and zeros before a digit."""
    code = code.replace(" ", "").upper()
    while len(code) > 1 and code[0] == "0" and code[1].isdigit():
        code = code[1:]
    return code


# --- SKUs

def skus(twin):
    known = known_spellings(twin)
    foreign = [row for table in ("stock", "documents", "items") for row in twin.tables[table]
               if row.system != twin.book and (table != "items" or active(row))]
    for (system, code), rows in grouped(foreign, lambda row: (row.system, row["sku"])).items():
        # A code whose translation has ended since was right when its document was made.
        lost = [row for row in rows if all(twin.book_sku(system, code, at) is None for at in (twin.as_of, row.at))]
        items = {sku for spelling, sku in known[normal(code)]}
        if lost and len(items) == 1 and (code, single(items)) not in known[normal(code)]:
            yield issue("sku_twin", lost, "sku", code)
        elif lost and twin.has_map("sku_map", system):
            yield issue("sku_unmapped", lost, "sku", code)

    partners = defaultdict(set)
    for mine, theirs in twin.item_pairs():
        partners[theirs.system].add(mine["sku"])
    for (one, sku), (two, code) in twin.steps["sku_map"]:
        if one == twin.book != two:     # where it leads to no item, map_target_absent says so
            partners[two].add(sku)
    for system in twin.systems:
        if system != twin.book and twin.items[system] and twin.has_map("sku_map", system):
            for sku, row in twin.items[twin.book].items():
                if active(row) and stock_item(row) and sku not in partners[system]:
                    yield issue("sku_partner_missing", [row], "sku", sku)

    for system, items in twin.items.items():
        for form, rows in grouped([row for row in items.values() if active(row)], lambda row: normal(row["sku"])).items():
            if len(rows) > 1:
                first = min(rows, key=lambda row: row.place)
                yield issue("sku_near_duplicate", rows, "sku", first["sku"])
        for sku, row in items.items():
            if len(sku) > 50 and twin.dialect[system] == "cin7_core" or any(ord(char) < 32 or ord(char) == 127 for char in sku):
                yield issue("sku_malformed", [row], "sku", sku)
    for (system, sku), rows in grouped(twin.tables["items"], lambda row: (row.system, row["sku"])).items():
        if len(rows) > 1:
            yield issue("item_twice", rows, "sku", sku)


def known_spellings(twin):
    """Normal form -> {(spelling, the book's item)}: the book's codes, and those that lead to one."""
    known = defaultdict(set)
    for code in twin.book_codes:
        known[normal(code)].add((code, code))
    for (one, value), (two, target) in twin.steps["sku_map"]:
        if two == twin.book:
            known[normal(value)].add((value, target))
        elif one == twin.book and twin.book_sku(two, target, twin.as_of) == value:
            known[normal(target)].add((target, value))
    return known


# --- items on both sides

@functools.lru_cache(maxsize=None)
def readings(text):
    """The numbers of 14 digits that a barcode may be: eight digits may be a GTIN-8 and a UPC-E."""
    if not text.isdigit() or not text.isascii() or len(text) not in (8, 12, 13, 14) or int(text) == 0:
        return frozenset()
    numbers = {text.zfill(14)}
    if len(text) == 8 and text[0] in "01":
        numbers.add(upc_a(text).zfill(14))
    return frozenset(number for number in numbers if check_digit_fits(number))


def gtin(text):
    return single(readings(text or ""))


def check_digit_fits(digits):
    """Weights 3 and 1 from the right of the body (GS1 General Specifications 7.9)."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits))) % 10 == 0


def upc_a(text):
    """What a UPC-E stands for (GS1 General Specifications 5.2.2.4.2)."""
    system, body, last, check = text[0], text[1:6], text[6], text[7]
    if last in "012":
        return system + body[:2] + last + "0000" + body[2:] + check
    if last == "3":
        return system + body[:3] + "00000" + body[3:] + check
    if last == "4":
        return system + body[:4] + "00000" + body[4:] + check
    return system + body + "0000" + last + check


def barcodes(twin):
    for system, items in twin.items.items():
        rows = list(items.values())
        for row in rows:
            if not row.get("barcode"):
                if active(row) and stock_item(row) and any(other.get("barcode") for other in rows):
                    yield issue("barcode_missing", [row], "sku", row["sku"])
            elif not readings(row["barcode"]):
                yield issue("barcode_invalid", [row], "barcode", row["barcode"])
        holders = [row for row in rows if active(row) and row.get("barcode")]
        for number, sharing in grouped(holders, lambda row: gtin(row["barcode"]) or row["barcode"]).items():
            if len(sharing) > 1:
                first = min(sharing, key=lambda row: row.place)
                yield issue("barcode_shared", sharing, "barcode", first["barcode"])


def pairs(twin):
    """Two mapped items, at the book's row."""
    found = twin.item_pairs()
    crossed = crossings(twin, found)
    for mine, theirs in found:
        for mine2, theirs2 in crossed[id(theirs)]:
            if mine.place < mine2.place:
                rows = joining(twin, mine, theirs) + joining(twin, mine2, theirs2)
                first = min(rows, key=lambda row: row.place)
                yield issue("sku_map_crossed", rows, "from_value", first["from_value"])
        codes = readings(mine.get("barcode")), readings(theirs.get("barcode"))
        if all(codes) and not codes[0] & codes[1] and not crossed[id(theirs)]:
            yield issue("barcode_differs", [mine], "barcode", mine["barcode"])
        for code, column in [("item_kind_differs", "kind"), ("item_tracking_differs", "tracking"), ("item_cost_unit_differs", "cost_unit")]:
            if mine.get(column) and theirs.get(column) and mine[column] != theirs[column]:
                yield issue(code, [mine], column, mine[column])
        if active(mine) != active(theirs) and not led_to_inactive(twin, mine, theirs):
            yield issue("item_status_differs", [mine], "status", mine.get("status"))
        if mine.get("unit_cost") and theirs.get("unit_cost") and Decimal(mine["unit_cost"]) != Decimal(theirs["unit_cost"]):
            currency = twin.case["case"]["currency"]
            if mine.get("currency", currency) == theirs.get("currency", currency) and mine.get("cost_unit") == theirs.get("cost_unit"):
                yield issue("item_unit_cost_differs", [mine], "unit_cost", plain(mine["unit_cost"]))


def plain(text):
    """A figure without zeros that say nothing."""
    return f"{Decimal(text).normalize():f}"


def joining(twin, mine, theirs):
    """The rows in force that join two items."""
    one, two = (mine.system, mine["sku"]), (theirs.system, theirs["sku"])
    return rows_of(twin, {(one, two), (two, one)})


def led_to_inactive(twin, mine, theirs):
    """Whether a row leads from the active one to the inactive one: map_target_inactive says so."""
    source, target = (mine, theirs) if active(mine) else (theirs, mine)
    return any((row["to_system"], row["to_value"]) == (target.system, target["sku"]) for row in joining(twin, mine, theirs))


def crossings(twin, found):
    """The other side's item -> the pairs that are crossed with its own; both pairs are joined by a row."""
    crossed = defaultdict(list)
    joined = [(mine, theirs) for mine, theirs in found if joining(twin, mine, theirs)]
    for mine, theirs in joined:
        for mine2, theirs2 in joined:
            if theirs.system == theirs2.system and mine is not mine2 and theirs is not theirs2 and fit_crosswise(mine, theirs, mine2, theirs2):
                crossed[id(theirs)].append((mine2, theirs2))
    return crossed


def fit_crosswise(mine, theirs, mine2, theirs2):
    """By barcode; by name where no barcode contradicts."""
    for column, reading in (("barcode", gtin), ("name", str)):
        a, b, a2, b2 = (reading(row.get(column)) or None for row in (mine, theirs, mine2, theirs2))
        if (a and a == b) or (a2 and a2 == b2):
            return False
        if None not in (a, b, a2, b2) and a == b2 and a2 == b:
            return True
    return False


# --- maps

def maps(twin):
    for table in MAPS:
        rows = twin.tables[table]
        sound = []
        for row in rows:
            (sound if {row["from_system"], row["to_system"]} <= set(twin.systems) else []).append(row)
        yield from map_rows(twin, table, rows, sound)
        yield from map_care(table, sound)
    yield from map_graph(twin)
    yield from map_targets(twin)


def map_rows(twin, table, rows, sound):
    for column in ("from_system", "to_system"):
        unknown = [row for row in rows if row[column] not in twin.systems]
        for system, naming in grouped(unknown, lambda row: row[column]).items():
            yield issue("map_system_unknown", naming, column, system)
    same = grouped(sound, lambda row: (row["from_system"], row["from_value"], row["to_system"], row["to_value"], start_of(row)))
    for key, copies in same.items():
        if len(copies) > 1:
            yield issue("map_row_twice", copies, "from_value", key[1])
    dated = grouped(sound, lambda row: (row["from_system"], row["from_value"], row["to_system"], start_of(row)))
    for key, together in dated.items():
        if len({row["to_value"] for row in together}) > 1:
            yield issue("map_conflict", together, "from_value", key[1])


def map_care(table, sound):
    """A map is what one table holds between two systems, in both directions."""
    for systems, rows in grouped(sound, lambda row: frozenset((row["from_system"], row["to_system"]))).items():
        if not any(row.get("owner") for row in rows):
            yield issue("map_unowned", rows, "owner", "")
        drafts = [row for row in rows if row.get("version") == "draft"]
        if drafts:
            yield issue("map_is_draft", drafts, "version", "draft")


def map_graph(twin):
    """What the rows in force at the case's instant make: steps from (system, value) to (system, value)."""
    steps = twin.steps["sku_map"]
    for (target, _), some in grouped(steps, lambda step: (step[1], step[0][0])).items():
        if len({source for source, _ in some}) > 1:
            yield issue("map_many_to_one", rows_of(twin, some), "to_value", target[1])

    rings = cycles(steps)
    for ring in rings:
        first = min(rows_of(twin, ring), key=lambda row: row.place)
        yield issue("map_cycle", rows_of(twin, ring), "from_value", first["from_value"])

    chained = []
    for source, target in steps:
        for onward, end in steps:
            if onward == target:
                if end[0] == source[0] and target[0] != source[0]:
                    if (end, target) in steps:
                        continue  # the row back has its own row forth: many to one
                    yield issue("map_backward_differs", rows_of(twin, [(source, target)]), "to_value", target[1])
                elif not any(target in step for ring in rings for step in ring):
                    chained.append(((source, target), (onward, end)))
    for first in {first for first, _ in chained} - {second for _, second in chained}:  # a chain is told of at its head
        yield issue("map_chain", rows_of(twin, [first]), "to_value", first[1][1])


def rows_of(twin, steps):
    """The rows of sku_map that are these steps now."""
    found = []
    for row in twin.tables["sku_map"]:
        if ((row["from_system"], row["from_value"]), (row["to_system"], row["to_value"])) in steps:
            run = twin.runs["sku_map"][row["from_system"], row["from_value"], row["to_system"]]
            if start_of(row) == latest([start for start, _ in run], twin.as_of):
                found.append(row)
    return found


def leading(twin, table):
    return [((one, value), (two, single(in_force(run, twin.as_of)))) for (one, value, two), run in twin.runs[table].items()
            if single(in_force(run, twin.as_of))]


def cycles(steps):
    """The steps from which others lead back, by what hangs together. There and back between two systems is no cycle."""
    turning, found = [], []
    for source, target in steps:
        onward = defaultdict(set)
        for step in steps:
            if step != (target, source) or source[0] == target[0]:
                onward[step[0]].add(step[1])
        if source != target and source in reach(onward, target):
            turning.append((source, target))
    while turning:
        ring = [turning.pop(0)]
        for _ in range(len(turning)):
            for step in list(turning):
                if any(set(step) & set(one) for one in ring):
                    ring.append(step)
                    turning.remove(step)
        found.append(ring)
    return found


def map_targets(twin):
    for (source_system, target), some in grouped(twin.steps["sku_map"], lambda step: (step[0][0], step[1])).items():
        items = twin.items[target[0]]
        if items and target[1] not in items:
            yield issue("map_target_absent", rows_of(twin, some), "to_value", target[1])
        elif items and not active(items[target[1]]):
            alive = [(source, target) for source, target in some if active(twin.items[source[0]].get(source[1], {}))]
            if alive:
                yield issue("map_target_inactive", rows_of(twin, alive), "to_value", target[1])


# --- kits

def ratio(row):
    """A kit's quantity, or its numerator over its denominator; nothing unless above zero."""
    if row.get("quantity"):
        value = Decimal(row["quantity"])
        return Fraction(value) if value > 0 else None
    if not row.get("numerator") or not row.get("denominator"):
        return None
    above, below = Decimal(row["numerator"]), Decimal(row["denominator"])
    return Fraction(above) / Fraction(below) if above > 0 and below > 0 else None


def kits(twin):
    rows = twin.tables["kits"]
    by_kit = grouped(rows, lambda row: (row.system, row["kit_sku"]))
    for system, items in twin.items.items():
        for sku, row in items.items():
            if row.get("kind") == "kit" and active(row) and any(part.system == system for part in rows) and (system, sku) not in by_kit:
                yield issue("kit_without_components", [row], "sku", sku)
    for row in rows:
        items = twin.items[row.system]
        if items and row["component_sku"] not in items:
            yield issue("kit_component_absent", [row], "component_sku", row["component_sku"])
        elif items and not active(items[row["component_sku"]]):
            yield issue("kit_component_inactive", [row], "component_sku", row["component_sku"])
        if ratio(row) is None:
            column = next((name for name in ("numerator", "denominator") if row.get(name) and Decimal(row[name]) <= 0), "quantity")
            yield issue("kit_quantity_not_positive", [row], column, row.get(column))
    for system in twin.systems:
        inside = defaultdict(set)
        for (owner, kit), parts in by_kit.items():
            if owner == system:
                inside[kit] |= {row["component_sku"] for row in parts}
        for ring in rings(inside):
            parts = [row for kit in ring for row in by_kit[system, kit] if row["component_sku"] in ring]
            first = min(parts, key=lambda row: row.place)
            yield issue("kit_cycle", parts, "kit_sku", first["kit_sku"])
    for (system, kit), parts in by_kit.items():
        if len(parts) == 1 and ratio(parts[0]) is not None and twin.tables["item_units"]:
            part = parts[0]
            sizes = {pack_factor(row) for row in twin.tables["item_units"] if row.system == system and row["sku"] == part["component_sku"]}
            if ratio(part) not in sizes:
                yield issue("pack_sku_unlinked", [part], "kit_sku", kit)


def rings(inside):
    """The sets of nodes that reach each other, and each itself."""
    reached = {start: reach(inside, start) for start in inside}
    return {frozenset(node for node in reached if node in reached[start] and start in reached[node])
            for start in reached if start in reached[start]}


def reach(inside, start):
    seen, todo = set(), list(inside.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += inside.get(node, ())
    return seen


# --- units

def pack_factor(row):
    above, below = Decimal(row["numerator"]), Decimal(row["denominator"])
    return Fraction(above) / Fraction(below) if above > 0 and below > 0 else None


def is_rounded(text):
    """Whether a decimal is a fraction of a small denominator, rounded at its last place."""
    value = Decimal(text)
    places = -value.as_tuple().exponent
    if places < 5:
        return False
    step = Decimal(1).scaleb(-places)
    for below in range(2, 1000):
        above = round(Fraction(value) * below)
        exact = Fraction(above, below)
        if exact != Fraction(value) and abs(exact - Fraction(value)) * 2 <= Fraction(step):
            return True
    return False


def packs(twin):
    for row in twin.tables["item_units"]:
        for column in ("numerator", "denominator"):
            if Decimal(row[column]) <= 0:
                yield issue("pack_not_positive", [row], column, row[column])
                break
    for row in twin.tables["item_units"] + twin.tables["kits"]:
        for column in ("numerator", "denominator", "quantity"):
            if row.get(column) and is_rounded(row[column]):
                yield issue("pack_inexact", [row], column, row[column])
                break
    sound = [row for row in twin.tables["item_units"] if pack_factor(row)]
    for key, rows in grouped(sound, lambda row: (row.system, row["sku"], row["unit"], start_of(row))).items():
        if len({pack_factor(row) for row in rows}) > 1:
            yield issue("pack_conflict", rows, "unit", key[2])


class Packs:
    """The factors of each item: (book's SKU, book's unit word) -> {(system, code, word): [(start, {factor})]}."""

    def __init__(self, twin):
        self.twin = twin
        self.ways = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        self.rows = defaultdict(list)
        for row in twin.tables["item_units"]:
            factor = pack_factor(row)
            if factor is not None:
                item, unit = self.item(row), self.word(row.system, row["unit"])
                self.ways[item, unit][row.system, row["sku"], row["unit"]][start_of(row)].add(factor)
                self.rows[item, unit].append(row)

    def item(self, row):
        """The book's SKU, or the code as printed where it has none."""
        if not self.twin.has_map("sku_map", row.system):
            return row["sku"]
        return self.twin.book_sku(row.system, row["sku"], self.twin.as_of) or (row.system, row["sku"])

    def is_one(self, item, word):
        return any(1 in factors for run in self.ways.get((item, word), {}).values() for factors in run.values())

    def word(self, system, unit):
        return self.twin.mapped("unit_map", system, unit, self.twin.as_of) or unit


def units(twin):
    packed = Packs(twin)
    printed = []                 # (row, column, item, word as printed)
    for table, columns in [("stock", ["unit"]), ("documents", ["unit"]), ("items", ["cost_unit"])]:
        for row in twin.tables[table]:
            for column in columns:
                if row.get(column):
                    printed.append((row, column, packed.item(row), row[column]))
    yield from missing_factors(twin, packed, printed)
    yield from late_factors(packed, printed)
    yield from differing_paths(twin, packed)
    yield from changed_packs(twin)
    yield from base_units(twin, packed)
    yield from ambiguous_codes(twin, printed)


def base_of(twin, packed, item):
    """base_unit of the book's items; without it the one word without a pack that rows use, if none leaves the unit out."""
    declared = declared_base(twin, item)
    words = {declared} if declared else set()
    for used in twin.tables["stock"] + twin.tables["documents"]:
        if not declared and packed.item(used) == item:
            word = packed.word(used.system, used.get("unit")) if used.get("unit") else ""
            if (item, word) not in packed.ways:
                words.add(word)
    return single(words)


def declared_base(twin, item):
    return twin.items[twin.book].get(item, {}).get("base_unit")


def missing_factors(twin, packed, printed):
    """A code that is unmapped is no item; what a cost is per says something where the base unit is declared."""
    lost = defaultdict(list)
    for row, column, item, text in printed:
        word = packed.word(row.system, text)
        if (item, word) in packed.ways or isinstance(item, tuple):
            continue
        if word != base_of(twin, packed, item) and (row.table != "items" or declared_base(twin, item)):
            lost[item, text].append((row, column, text))
    for places in lost.values():
        row, column, text = min(places, key=lambda place: place[0].place)
        yield issue("uom_factor_missing", [row], column, text)


def late_factors(packed, printed):
    early = defaultdict(list)
    for row, column, item, text in printed:
        word = packed.word(row.system, text)
        ways = packed.ways.get((item, word))
        if ways and row.table != "items" and row.at < min(start for run in ways.values() for start in run):
            early[item, word].append(row)
    for (item, word), rows in early.items():
        first = min(packed.rows[item, word], key=lambda row: row.place)
        yield issue("pack_dates_gap", [first], "valid_from", first.get("valid_from"))


def differing_paths(twin, packed):
    """At the case's instant; a base unit that has a pack of its own is a second way to itself."""
    for (item, word), ways in packed.ways.items():
        factors = {key: single(in_force(sorted(run.items()), twin.as_of)) for key, run in ways.items()}
        held = {factor for factor in factors.values() if factor}
        if word == declared_base(twin, item) and held:
            held.add(Fraction(1))
        if len(held) > 1:
            rows = [row for row in packed.rows[item, word] if start_of(row) == latest(ways[row.system, row["sku"], row["unit"]], twin.as_of)]
            first = min(rows, key=lambda row: row.place)
            yield issue("pack_paths_differ", rows, "unit", first["unit"])


def latest(starts, at):
    return max((start for start in starts if start <= at), default=None)


def changed_packs(twin):
    """A later factor that is another, after the latest dated row of the map that names the item."""
    for (system, sku, unit), rows in grouped(twin.tables["item_units"], lambda row: (row.system, row["sku"], row["unit"])).items():
        dates = [start_of(row) for row in twin.tables["sku_map"] if (system, sku) in
                 ((row["from_system"], row["from_value"]), (row["to_system"], row["to_value"]))]
        if not dates or max(dates) == ALWAYS:
            continue
        steps = grouped(rows, start_of)
        ordered = sorted(steps)
        for before, after in zip(ordered, ordered[1:]):
            factors = [{pack_factor(row) for row in steps[start]} for start in (before, after)]
            if after > max(dates) and all(map(single, factors)) and factors[0] != factors[1]:
                yield issue("pack_changed_after_map", steps[after], "valid_from", steps[after][0]["valid_from"])
                break


def base_units(twin, packed):
    for mine, theirs in twin.item_pairs():
        words = {packed.word(row.system, row["base_unit"]) for row in (mine, theirs) if row.get("base_unit")}
        if len({word for word in words if not packed.is_one(mine["sku"], word)}) > 1:
            yield issue("base_unit_conflict", [mine], "base_unit", mine["base_unit"])
    ones = grouped([row for row in twin.tables["item_units"] if pack_factor(row) == 1], packed.item)
    for item, rows in ones.items():
        base = declared_base(twin, item)
        for row in rows:
            words = {base or packed.word(rows[0].system, rows[0]["unit"]), packed.word(row.system, row["unit"])}
            if len(words) > 1:
                yield issue("base_unit_conflict", [row], "unit", row["unit"])
                break


def ambiguous_codes(twin, printed):
    bare = [(row, column, text) for row, column, _, text in printed] + [(row, "unit", row["unit"]) for row in twin.tables["item_units"]]
    bare = [(row, column, text) for row, column, text in bare if text in BARE_CODES]
    for (system, text), places in grouped(bare, lambda place: (place[0].system, place[2])).items():
        if not any((system, text) in ((row["from_system"], row["from_value"]), (row["to_system"], row["to_value"])) for row in twin.tables["unit_map"]):
            row, column, _ = min(places, key=lambda place: place[0].place)
            yield issue("unit_code_ambiguous", [row], column, text)


# --- locations, status words, hops

def names_of(location, system):
    names = location.get("names", {}).get(system, [])
    return {location["id"], *([names] if isinstance(names, str) else names)}


def locations(twin):
    places = twin.case.get("location", [])
    for location in places:
        if location.get("kind") == "external" and not location.get("operator"):
            yield "location_operator_missing", "trueup.toml", 0, "location.operator", location["id"]
    for system in twin.systems:
        meaning = defaultdict(list)
        for location in places:
            if location.get("operator"):
                for name in names_of(location, system):
                    meaning[name].append(location)
        for name, meant in meaning.items():
            if len(meant) > 1:
                own = any(location["operator"] == system for location in meant)
                yield "location_split" if own else "location_shared", "trueup.toml", 0, f"location.names.{system}", name
    known = {(system, name) for system in twin.systems for location in places for name in names_of(location, system)}
    known |= {(row["from_system"], row["from_value"]) for row in twin.tables["location_map"] if (row["to_system"], row["to_value"]) in known}
    rows = twin.tables["stock"] + twin.tables["documents"]
    for (system, name), naming in grouped([row for row in rows if row.get("location")], lambda row: (row.system, row["location"])).items():
        if (system, name) not in known:
            yield issue("location_unmapped", naming, "location", name)


def statuses(twin):
    for row in twin.tables["status_map"]:
        if row.get("to_value") and row["to_value"] not in STATES:
            yield issue("status_target_unknown", [row], "to_value", row["to_value"])


def hops(twin):
    for hop in twin.case.get("hop", []):
        for code, key in [("hop_schedule_unknown", "every"), ("hop_age_unknown", "max_age"), ("hop_unowned", "owner")]:
            if key not in hop:
                yield code, "trueup.toml", 0, f"hop.{key}", hop["id"]
