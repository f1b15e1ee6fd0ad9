"""What Cin7 Core answers in the `channel-fba` example."""
from datetime import datetime, time

import write_cin7_core as core
from fba_world import PACIFIC, booked, whole

PLACES = {"MAIN": "Fernhill Warehouse", "BULK": "Bulk Store", "FBA": "Amazon FBA US"}


def local_day(at):
    return at - PACIFIC


def midnight(day):
    return datetime.combine(day, time())


# --- stock

def allocated(world):
    units = {}
    for order in world.shop_orders:
        for item, pieces in order.lines if not booked(order) else []:
            for part, each in world.parts if item is world.kit else [(item, 1)]:
                units[part.sku] = units.get(part.sku, 0) + whole(pieces * each)
    return units


def availability(world, postings, now):
    reserved = allocated(world) if now else {}
    rows = []
    for item in world.items:
        for place, name in PLACES.items():
            units, held = postings.get((place, item.sku, ""), 0), reserved.get(item.sku, 0) if place == "MAIN" else 0
            if units or held:
                rows.append(core.availability_row(item, name, units, allocated=held))
    return rows


def stock_files(world):
    for name, postings in (("2026-10-01", world.at_opening["cin7"]), ("2026-10-31", world.ledgers["cin7"].snapshot())):
        rows = availability(world, postings, name == "2026-10-31")
        yield f"cin7/availability_{name}.json", core.page("ProductAvailabilityList", rows)


# --- sales

def shop_sale(order):
    done = []
    if order.labelled:
        shipped = booked(order)
        done = [core.Fulfilment(order.task, PLACES["MAIN"], tuple((i, whole(n), "") for i, n in order.lines), local_day(order.labelled),
                                order.tracking if shipped else "", shipped)]
    return core.sale(order.guid, order.number, "Shopify customer", PLACES["MAIN"], local_day(order.placed),
                     [(i, whole(n)) for i, n in order.lines], done, "Shopify", f"#{order.shop_number}")


def amazon_sale(orders, reference):
    """One sale for an order at Amazon, or for all orders of a day."""
    first, units, items = orders[0], {}, {}
    for order in orders:
        units[order.item.sku] = units.get(order.item.sku, 0) + whole(order.pieces)
        items[order.item.sku] = order.item
    lines = [(items[sku], total) for sku, total in units.items()]
    done = core.Fulfilment(first.task, PLACES["FBA"], tuple((i, n, "") for i, n in lines), midnight(first.day), "", True)
    return core.sale(first.guid, first.number, "Amazon US customer", PLACES["FBA"], midnight(first.day), lines, [done], "Amazon_US",
                     reference)


def restocked_sale(entry, number):
    """An order of the month before, of which goods came back and were sold again."""
    units = whole(entry.booked)
    note = core.credit_note(entry.task[:-4] + "0000", f"CR-{number:05d}", midnight(entry.day), PLACES["FBA"], [(entry.item, units, "")])
    return core.sale(entry.task, f"SO-{number:05d}", "Amazon US customer", PLACES["FBA"], datetime(2026, 9, 14),
                     [(entry.item, units)], [], "Amazon_US", f"112-{number:07d}-0000001", [note])


def sales(world):
    rows = [shop_sale(o) for o in world.shop_orders]
    rows += [amazon_sale([o], o.order_id) for o in world.amazon_orders if not o.merged]
    merged = [o for o in world.amazon_orders if o.merged]
    rows.append(amazon_sale(merged, f"AMZ-{merged[0].day}"))
    rows += [restocked_sale(e, 19_950 + n) for n, e in enumerate(e for e in world.entries if e.booked)]
    return sorted(rows, key=lambda row: row["Order"]["SaleOrderNumber"])


def document_files(world):
    rows = sales(world)
    for number, start in enumerate(range(0, len(rows), 150), 1):
        yield f"cin7/sales_{number:03d}.json", core.records(rows[start:start + 150]) + "\n"
    yield "cin7/transfers.json", core.records(transfers(world)) + "\n"


def transfers(world):
    """Each part that Amazon received is a transfer of its own; the reference is Amazon's shipment id."""
    for moved in sorted(world.replenishments, key=lambda r: r.number):
        for n, (day, pieces, _) in enumerate(moved.parts):
            number = moved.number + ("" if n == 0 else f"-{n + 1}")
            answer = core.transfer(moved.guid[:-1] + str(n), number, PLACES["BULK"], PLACES["FBA"], local_day(moved.departed),
                                   midnight(day), [(moved.item, whole(pieces), "")])
            yield answer | {"Reference": moved.shipment_id}


def catalogue_files(world):
    products = [core.product(i) for i in world.items] + [core.product(world.kit, [(part, whole(each)) for part, each in world.parts])]
    yield "cin7/products.json", core.page("Products", products)


def book_files(world):
    yield from catalogue_files(world)
    yield from stock_files(world)
    yield from document_files(world)
