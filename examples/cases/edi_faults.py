"""What is planted into the month of the `edi-two-sites` example, and the truth about it."""
from acme_items import UNIT, stream
from acme_text import decimal
from edi_items import EAST, SITES, WEST, make_items, whole
from edi_world import (AS_OF, DAYS, World, add_business, add_order, add_receipt, add_adjustment, booked_lines,
                       number_documents, on_hand, open_balances, post)

LAST = len(DAYS) - 1
# planted item -> its cause codes; None: the list of causes has none for it; []: it must change nothing
PLANTED = {
    "in_flight": ["in_flight"],
    "late_945": ["acked_not_applied"],
    "rejected_945": ["edi_map_reject"],
    "lost_945": None,
    "adjustment_not_booked": ["acked_not_applied", "adjustment_advice_lost"],
    "short_ship": ["short_ship"],
    "substitution": None,
    "misrouted": ["misrouted_order"],
    "receipts_as_eaches": ["uom_factor_missing"],
    "transfer_arrived": ["transfer_in_transit"],
    "transfer_on_the_road": ["transfer_in_transit"],
    "resent_interchange": [],
    "equal_lots": [],
}


def reserve(seed, items):
    """Each planted item's own SKUs: [at EAST ..., at WEST ..., at both ...] in the order in which they are used."""
    rng = stream(seed, "reserve")
    pool = list(items)
    rng.shuffle(pool)

    def take(count, site, fits=lambda i: not (i.pack or i.by_lot or i.fractional)):
        taken = [i for i in pool if site in i.sites and fits(i)][:count]
        assert len(taken) == count, "too few items"
        for item in taken:
            pool.remove(item)
        return taken

    both = lambda i: len(i.sites) == 2 and not (i.pack or i.by_lot or i.fractional)
    cased, metres = lambda i: i.pack, lambda i: i.fractional
    return {
        "misrouted": take(3, EAST, both),
        "in_flight": take(2, EAST) + take(1, EAST, cased) + take(2, WEST) + take(1, WEST, metres) + take(1, EAST) + take(1, WEST),
        "late_945": take(2, EAST) + take(1, WEST, cased),
        "rejected_945": take(1, WEST),
        "lost_945": take(1, EAST),
        "adjustment_not_booked": take(1, EAST) + take(1, WEST),
        "short_ship": take(1, WEST),
        "substitution": take(2, EAST),
        "receipts_as_eaches": take(1, WEST, cased),
        "transfer_arrived": take(1, WEST),
        "transfer_on_the_road": take(1, WEST),
    }


def plant(world):
    rng, own = stream(world.seed, "plant"), world.reserved

    def each(low=2, high=9):
        return whole(rng.randint(low, high))

    # the last day's interchanges have left the 3PLs, and nobody has read them yet
    a, b, c, d, e, f, g, h = own["in_flight"]
    add_order(world, rng, EAST, [(a, each()), (b, each())], LAST, fault="in_flight")
    add_order(world, rng, EAST, [(c, 2 * c.pack * UNIT)], LAST, fault="in_flight")
    add_order(world, rng, WEST, [(d, each())], LAST, fault="in_flight")
    add_order(world, rng, WEST, [(e, each()), (f, 5 * UNIT // 2)], LAST, fault="in_flight")
    add_receipt(world, rng, EAST, [(g, whole(48))], LAST, "PAL2", fault="in_flight")
    add_receipt(world, rng, WEST, [(h, whole(36))], LAST, fault="in_flight")
    # accepted by a 997, never applied
    a, b, c = own["late_945"]
    add_order(world, rng, EAST, [(a, each(3, 9)), (b, each(3, 9))], 14, fault="late_945")
    add_order(world, rng, WEST, [(c, 3 * c.pack * UNIT)], 12, fault="late_945")
    add_order(world, rng, WEST, [(own["rejected_945"][0], each(4, 9))], 15, fault="rejected_945")
    add_order(world, rng, EAST, [(own["lost_945"][0], whole(7))], 10, fault="lost_945")
    a, b = own["adjustment_not_booked"]
    add_adjustment(world, rng, EAST, a, whole(-13), "AU", 11, fault="adjustment_not_booked")
    add_adjustment(world, rng, WEST, b, whole(4), "AA", 13, fault="adjustment_not_booked")
    add_order(world, rng, WEST, [(own["short_ship"][0], whole(12))], 8, fault="short_ship", units=lambda line: whole(9))
    a, b = own["substitution"]
    add_order(world, rng, EAST, [(a, whole(6))], 7, fault="substitution", original=lambda line: a, item=lambda line: b)
    for n, item in enumerate(own["misrouted"]):
        add_order(world, rng, EAST, [(item, each())], 5 + n, ships_from=WEST, fault="misrouted")
    item, = own["receipts_as_eaches"]
    for day, cases in zip((3, 9, 16), rng.sample(range(2, 10), 3)):
        add_receipt(world, rng, WEST, [(item, cases * item.pack * UNIT)], day, fault="receipts_as_eaches")
    add_receipt(world, rng, WEST, [(own["transfer_arrived"][0], whole(24))], LAST, fault="transfer_arrived", transfer=True)
    add_receipt(world, rng, WEST, [(own["transfer_on_the_road"][0], whole(30))], LAST + 2, transfer=True, arrives=False)


def build(seed, count):
    items = make_items(seed, count)
    world = World(seed, items, reserve(seed, items))
    add_business(world)
    plant(world)
    number_documents(world)
    open_balances(world)
    post(world)
    return world


# --- the truth

def effects(document, other=True):
    """{(site name, sku): units} that a document moves at the warehouse, or in the book."""
    moved = {}
    if other:
        sign, lines = -1 if hasattr(document, "order") else 1, [(l.item, l.units) for l in document.lines]
        site = document.site
    else:
        sign, site = (-1, document.order.site) if hasattr(document, "order") else (1, document.site)
        lines = [(l[0], l[1]) for l in booked_lines(document)]
    for item, units in lines:
        moved[site.name, item.sku] = moved.get((site.name, item.sku), 0) + sign * units
    return moved


def named(document):
    kind = {"Shipment": "ship_advice", "Receipt": "receipt", "Adjustment": "adjustment"}[type(document).__name__]
    reference = document.order.number if kind == "ship_advice" else document.inbound.number if kind == "receipt" else ""
    return {"system": document.site.system, "type": kind, "id": document.number, "reference": reference}


def resent(world):
    """What the interchange holds that Cascade's mailbox gave out twice."""
    day = DAYS[world.resent_day]
    return [d for d in world.shipments + world.receipts + world.adjustments if d.site is WEST and WEST.clock(d.at).date() == day]


def has_equal_lots(shipment):
    """A line that left from two lots in equal parts: rows that differ in their lot alone."""
    parts = [(line.number, line.units) for line in shipment.lines]
    return len(set(parts)) < len(parts)


def truth(world):
    cost = {i.sku: i.cost for i in world.items}
    found = {name: ({}, []) for name in PLANTED}
    for document in world.shipments + world.receipts + world.adjustments:
        if not document.fault:
            continue
        keys, documents = found[document.fault]
        if document.fault != "lost_945":
            documents.append(named(document))
        book, other = effects(document, False), effects(document)
        for key in book.keys() | other.keys():
            keys[key] = keys.get(key, 0) + book.get(key, 0) - other.get(key, 0)
    for name, chosen in (("resent_interchange", resent(world)), ("equal_lots", [s for s in world.shipments if has_equal_lots(s)])):
        keys, documents = found[name]
        documents += [named(document) for document in chosen]
        keys.update({(document.site.name, line.item.sku): 0 for document in chosen if name == "equal_lots"
                     for line in document.lines if line.item.by_lot})
    for inbound in (i for i in world.inbounds if i.transfer and not any(r.inbound is i for r in world.receipts)):
        keys, documents = found["transfer_on_the_road"]
        documents.append({"system": "cin7", "type": "transfer_out", "id": inbound.number, "reference": inbound.number})
        keys.update({(inbound.site.name, item.sku): 0 for item, _ in inbound.lines})
    delta = {(site.name, sku): book - other for site in SITES for sku, (book, other) in on_hand(world, site).items() if book != other}
    planted = {key: units for keys, _ in found.values() for key, units in keys.items() if units}
    assert planted == delta, "the faults do not sum to the ledgers' difference"
    items = [{
        "name": name, "causes": PLANTED[name], "documents": sorted(documents, key=lambda d: (d["system"], d["id"])),
        "keys": [{"sku": sku, "location": site, "quantity": decimal(units), "money": decimal(units * cost[sku], 8)}
                 for (site, sku), units in sorted(keys.items())],
    } for name, (keys, documents) in found.items()]
    return {
        "case": "edi-two-sites", "seed": world.seed, "as_of": f"{AS_OF.isoformat()}Z", "skus": len(world.items), "items": items,
        "totals": {site.name: {
            "keys": len(world.at(site)),
            "keys_with_delta": sum(place == site.name for place, _ in delta),
            "delta": decimal(sum(units for (place, _), units in delta.items() if place == site.name)),
            "money": decimal(sum(units * cost[sku] for (place, sku), units in delta.items() if place == site.name), 8),
        } for site in SITES},
        "delta": {site.name: {sku: decimal(units) for (place, sku), units in sorted(delta.items()) if place == site.name}
                  for site in SITES},
    }
