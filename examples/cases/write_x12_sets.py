"""Writes the bodies of the warehouse's transaction sets, from the X12 4010 element positions.

Quantities and days are printed text. `code` of a line is [(qualifier, id), ...]: the product's ids, best first;
`case_code` is element 438, twelve digits without check digit.
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    name: str
    code: str


@dataclass(frozen=True)
class SetLine:
    number: int
    quantity: str
    unit: str
    code: tuple
    case_code: str = ""
    ordered: str = ""
    difference: str = ""
    lot: str = ""
    status: str = ""  # element 368
    original: tuple = ()  # ids of what was ordered, where another was shipped
    name: str = ""
    reason: str = ""  # element 426 of a 947
    damaged: str = ""  # of a receipt, part of its quantity


def party(entity, place):
    return ["N1", entity, place.name, "92", place.code]


def pair(codes, n):
    return list(codes[n]) if n < len(codes) else ["", ""]


def ship_order_940(order, purchase_order, ship_to, warehouse, day, lines, total):
    body = [["W05", "N", order, purchase_order], party("ST", ship_to), party("WH", warehouse), ["G62", "10", day],
            ["W66", "PP", "M", "", "", "UPS GROUND"]]
    for line in lines:
        body += [["LX", line.number],
                 ["W01", line.quantity, line.unit, line.case_code, *pair(line.code, 0), *pair(line.code, 1)],
                 ["G69", line.name], ["N9", "LI", line.number]]
    return "940", [*body, ["W76", total]]


def ship_advice_945(order, day, shipment, purchase_order, ship_to, warehouse, tracking, lines, total):
    """One LX a line of the order; a line that left from several lots has a W12 for each, with the order's quantity on all."""
    body = [["W06", "F", order, day, shipment, "", purchase_order], party("SF", warehouse), party("ST", ship_to),
            *([["N9", "2I", tracking]] if tracking else []), ["G62", "11", day], ["W27", "M", "UPSN"]]
    last = 0
    for line in lines:
        if line.number != last:
            body += [["LX", line.number], ["N9", "LI", line.number]]
        last = line.number
        original = ["", *pair(line.original, 0)] if line.original else ["", "", ""]
        body.append(["W12", line.status, line.ordered, line.quantity, line.difference, line.unit, line.case_code,
                     *pair(line.code, 0), line.lot, "", "", "", "", "", "", *original, "", "", *pair(line.code, 1)])
    return "945", [*body, ["W03", total]]


def inbound_notice_943(order, day, shipment, warehouse, ship_from, lines, total):
    body = [["W06", "N", order, day, shipment], party("SF", ship_from), party("WH", warehouse), ["G62", "17", day]]
    for line in lines:
        body += [["W04", line.quantity, line.unit, line.case_code, *pair(line.code, 0), *pair(line.code, 1)],
                 ["G69", line.name], ["N9", "LI", line.number], *([["N9", "LT", line.lot]] if line.lot else [])]
    return "943", [*body, ["W03", total]]


def receipt_944(day, receipt, order, shipment, warehouse, lines, total):
    body = [["W17", "F", day, receipt, order, shipment], party("WH", warehouse), ["G62", "19", day]]
    for line in lines:
        body += [["W07", line.quantity, line.unit, line.case_code, *pair(line.code, 0), *pair(line.code, 1), line.lot],
                 ["N9", "LI", line.number]]
        if line.damaged:
            body.append(["W13", line.damaged, line.unit, "01"])
    return "944", [*body, ["W14", total]]


def adjustment_947(day, number, warehouse, lines):
    body = [["W15", day, number], party("WH", warehouse)]
    for line in lines:
        body.append(["W19", line.reason, line.quantity, line.unit, line.case_code, *pair(line.code, 0),
                     *pair(line.code, 1), line.lot])
    return "947", body


def inventory_846_with_sites(day, clock, reference, warehouse, lines, qualifier, sites):
    """The total of a product, and under it what lies in each building: sites(line) = [(building, quantity)]."""
    body = [["BIA", "00", "SI", reference, day, clock], party("WH", warehouse)]
    for line in lines:
        body += [["LIN", line.number, *(e for ids in line.code for e in ids)], ["PID", "F", "", "", "", line.name],
                 ["QTY", qualifier, line.quantity, line.unit],
                 *(["SCH", quantity, line.unit, "WH", building, "097", day] for building, quantity in sites(line))]
    return "846", [*body, ["CTT", len(lines)]]


def inventory_846_of_site(day, clock, reference, warehouse, lines, qualifier):
    """One warehouse a set; a product that is kept by lot has an item for each lot."""
    body = [["BIA", "00", "SI", reference, day, clock], party("WH", warehouse)]
    for line in lines:
        ids = [e for pair_ in line.code for e in pair_] + (["LT", line.lot] if line.lot else [])
        body += [["LIN", line.number, *ids], ["QTY", qualifier, line.quantity, line.unit]]
    return "846", [*body, ["CTT", len(lines)]]
