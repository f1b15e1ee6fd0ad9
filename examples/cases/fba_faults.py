"""What is planted into the month of the `channel-fba` example, and the truth about it."""
from datetime import timedelta

from acme_items import guid, stream
from acme_text import decimal
from fba_world import (AS_OF, DAYS, Item, LedgerEntry, World, add_amazon_order, add_business, add_shop_order, amazon_accounts,
                       make_items, number_documents, open_balances, pacific, post, tracking, whole)

# planted item -> its cause codes; None: the list of causes has none for it; []: it must change nothing
PLANTED = {
    "in_flight": ["in_flight"],
    "late_night": ["cursor_boundary_loss"],
    "voided_label": None,
    "fba_loss": ["adjustment_advice_lost"],
    "unsellable_return": ["return_unbooked"],
    "shop_spelling": ["sku_twin"],
    "relabelled": [],
    "night_shift": [],
    "disposition_pair": [],
    "consolidated_day": ["order_consolidation"],
    "kit": [],
}


def reserve(seed, items):
    rng = stream(seed, "reserve")
    pool = list(items)
    rng.shuffle(pool)

    def take(count, fits):
        taken = [i for i in pool if fits(i)][:count]
        for item in taken:
            pool.remove(item)
        return taken

    shop, amazon = lambda i: i.shop and not i.msku, lambda i: i.msku and not i.shop
    return {"in_flight": take(2, shop), "late_night": take(1, shop), "voided_label": take(1, shop), "shop_spelling": take(1, shop),
            "fba_loss": take(1, amazon), "unsellable_return": take(1, amazon), "disposition_pair": take(1, amazon)}


def plant(world):
    rng, own = stream(world.seed, "plant"), world.reserved
    last = DAYS[-1]
    a, b = own["in_flight"]
    add_shop_order(world, rng, [(a, 2)], pacific(last, 23, 41, 7), fault="in_flight")
    add_shop_order(world, rng, [(b, 3)], pacific(last, 23, 52, 30), fault="in_flight")
    shop = [i for i in world.items if i.shop and i.sku not in {t.sku for items in own.values() for t in items}]
    add_shop_order(world, rng, [(own["late_night"][0], 4)], pacific(DAYS[12], 23, 36, 12), fault="late_night")
    add_shop_order(world, rng, [(shop[0], 2)], pacific(DAYS[18], 23, 30, 55), fault="night_shift")
    made = pacific(DAYS[15], 11, 5, 2)
    add_shop_order(world, rng, [(own["voided_label"][0], 2)], made, fault="voided_label", voided=made + timedelta(minutes=95))
    made = pacific(DAYS[9], 9, 20, 44)
    add_shop_order(world, rng, [(shop[1], 3)], made + timedelta(days=1), fault="relabelled",
                   first_label=(made, made + timedelta(minutes=18), tracking(rng)))
    for day in (4, 13, 22):
        add_shop_order(world, rng, [(world.kit, 1 + day % 2)], pacific(DAYS[day], 14, 12, day), fault="kit")
    amazon = [i for i in world.items if i.msku and i.sku not in {t.sku for items in own.values() for t in items}]
    day = DAYS[11]
    world.amazon_orders = [o for o in world.amazon_orders if o.day != day]
    for item, pieces in ((amazon[0], 2), (amazon[0], 3), (amazon[1], 1), (amazon[1], 2), (amazon[2], 4)):
        add_amazon_order(world, rng, day, item, pieces, merged=True)
    entry = lambda *row, **more: world.entries.append(LedgerEntry(*row, task=guid(rng), **more))
    entry(DAYS[16], own["fba_loss"][0], "Adjustments", -3, "SELLABLE", "M", fault="fba_loss")
    entry(DAYS[20], own["unsellable_return"][0], "CustomerReturns", 1, "CUSTOMER_DAMAGED", fault="unsellable_return")
    entry(DAYS[8], own["disposition_pair"][0], "Adjustments", -1, "SELLABLE", "E", fault="disposition_pair")
    entry(DAYS[8], own["disposition_pair"][0], "Adjustments", 1, "WAREHOUSE_DAMAGED", "P", fault="disposition_pair")


def build(seed):
    items = make_items(seed)
    rng = stream(seed, "kit")
    kit = Item("SET-TABLE-01", "", "", "", "Table set", guid(rng), "", 300_000, True)
    reserved = reserve(seed, items)
    taken = {i.sku for group in reserved.values() for i in group}
    parts = [(i, n) for i, n in zip([i for i in items if i.shop and i.sku not in taken][2:4], (1, 4))]
    world = World(seed, items, kit, parts, reserved)
    add_business(world)
    plant(world)
    number_documents(world)
    open_balances(world)
    post(world)
    return world


# --- the truth

def balances(world):
    """{(other system, sku): (book, other)} at the instant of comparison; the shop's twin counts where it is printed."""
    cin7 = world.ledgers["cin7"]
    out = {}
    for item in world.items:
        if item.shop:
            for system in ("shipstation", "shopify"):
                out[system, item.sku] = cin7.balance(("MAIN",), item.sku), world.ledgers[system].balance(("MAIN",), item.sku)
        if item.msku:
            out["amazon", item.sku] = cin7.balance(("FBA",), item.sku), world.ledgers["amazon"].balance(amazon_accounts(), item.sku)
    twin = world.reserved["shop_spelling"][0].sku
    out["shopify", twin] = out["shopify", twin][0], 0
    return out


def shop_part(order):
    """What an order's fault does to delta: the book did not take off what left, or took off what stayed."""
    sign = {"in_flight": 1, "late_night": 1, "voided_label": -1}.get(order.fault, 0)
    return [(system, item.sku, sign * whole(pieces)) for system in ("shipstation", "shopify") for item, pieces in order.lines]


def truth(world):
    cost = {i.sku: i.cost for i in [*world.items, world.kit]}
    found = {name: ({}, []) for name in PLANTED}
    for order in (o for o in world.shop_orders if o.fault):
        keys, documents = found[order.fault]
        for system, sku, units in shop_part(order):
            keys[system, sku] = keys.get((system, sku), 0) + units
        documents.append({"system": "shipstation", "type": "ship_advice", "reference": order.number, "tracking": order.tracking})
    for entry in (e for e in world.entries if e.fault):
        keys, documents = found[entry.fault]
        key = "amazon", entry.item.sku
        keys[key] = keys.get(key, 0) + whole(entry.booked - entry.pieces)
        documents.append({"system": "amazon", "type": {"Adjustments": "adjustment", "CustomerReturns": "return_receipt"}[entry.event],
                          "reference": "", "day": f"{entry.day}"})
    for order in (o for o in world.amazon_orders if o.merged):
        keys, documents = found["consolidated_day"]
        keys["amazon", order.item.sku] = 0
        documents.append({"system": "amazon", "type": "ship_advice", "reference": order.order_id, "tracking": order.tracking})
    twin = world.reserved["shop_spelling"][0]
    found["shop_spelling"][0]["shopify", twin.sku] = balances(world)["shopify", twin.sku][0]
    delta = {key: book - other for key, (book, other) in balances(world).items() if book != other}
    planted = {key: units for keys, _ in found.values() for key, units in keys.items() if units}
    assert planted == delta, "the faults do not sum to the ledgers' difference"
    place = lambda system: "FBA" if system == "amazon" else "MAIN"
    return {
        "case": "channel-fba", "seed": world.seed, "as_of": f"{AS_OF.isoformat()}Z", "skus": len(world.items) + 1,
        "items": [{
            "name": name, "causes": PLANTED[name], "documents": documents,
            "keys": [{"pair": {"book": "cin7", "other": system}, "sku": sku, "location": place(system), "quantity": decimal(units),
                      "money": decimal(units * cost[sku], 8)} for (system, sku), units in sorted(keys.items())],
            "not_comparable": [{"sku": twin.sku.lower(), "sku_system": "shopify", "location": "MAIN"}] if name == "shop_spelling" else [],
        } for name, (keys, documents) in found.items()],
        "totals": {system: {
            "keys": sum(other == system for other, _ in balances(world)),
            "keys_with_delta": sum(other == system for other, _ in delta),
            "delta": decimal(sum(units for (other, _), units in delta.items() if other == system)),
            "money": decimal(sum(units * cost[sku] for (other, sku), units in delta.items() if other == system), 8),
        } for system in ("amazon", "shipstation", "shopify")},
        "delta": {system: {sku: decimal(units) for (other, sku), units in sorted(delta.items()) if other == system}
                  for system in ("amazon", "shipstation", "shopify")},
    }
