"""What Cin7 Core answers in the `edi-two-sites` example."""
from datetime import timedelta

import write_cin7_core as core
from acme_items import guid, stream
from edi_items import MAIN, SITES
from edi_world import AS_OF, DAYS, booked_lines


def later(at):
    """When the book changed the record: the morning after."""
    return min(at + timedelta(hours=16), AS_OF)


def placed_at(order):
    return DAYS[order.day] - timedelta(days=1)


# --- stock

def balances(world, postings):
    """{(account, sku): {lot: units}}"""
    held = {}
    for (account, sku, lot), units in postings.items():
        by_lot = held.setdefault((account, sku), {})
        by_lot[lot] = by_lot.get(lot, 0) + units
    return held


def open_units(world):
    """Units of orders that the book has not shipped, by location and SKU."""
    units = {}
    shipped = {id(s.order) for s in world.shipments if booked_lines(s)}
    for order in world.orders:
        for item, ordered in order.lines if id(order) not in shipped else []:
            key = order.site.book, item.sku
            units[key] = units.get(key, 0) + ordered
    return units


def expected_units(world, transfers):
    units = {}
    received = {id(r.inbound) for r in world.receipts if booked_lines(r)}
    for inbound in world.inbounds:
        for item, count in inbound.lines if inbound.transfer == transfers and id(inbound) not in received else []:
            key = inbound.site.book, item.sku
            units[key] = units.get(key, 0) + count
    return units


def availability(world, postings, now):
    held = balances(world, postings)
    allocated, coming, moving = (open_units(world), expected_units(world, False), expected_units(world, True)) if now else ({}, {}, {})
    rows = []
    for item in world.items:
        for place in [MAIN] + [site.book for site in SITES]:
            key = place, item.sku
            figures = {"on_order": coming.get(key, 0), "in_transit": moving.get(key, 0)}
            lots = {lot: units for lot, units in sorted(held.get(key, {}).items()) if units}
            if not lots and not any(figures.values()) and not allocated.get(key):
                continue  # Cin7 omits all-zero rows
            left = allocated.get(key, 0)
            for n, (lot, units) in enumerate((lots or {"": 0}).items(), 1):
                share = left if n == len(lots) or not lots else min(left, units)
                left -= share
                rows.append(core.availability_row(item, place, units, lot, share, **figures))  # both repeated on each lot's row
    return rows


def stock_files(world):
    for name, postings, now in (("2026-09-30", world.at_opening["cin7"], False), ("2026-10-30", world.ledgers["cin7"].snapshot(), True)):
        for number, text in core.pages("ProductAvailabilityList", availability(world, postings, now), 500):
            yield f"cin7/availability_{name}_page_{number}.json", text


# --- documents

def sale(world, order):
    shipments = [s for s in world.shipments if s.order is order]
    done = []
    for s in shipments:
        lines = booked_lines(s)
        waiting = [(l.original or l.item, l.ordered, "") for l in s.lines[:1]]  # picked in the book, and no word of it since
        done.append(core.Fulfilment(s.task, order.site.book, tuple(lines or waiting), s.site.clock(s.at), s.tracking, bool(lines)))
    moved = [later(s.at) for s in shipments if booked_lines(s)]
    return core.sale(order.guid, order.number, order.customer, order.site.book, placed_at(order), order.lines, done,
                     "Wholesale portal", modified=max(moved, default=None))


def purchase(world, inbound):
    receipts = [r for r in world.receipts if r.inbound is inbound and booked_lines(r)]
    received = [core.Received(r.task, r.site.book, tuple(booked_lines(r)), r.site.clock(r.at)) for r in receipts]
    return core.purchase(inbound.guid, inbound.number, inbound.supplier, inbound.site.book, inbound.placed, inbound.lines, received)


def transfer(world, inbound):
    booked = [r for r in world.receipts if r.inbound is inbound and booked_lines(r)]
    return core.transfer(inbound.guid, inbound.number, MAIN, inbound.site.book, inbound.placed,
                         booked[0].site.clock(booked[0].at) if booked else None, [(item, units, "") for item, units in inbound.lines])


def adjustments(world):
    done = sorted((a for a in world.adjustments if a.booked), key=lambda a: a.number)
    for number, adjustment in enumerate(done, 218):
        site = adjustment.site
        lines = [(line.item, site.book, line.lot, before, before + line.units) for line, before in adjustment.booked]
        yield core.stock_adjustment(adjustment.task, f"ST-{number:05d}", site.clock(adjustment.at), lines, f"947 {adjustment.number}")


def document_files(world):
    by_number = lambda d: d.number
    sales = [sale(world, o) for o in sorted(world.orders, key=by_number)]
    for number, start in enumerate(range(0, len(sales), 100), 1):
        yield f"cin7/sales_{number:03d}.json", core.records(sales[start:start + 100]) + "\n"
    inbounds = sorted(world.inbounds, key=by_number)
    yield "cin7/purchases.json", core.records(purchase(world, i) for i in inbounds if not i.transfer) + "\n"
    yield "cin7/transfers.json", core.records(transfer(world, i) for i in inbounds if i.transfer) + "\n"
    yield "cin7/stock_adjustments.json", core.records(adjustments(world)) + "\n"


def catalogue_files(world):
    costing = lambda item: "FIFO - Batch" if item.by_lot else "FIFO"
    for number, text in core.pages("Products", [core.product(i, costing=costing(i)) for i in world.items], 1000):
        yield f"cin7/products_page_{number}.json", text
    rng = stream(world.seed, "locations")
    places = [core.location(guid(rng), name, name == MAIN) for name in (MAIN, *(site.book for site in SITES))]
    yield "cin7/locations.json", core.page("LocationList", places)


def book_files(world):
    yield from catalogue_files(world)
    yield from stock_files(world)
    yield from document_files(world)
