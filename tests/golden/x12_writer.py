"""Writes X12 interchanges for tests: envelopes with right counts and numbers, and sets with random content in the known shapes."""

SENDERS = {"846": "IB", "850": "PO", "856": "SH", "940": "OW", "943": "AR", "944": "RE", "945": "SW", "947": "AW", "997": "FA"}
FORMS = [("*", ">", "~"), ("*", ">", "~\n"), ("|", ">", "\n"), ("~", ":", "?"), ("*", "\\", "\r\n"), ("^", "<", "!\n"), ("*", ":", "\x1c")]


def wrap(kind, sets, element="*", component=">", terminator="~\n", number=1, group=1, functional=None, release="004010"):
    """The interchange as text. `sets`: lists of segments, each a list of elements; counts and control numbers are right."""
    isa = ["ISA", "00", " " * 10, "00", " " * 10, "ZZ", "ACMELA".ljust(15), "ZZ", "LUMEN".ljust(15), "261118", "1605", "U", "00401",
           f"{number:09}", "0", "P", component]
    out = [isa, ["GS", functional or SENDERS[kind], "ACMELA", "LUMEN", "20261118", "1605", str(group), "X", release]]
    for position, body in enumerate(sets, 1):
        out += [["ST", kind, f"{position:04}"], *body, ["SE", str(len(body) + 2), f"{position:04}"]]
    out += [["GE", str(len(sets)), str(group)], ["IEA", "1", f"{number:09}"]]
    return "".join(element.join(segment) + terminator for segment in out)


def interchange(chance, kind, sets):
    element, component, terminator = chance.choice(FORMS)
    mark = chance.choice(["", "", "\ufeff"])
    release = chance.choice(["003050", "004010", "004010VICS", "005010"])
    return (mark + wrap(kind, sets, element, component, terminator, chance.randint(1, 999999999), chance.randint(1, 99999), release=release)).encode()


def some_id(chance):
    return chance.choice("ABCDEF") + str(chance.randint(10, 99))


def pairs(chance, count):
    """`count` pairs, some of them empty or of qualifiers that are no product ids."""
    out = []
    for _ in range(count):
        out += [chance.choice(["VN", "SK", "UP", "BP", "CB", "ZZ", "PO"]), some_id(chance)] if chance.random() < 0.8 else ["", ""]
    return out


def amount(chance, signed=False):
    text = str(chance.randint(0, 999)) + chance.choice(["", "", ".5", ".000"])
    return ("-" if signed and chance.random() < 0.5 and text.strip("0.") else "") + text


def filled(segment_id, places):
    """A segment from element number -> text."""
    return [segment_id] + [places.get(at, "") for at in range(1, max(places) + 1)]


def maybe(chance, *segments):
    return [segment for segment in segments if chance.random() < 0.5]


def parties(chance, *entities):
    return [["N1", entity, f"Place {entity}"] + chance.choice([[], ["92", some_id(chance)]]) for entity in entities if chance.random() < 0.7]


def ids_at(chance, *starts):
    places = {}
    for at in starts:
        pair = pairs(chance, 1)
        places |= {at: pair[0], at + 1: pair[1]}
    return places


def line_of(chance, kind):
    case = some_id(chance) if chance.random() < 0.5 else ""
    if kind == "940":
        return [filled("W01", {1: amount(chance), 2: "CA", 3: case, 13: chance.choice(["", "20270131"])} | ids_at(chance, 4, 6, 15))]
    if kind == "943":
        return [filled("W04", {1: amount(chance), 2: "EA", 3: case} | ids_at(chance, 4, 6, 14))]
    if kind == "944":
        places = {1: amount(chance), 2: "EA", 3: case, 8: chance.choice(["", "L9"])}
        line = filled("W07", places | ids_at(chance, 4, 6, 10))
        return [line] + maybe(chance, ["W13", "2", "EA", chance.choice(["01", "02", "04", "09"])], ["W13", "1", "EA", "01"])
    if kind == "945":
        places = {1: chance.choice(["CC", "CP", "IS", ""]), 2: amount(chance), 3: amount(chance), 5: "EA", 6: case, 16: case}
        return [filled("W12", places | {9: chance.choice(["", "L8"])} | ids_at(chance, 7, 17, 21))]
    places = {1: chance.choice(["AA", "05", "06", "56"]), 2: amount(chance, True), 3: "EA", 4: case}
    return [filled("W19", places | {9: chance.choice(["", "L7"]), 16: chance.choice(["", "QU"])} | ids_at(chance, 5, 7, 17))]


def warehouse_set(chance, kind):
    order, other = some_id(chance), chance.choice(["", some_id(chance)])
    begin = {"940": ["W05", chance.choice("NNNRF"), order, other], "943": ["W06", "N", order, "20261117", other, "", "P1"],
             "944": ["W17", "F", "20261117", order, other, "S1"], "945": ["W06", "F", order, "20261117", other, "", "P2"],
             "947": ["W15", "20261117", order, other]}[kind]
    body = [begin, *parties(chance, "ST", "WH", "SF", "RC"), *maybe(chance, ["N9", "2I", "1Z"], ["G62", "10", "20261119"])]
    for number in range(1, chance.randint(0 if kind == "940" else 1, 4) + 1):
        if kind in ("940", "945"):
            body += [["LX", str(number)], *maybe(chance, ["MAN", "CP", some_id(chance)], ["N9", "LI", str(number)])]
        for _ in range(chance.randint(1, 2) if kind == "945" else 1):
            line, *parts = line_of(chance, kind)
            body += [line, *maybe(chance, ["G69", "NAME"], ["N9", "LI", str(number * 10)], ["N9", "LT", some_id(chance)]), *parts]
    return body


def stock_set(chance, _):
    body = [["BIA", "00", "SI", "1", "20261118", "1559"], *parties(chance, "WH", "SF")]
    for number in range(1, chance.randint(1, 5) + 1):
        body += [["LIN", str(number), *pairs(chance, 3), *chance.choice([[], ["LT", "L6"]])]]
        body += [["QTY", code, amount(chance), "EA"] for code in chance.sample(["17", "33", "74", "QH", "QB", "27"], chance.randint(1, 3))]
        shape = chance.randrange(5)
        if shape == 1:
            body += [["SCH", amount(chance), "EA", "WH", some_id(chance)] for _ in range(3)]
        elif shape == 2:
            body += [["LS", "REF"]] + [["REF", "WS", some_id(chance), amount(chance)] for _ in range(3)] + [["LE", "REF"]]
        elif shape == 3:
            body += [["SDQ", "EA", "92", some_id(chance), amount(chance), some_id(chance), amount(chance)]]
        elif shape == 4:
            for _ in range(2):
                body += [["N1", "WH", "Site", "92", some_id(chance)], ["QTY", "17", amount(chance), "CA"], ["QTY", "33", amount(chance), "CA"]]
    return body


def order_set(chance, _):
    body = [["BEG", chance.choice(["00", "00", "01"]), "SA", some_id(chance), "", "20261117"], *parties(chance, "ST", "SF", "WH")]
    for number in range(chance.randint(0, 4)):
        body += [["PO1", str(number), amount(chance), "EA", "9.50", "", *pairs(chance, 3)]]
        body += maybe(chance, ["PID", "F", "", "", "", "NAME"], ["SDQ", "EA", "92", "S1", "2"])
    return body


def notice_set(chance, _):
    """A tree of shipment, orders, packs and items, whose numbers may be out of order."""
    body = [["BSN", "00", some_id(chance), "20261118", "1601"], ["HL", "1", "", "S"], *parties(chance, "ST", "SF")]
    numbers = iter(chance.sample(range(2, 400), 60))
    above = [(["1"], "S")]
    for _ in range(chance.randint(1, 12)):
        number, (parent, level) = str(next(numbers)), chance.choice(above)
        body += [["HL", number, parent[0], child := {"S": "O", "O": chance.choice("PI"), "P": "I", "I": "P"}[level]]]
        body += maybe(chance, ["PRF", some_id(chance)]) if child == "O" else []
        body += maybe(chance, ["MAN", "GM", "0001"], ["MAN", "CP", some_id(chance)]) if child == "P" else []
        body += [["LIN", number, *pairs(chance, 2)], ["SN1", "", amount(chance), "EA", "", "9"]] if child == "I" else []
        body += [["SN1", "", "7", "EA"]] if child == "P" and level == "I" else []
        above += [([number], child)]
    return body


def answer_set(chance, _):
    body = [["AK1", chance.choice(["OW", "SW", "QM"]), str(chance.randint(1, 99))]]
    for number in range(chance.randint(0, 3)):
        body += [["AK2", chance.choice(["940", "945", "214"]), f"{number:04}"]]
        body += [*maybe(chance, ["AK3", "W01", "7", "", "8"]), ["AK5", chance.choice("AER")]]
    return body + [["AK9", chance.choice("AERP"), "1", "1", "1"]]


def random_set(chance, kind):
    return {"846": stock_set, "850": order_set, "856": notice_set, "997": answer_set}.get(kind, warehouse_set)(chance, kind)
