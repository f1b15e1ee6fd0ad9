"""What is planted into the healthy world, and the truth about it.

Each planted item has SKUs of its own. All of them are always drawn, so that leaving one out changes
nothing else: its documents vanish, or the book gets them right.
"""
from datetime import datetime, timedelta

from acme_items import UNIT, canonical, guid, make_items, stream
from acme_text import decimal
from acme_world import (AS_OF, SITE, Line, Purchase, Receipt, Transfer, World, add_documents, balances,
                        make_order, make_shipment, number_documents, open_balances, to_utc)

# name -> expected cause codes
PLANTED = {
    "in_flight": ["in_flight"],
    "late_advice": ["acked_not_applied"],
    "late_second_advice": ["acked_not_applied"],
    "receipts_as_eaches": ["uom_factor_missing"],
    "factor_missing": ["uom_factor_missing"],
    "sku_unmapped": ["sku_unmapped"],
    "twin_space": ["sku_twin"],
    "twin_zero": ["sku_twin"],
    "transfer_arrived": ["transfer_in_transit"],
    "transfer_on_the_road": ["transfer_in_transit"],
    "unexplained": None,
}
VARIANTS = {
    "two_late_on_one_order": ["acked_not_applied"],
    "lucky_factor": None,
}
CAUSES = PLANTED | VARIANTS


def reserve(seed, items):
    """Each planted item's SKUs, and a few carried items without stock."""
    rng = stream(seed, "reserve")
    pool = [i for i in items if i.carried]
    rng.shuffle(pool)

    def take(count, fits):
        taken = [i for i in pool if fits(i)][:count]
        for item in taken:
            pool.remove(item)
        return taken

    cased = lambda i: i.pack
    zeros = lambda i: i.code.startswith("0")
    own_code = lambda i: i.code.startswith("ACM") and not i.pack and not i.fractional
    return {
        "in_flight": take(1, lambda i: i.fractional) + take(1, cased) + take(7, own_code),
        "late_advice": take(2, own_code),
        "late_second_advice": take(1, cased),
        "receipts_as_eaches": take(1, cased),
        "factor_missing": take(1, cased),
        "sku_unmapped": [],
        "twin_space": take(1, own_code),
        "twin_zero": take(1, zeros),
        "transfer_arrived": take(1, own_code),
        "transfer_on_the_road": take(1, own_code),
        "unexplained": take(1, own_code),
        "two_late_on_one_order": take(1, own_code),
        "lucky_factor": take(1, cased),
    }, take(max(4, len(items) // 200), own_code)


def eaches(rng, item, low=1, high=12):
    return Line(item, rng.randint(low, high) * UNIT)


def cases(rng, item, low=1, high=4):
    count = rng.randint(low, high)
    return Line(item, count * item.pack * UNIT, count)


def ago(rng, low, high):
    """An instant between so many minutes before the comparison."""
    return AS_OF - timedelta(seconds=rng.randint(low * 60, high * 60))


def plant_in_flight(world, rng):
    fractional, cased, *plain = world.reserved["in_flight"]
    for lines, (low, high) in (
        ([Line(fractional, 5 * UNIT // 2), eaches(rng, plain[0])], (10, 20)),
        ([cases(rng, cased)], (30, 50)),
        ([eaches(rng, plain[1])], (60, 80)),
        ([eaches(rng, plain[2]), eaches(rng, plain[3])], (90, 110)),
        ([eaches(rng, plain[4])], (120, 140)),
        ([eaches(rng, plain[5]), eaches(rng, plain[6])], (160, 180)),
    ):
        shipment = make_shipment(rng, ago(rng, low, high), lines, acknowledged=False, unbooked_with="in_flight")
        world.orders.append(make_order(rng, SITE, [shipment], only_with="in_flight"))


def plant_late_advice(world, rng):
    lines = [eaches(rng, i, 3, 15) for i in world.reserved["late_advice"]]
    shipment = make_shipment(rng, ago(rng, 70 * 60, 74 * 60), lines, unbooked_with="late_advice")
    world.orders.append(make_order(rng, SITE, [shipment]))


def plant_late_second_advice(world, rng):
    item, = world.reserved["late_second_advice"]
    first = make_shipment(rng, ago(rng, 96 * 60, 98 * 60), [Line(item, (item.pack - 1) * UNIT)])
    second = make_shipment(rng, ago(rng, 48 * 60, 49 * 60), [cases(rng, item)], unbooked_with="late_second_advice")
    world.orders.append(make_order(rng, SITE, [first, second]))


def plant_receipts_as_eaches(world, rng):
    item, = world.reserved["receipts_as_eaches"]
    counts = rng.sample(range(2, 12), 3)
    for count, day in zip(counts, (datetime(2026, 10, 28), datetime(2026, 11, 5), datetime(2026, 11, 12))):
        at = to_utc(day + timedelta(minutes=rng.randint(480, 960)))
        receipt = Receipt(at, [Line(item, count * item.pack * UNIT, count)], "receipts_as_eaches", task=guid(rng))
        world.purchases.append(Purchase(at - timedelta(days=12), "Ridgeway Ceramics", SITE, [receipt], guid=guid(rng)))


def plant_sku_unmapped(world, rng):
    code = "".join(rng.choice("QZXJ") for _ in range(3)) + f"-PROMO-{rng.randrange(10, 99)}K"
    world.unmapped = (code, rng.randint(12, 90) * UNIT)


def plant_twin_space(world, rng):
    world.twin_units = rng.randint(5, 20) * UNIT


def plant_transfers(world, rng):
    item, = world.reserved["transfer_arrived"]
    lines = [eaches(rng, item, 20, 60)]
    receipt = Receipt(ago(rng, 115, 125), lines, task=guid(rng))
    world.transfers.append(Transfer(ago(rng, 60 * 60, 64 * 60), lines, False, receipt, "transfer_arrived",
                                    guid=guid(rng)))
    item, = world.reserved["transfer_on_the_road"]
    world.transfers.append(Transfer(ago(rng, 22 * 60, 25 * 60), [eaches(rng, item, 20, 60)], False, None,
                                    "transfer_on_the_road", guid=guid(rng)))


def plant_unexplained(world, rng):
    item, = world.reserved["unexplained"]
    world.lost["unexplained"] = (item, 3 * UNIT)


def plant_two_late(world, rng):
    item, = world.reserved["two_late_on_one_order"]
    times = ago(rng, 96 * 60, 97 * 60), ago(rng, 50 * 60, 51 * 60), ago(rng, 27 * 60, 28 * 60)
    # the first is larger than the other two together: no sum of them equals another
    units = rng.randint(12, 18), *rng.sample(range(2, 6), 2)
    name = "two_late_on_one_order"
    shipments = [make_shipment(rng, at, [Line(item, q * UNIT)], unbooked_with=name if n else "")
                 for n, (at, q) in enumerate(zip(times, units))]
    world.orders.append(make_order(rng, SITE, shipments, only_with=name))


def plant_lucky_factor(world, rng):
    item, = world.reserved["lucky_factor"]
    at = to_utc(datetime(2026, 11, 9, 9) + timedelta(minutes=rng.randint(0, 400)))
    receipt = Receipt(at, [cases(rng, item, 3, 8)], task=guid(rng))
    world.purchases.append(Purchase(at - timedelta(days=9), "Ostra Trading", SITE, [receipt], guid=guid(rng)))
    world.lost["lucky_factor"] = (item, -(item.pack - 1) * UNIT)


def build(seed, count, present):
    """The world with the named items planted."""
    items = make_items(seed, count)
    world = World(seed, items, *reserve(seed, items), present=frozenset(present))
    add_documents(world, count)
    for plant in (plant_in_flight, plant_late_advice, plant_late_second_advice, plant_receipts_as_eaches,
                  plant_sku_unmapped, plant_twin_space, plant_transfers, plant_unexplained, plant_two_late,
                  plant_lucky_factor):
        plant(world, stream(seed, plant.__name__))
    number_documents(world)
    open_balances(world)
    known = {canonical(text) for i in items for text in (i.sku, i.code)}
    assert canonical(world.unmapped[0]) not in known
    return world


# --- the truth

def twin_rows(world):
    """Rows of the 3PL's stock file whose code is a second spelling: planted item -> (item, code, units)."""
    _, other = balances(world)
    rows = {}
    if "twin_space" in world.present:
        item, = world.reserved["twin_space"]
        rows["twin_space"] = item, item.code + " ", world.twin_units
    if "twin_zero" in world.present:
        item, = world.reserved["twin_zero"]
        rows["twin_zero"] = item, item.code.lstrip("0"), other[item.sku]
    return rows


def parts(world):
    """Planted item -> (its parts of delta by SKU, its documents as (system, type, id, reference))."""
    found = {name: ({}, []) for name in CAUSES if name in world.present}

    def add(name, document, item, units):
        keys, documents = found[name]
        keys[item.sku] = keys.get(item.sku, 0) + units
        if document and document not in documents:
            documents.append(document)

    for order in world.site_orders():
        for shipment in (s for s in order.shipments if not world.booked(s)):
            for line in shipment.lines:
                add(shipment.unbooked_with, ("acme", "ship_advice", shipment.number, order.number),
                    line.item, line.units)
    for purchase in world.purchases:
        for receipt in (r for r in purchase.receipts if r.as_eaches_with in world.present):
            for line in receipt.lines:
                add(receipt.as_eaches_with, ("acme", "receipt", receipt.number, purchase.number),
                    line.item, world.booked_units(receipt, line) - line.units)
    for transfer in (t for t in world.live(world.transfers) if t.only_with):
        receipt = transfer.receipt
        document = (("acme", "receipt", receipt.number, transfer.number) if receipt
                    else ("cin7", "transfer_out", transfer.guid, transfer.number))
        for line in transfer.lines:
            add(transfer.only_with, document, line.item, -line.units if receipt else 0)
    for name, (item, _, units) in twin_rows(world).items():
        add(name, None, item, units)
    for name, (item, units) in world.lost.items():
        if name in found:
            add(name, None, item, units)
    return found


def not_comparable(world):
    """Planted item -> (key's SKU, whose SKU it is)."""
    keys = {name: (code, "acme") for name, (_, code, _) in twin_rows(world).items()}
    if "factor_missing" in world.present:
        keys["factor_missing"] = world.reserved["factor_missing"][0].sku, "cin7"
    if "sku_unmapped" in world.present:
        keys["sku_unmapped"] = world.unmapped[0], "acme"
    return keys


def truth(world):
    cost = {i.sku: i.cost for i in world.items}
    outside = not_comparable(world)
    items, delta = [], {}
    for name, (keys, documents) in parts(world).items():
        for sku, units in keys.items():
            delta[sku] = delta.get(sku, 0) + units
        aside = [{"sku": outside[name][0], "sku_system": outside[name][1], "location": SITE}] if name in outside else []
        items.append({
            "name": name,
            "causes": CAUSES[name],
            "comparable": name not in ("factor_missing", "sku_unmapped"),
            "documents": [dict(zip(("system", "type", "id", "reference"), d)) for d in sorted(documents)],
            "keys": [{"sku": sku, "location": SITE, "quantity": decimal(units),
                      "money": decimal(units * cost[sku], 8)} for sku, units in sorted(keys.items())],
            "not_comparable": aside,
        })
    carried = sum(i.carried for i in world.items)
    return {
        "case": "acme-la", "seed": world.seed, "as_of": f"{AS_OF.isoformat()}Z", "skus": len(world.items),
        "items": items,
        "totals": {
            "comparable_keys": carried - ("factor_missing" in world.present),
            "keys_with_delta": sum(units != 0 for units in delta.values()),
            "delta": decimal(sum(delta.values())),
            "money": decimal(sum(units * cost[sku] for sku, units in delta.items()), 8),
        },
        "delta": {sku: decimal(units) for sku, units in sorted(delta.items()) if units},
    }
