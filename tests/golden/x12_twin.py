"""A second reading of warehouse EDI: plain Python from bytes to rows, with no profile and no code of the library's.

`read(data)` gives [(set id, [row, ...]), ...]: of 940, 943, 944, 945, 947, 846, 850, 856 and 997 the columns that matter, as they
are printed. It knows the shapes that the profiles know, and raises Unreadable where it cannot tell the separators.
"""
import re

IDS = "SK VN VP VA VC BP IN CB IB PN MG MF MN PI SW UP UK EN UA UI".split()  # best first
BUCKETS = {"17": "on_hand", "ES": "on_hand", "33": "available", "34": "available", "RJ": "available", "V2": "available",
           "27": "allocated", "XU": "allocated", "20": "unavailable", "74": "unavailable", "QH": "quarantine", "IQ": "in_transit",
           "63": "on_order"}
KINDS = {"180": "return_authorization", "810": "invoice", "846": "stock", "850": "sales_order", "856": "ship_advice",
         "940": "ship_order", "943": "inbound_notice", "944": "receipt", "945": "ship_advice", "947": "adjustment"}
GROUPS = {"AN": "180", "AR": "943", "AW": "947", "IB": "846", "IN": "810", "OW": "940", "PO": "850", "RE": "944", "SH": "856",
          "SW": "945"}
STATES = {"N": "released", "T": "released", "R": "released", "L": "released", "C": "accepted", "B": "backordered",
          "E": "backordered", "F": "cancelled", "D": "cancelled"}
# set: what opens a line, type, quantity, unit, elements with qualifiers of ids, case code, lots
LINES = {"940": ("W01", "ship_order", 1, 2, (4, 6, 15), 3, 13), "943": ("W04", "inbound_notice", 1, 2, (4, 6, 14), 3, 0),
         "944": ("W07", "receipt", 1, 2, (4, 6, 10), 3, 8), "945": ("W12", "ship_advice", 3, 5, (7, 17, 21), 6, 9),
         "947": ("W19", "adjustment", 2, 3, (5, 7, 17), 4, 9)}
SUMMARY = {"W76", "W03", "W14", "CTT", "SE"}


class Unreadable(Exception):
    pass


class Segment(list):
    """Elements by their number; one that is not there is empty. Its id is element 0."""

    def __getitem__(self, number):
        return list.__getitem__(self, number).strip() if number < len(self) else ""

    def pairs(self, *starts):
        return [(self[at], self[at + 1]) for at in starts if self[at] and self[at + 1]]

    def unit(self, number, component):
        return self[number].split(component)[0] if component else self[number]


def separators(text):
    """Element, component and terminator of what starts at `text`. The end of GS08, or of ST02, tells the terminator."""
    element = text[3] if text.startswith("ISA") else text[2]
    sep = re.escape(element)
    if text.startswith("ISA"):
        found = re.match(rf"ISA(?:{sep}[^{sep}]*){{15}}{sep}(.)(?s:.*?)GS(?:{sep}[^{sep}]*){{7}}{sep}[A-Z0-9]+ ?([^A-Z0-9 ])", text)
        if not found:
            raise Unreadable("no ISA and GS with 16 and 8 elements")
        return element, found[1], text[105] if found[2] == element else found[2]  # GS has an element too many
    found = re.match(rf"ST{sep}\d+{sep}\w+ ?(\W)", text)
    if not found:
        raise Unreadable("neither ISA nor ST")
    return element, "", found[1]


def segments(data):
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    text = text.lstrip()
    while text:
        element, component, terminator = separators(text)
        at = 0
        for raw in text.split(terminator):
            if at and re.match(r"\s*ISA[^A-Za-z0-9]", raw):
                break
            at += len(raw) + 1
            if raw.strip():
                yield component, Segment(raw.strip("\r\n\t ").split(element))
        text = text[at:].lstrip()


def value(where, name, number, *one_of):
    """Element of the first such segment, its element 1 one of these, in the nearest list that has one."""
    for inside in where:
        for segment in inside:
            if segment[0] == name and (not one_of or segment[1] in one_of):
                return segment[number]
    return ""


def best(pairs):
    known = [pair for pair in pairs if pair[0] in IDS]
    return min(known, key=lambda pair: IDS.index(pair[0]))[1] if known else ""


def lot_of(pairs, *qualifiers):
    return next((text for qualifier, text in pairs if qualifier in (qualifiers or ("LT",))), "")


def place(where, *entities):
    for entity in entities:
        name = value(where, "N1", 4, entity) or value(where, "N1", 2, entity)
        if name:
            return name
    return ""


def split(body, *openers):
    """The segments before the first opener (with the summary), and a list from each opener on."""
    head, chunks = [], []
    for segment in body:
        if segment[0] in openers:
            chunks.append([segment])
        else:
            (head if segment[0] in SUMMARY or not chunks else chunks[-1]).append(segment)
    return head, chunks


def row(table, **columns):
    return {"table": table} | {name: text for name, text in columns.items() if text}


def warehouse_rows(kind, body, component):
    opener, type_, quantity, unit, starts, case, lot = LINES[kind]
    head, outer = split(body, "LX", opener)
    begin = next(s for s in head if s[0] in ("W05", "W06", "W17", "W15"))
    ids = {"940": (begin[2], begin[2], begin[3]), "943": (begin[4] or begin[2], begin[2], begin[6] or value([head], "N9", 2, "PO")),
           "944": (begin[3] or begin[4], begin[4] or begin[5], ""), "945": (begin[4] or begin[5] or begin[2], begin[2], begin[6]),
           "947": (begin[2], begin[3], "")}[kind]
    if kind == "940" and (begin[1] in ("F", "D") or not outer):
        yield row("states", type=type_, id=ids[0], state=STATES.get(begin[1], begin[1]))
    at = {"940": ("WH", "SF"), "943": ("WH", "ST"), "944": ("WH", "RC"), "945": ("WH", "SF"), "947": ("WH",)}[kind]
    lx = []
    for chunk in outer:
        line = chunk[0]
        if line[0] == "LX":
            lx = chunk
            continue
        substitute = kind == "945" and line[1] == "IS"
        where, pairs = [chunk, lx, head], line.pairs(*(at for at in starts if at != 17 or not substitute))
        cells = dict(type=type_, id=ids[0], reference=ids[1], order_reference=ids[2], location=place(where, *at),
                     line=value(where, "N9", 2, "LI"), sku=best(pairs) or line[case], unit=line[unit],
                     lot=(kind != "945" and lot_of(pairs, "LT", "UC")) or (line[lot] if kind != "940" else "")
                     or value(where, "N9", 2, "LT") or line[lot])
        if kind == "943":
            cells["lot"] = lot_of(pairs, "LT", "UC") or value(where, "N9", 2, "LT")
        if kind == "945":
            cells |= dict(quantity_ordered=line[2], tracking=value(where, "N9", 2, "2I") or value(where, "MAN", 2, "CP", "2I"))
            if substitute:
                cells["sku_ordered"] = best(line.pairs(17)) or line[16]
        if kind == "947" and line[1] in ("05", "55"):
            cells["bucket"] = "quarantine"
        yield row("documents", quantity=line[quantity], **cells)
        for part in (s for s in chunk if s[0] == "W13" and s[3] in ("01", "04", "09")):
            yield row("documents", **cells | dict(quantity=part[1], unit=part[2], bucket="unavailable" if part[3] == "01" else "quarantine"))


def stock_rows(_, body, component):
    head, items = split(body, "LIN")
    for chunk in items:
        own, parties = split(chunk, "N1")
        item, pairs = chunk[0], chunk[0].pairs(*range(2, len(chunk[0]), 2))
        both = dict(sku=best(pairs), lot=lot_of(pairs))
        parts = [p for p in parties if p[0][1] == "WH" and any(s[0] == "QTY" for s in p)]
        figures = {name: value([own], "QTY", 2, *(c for c, b in BUCKETS.items() if b == name)) for name in set(BUCKETS.values())}
        main = "on_hand" if figures["on_hand"] else "available" if figures["available"] else "quantity"
        unit = next((s.unit(3, component) for s in own if s[0] == "QTY"), "") or next((s.unit(1, component) for s in own if s[0] == "UIT"), "")
        spread = [(s[4], s[1], s[2] or unit) for s in own if s[0] == "SCH" and s[3] == "WH"]
        spread += [(s[2], s[3], unit) for s in own if s[0] == "REF" and s[1] == "WS" and s[3]]
        spread += [(s[at], s[at + 1], s[1] or unit) for s in own if s[0] == "SDQ" for at in range(3, len(s), 2) if s[at + 1]]
        for party in parts:
            here = {b: next((s[2] for s in party if s[0] == "QTY" and BUCKETS.get(s[1]) == b), "") for b in set(BUCKETS.values())}
            yield row("stock", location=party[0][4] or party[0][2], unit=value([party], "QTY", 3) or value([party], "UIT", 1), **both, **here)
        for name, quantity, its_unit in spread:
            yield row("stock", location=name, unit=its_unit, **both, **{main: quantity})
        if not parts and not spread:
            where = [[party[0] for party in parties], head]
            yield row("stock", location=place([where[0] + where[1]], "WH", "SF"), unit=unit, **both, **figures)


def order_rows(_, body, component):
    head, items = split(body, "PO1")
    begin = next(s for s in head if s[0] == "BEG")
    if begin[1] == "01" or not items:
        state = {"00": "authorised", "05": "authorised", "06": "authorised", "01": "cancelled"}.get(begin[1], begin[1])
        yield row("states", type="sales_order", id=begin[3], state=state)
    for chunk in items:
        line = chunk[0]
        yield row("documents", type="sales_order", id=begin[3], reference=begin[3], line=line[1], quantity=line[2], unit=line[3],
                  sku=best(line.pairs(*range(6, len(line), 2))), location=place([head], "WH", "SF"))


def notice_rows(_, body, component):
    head, levels = split(body, "HL")
    by_number = {}
    for level in levels:
        where, up, seen = [level], level[0][2].lstrip("0"), set()
        while up in by_number and up not in seen:
            seen.add(up)
            where.append(by_number[up])
            up = by_number[up][0][2].lstrip("0")
        by_number[level[0][1].lstrip("0")] = level
        where.append(head)
        for line in (s for s in level if s[0] == "SN1" and level[0][3] == "I"):
            item = next((s for s in level if s[0] == "LIN"), Segment())
            pairs = item.pairs(*range(2, len(item), 2))
            yield row("documents", type="ship_advice", id=value([head], "BSN", 2), reference=value(where, "PRF", 1), line=item[1],
                      sku=best(pairs), quantity=line[2], unit=line[3], quantity_ordered=line[5], location=place(where, "SF", "WH"),
                      lot=lot_of(pairs) or value(where, "REF", 2, "LT"),
                      tracking=value(where, "MAN", 2, "CP", "2I") or value(where, "REF", 2, "2I", "CN"))


def answer_rows(_, body, component):
    head, sets = split(body, "AK2")
    group = value([head], "AK1", 2)
    for chunk in sets:
        yield row("messages", kind=KINDS.get(chunk[0][1], chunk[0][1]), group_control=group, set_control=chunk[0][2],
                  status=value([chunk], "AK5", 1))
    if not sets and group:
        code = value([head], "AK1", 1)
        yield row("messages", kind=KINDS.get(GROUPS.get(code), code), group_control=group, status=value([head], "AK9", 1))


READERS = dict.fromkeys(LINES, warehouse_rows) | {"846": stock_rows, "850": order_rows, "856": notice_rows, "997": answer_rows}


def read(data):
    sets, body = [], None
    for component, segment in segments(data):
        if segment[0] == "ST":
            kind, body = segment[1], []
        if body is not None:
            body.append(segment)
        if segment[0] in ("SE", "GE", "IEA") and body is not None:
            sets.append((kind, list(READERS[kind](kind, body, component)) if kind in READERS else []))
            body = None
    return sets
