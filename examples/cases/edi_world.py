"""The world of the `edi-two-sites` example: what happened in the two warehouses, and what of it reached the book.

Each document is written once and carries its fault, if it has one. The warehouses' ledgers take everything, the book's what its
messages brought. Times are naive UTC.
"""
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from acme_items import UNIT, guid, stream
from edi_items import EAST, MAIN, SITES, WEST, whole
from ledger import Ledger

OPENING = datetime(2026, 9, 30, 23, 30)
AS_OF = datetime(2026, 10, 30, 23, 30)
DAYS = [date(2026, 10, d) for d in range(1, 31) if date(2026, 10, d).weekday() < 5]
CUSTOMERS = ("Elm & Ivy", "Gatehouse Stores", "Morrow Outfitters", "Saltmarsh Gifts", "Two Rivers Co-op")
SUPPLIERS = ("Adair Mills", "Kestrel Trading", "Lantern Works")
# faults that keep a document out of the book
UNBOOKED = ("in_flight", "late_945", "rejected_945", "lost_945", "adjustment_not_booked", "transfer_arrived")


@dataclass
class Line:
    number: int
    item: object
    units: int
    lot: str = ""
    ordered: int = 0
    original: object = None  # what was ordered, where another was shipped
    damaged: int = 0


@dataclass
class Order:
    site: object  # where the book has it
    ships_from: object
    day: int  # index of the day on which it goes out to the 3PL
    lines: list  # [(item, units)]
    customer: str
    guid: str
    number: str = ""


@dataclass
class Shipment:
    order: Order
    at: datetime
    lines: list
    tracking: str
    task: str
    fault: str = ""
    number: str = ""
    site: object = None


@dataclass
class Inbound:
    """Goods on their way to a site: a purchase, or a transfer from the main warehouse."""
    site: object
    placed: datetime
    day: int  # of the notice
    lines: list
    supplier: str
    guid: str
    transfer: bool = False
    number: str = ""
    shipment: str = ""


@dataclass
class Receipt:
    inbound: Inbound
    at: datetime
    lines: list
    building: str
    task: str
    fault: str = ""
    number: str = ""
    site: object = None


@dataclass
class Adjustment:
    site: object
    at: datetime
    lines: list  # units signed
    reason: str
    task: str
    fault: str = ""
    number: str = ""
    booked: list = field(default_factory=list)  # (line, units before)


@dataclass
class World:
    seed: int
    items: list
    reserved: dict
    orders: list = field(default_factory=list)
    shipments: list = field(default_factory=list)
    inbounds: list = field(default_factory=list)
    receipts: list = field(default_factory=list)
    adjustments: list = field(default_factory=list)
    opening: dict = field(default_factory=dict)  # (site name, sku) -> [(building, lot, units)]
    ledgers: dict = field(default_factory=dict)
    at_opening: dict = field(default_factory=dict)  # system -> {(account, sku, lot): units}
    resent_day: int = 9  # whose interchange from Cascade came twice

    def at(self, site):
        return [i for i in self.items if site in i.sites]


# --- drawing

def shipped_at(rng, site, day):
    hour = site.sends_at - 3
    return datetime.combine(DAYS[day], datetime.min.time()) + timedelta(
        hours=site.hours + hour, minutes=rng.randint(0, 170), seconds=rng.randint(0, 59))


def some(rng, item, low=1, high=9):
    if item.pack:
        return rng.randint(1, 3) * item.pack * UNIT
    return rng.randint(3, 50) * UNIT // 4 if item.fractional else whole(rng.randint(low, high))


def tracking(rng):
    return "1Z" + "".join(rng.choice("0123456789ABCEFHJKLMNPRSTUVWXY") for _ in range(16))


def add_order(world, rng, site, lines, day, wait=None, ships_from=None, fault="", at=None, shipped=True, **changes):
    """An order that goes to its 3PL on the morning of a day and leaves it `wait` working days later."""
    wait = rng.choice((0, 0, 1, 2)) if wait is None else wait
    order = Order(site, ships_from or site, max(0, day - wait), lines, rng.choice(CUSTOMERS), guid(rng))
    world.orders.append(order)
    if not shipped:
        return order
    moved = [Line(n, item, units, ordered=units) for n, (item, units) in enumerate(lines, 1)]
    for line in moved:
        for name, value in changes.items():
            setattr(line, name, value(line))
    world.shipments.append(Shipment(order, at or shipped_at(rng, order.ships_from, day), moved, tracking(rng), guid(rng),
                                    fault, site=order.ships_from))
    return order


def add_receipt(world, rng, site, lines, day, building=None, fault="", transfer=False, lot="", damaged=0, arrives=True):
    sent = max(0, day - 3)
    placed = datetime.combine(DAYS[sent], datetime.min.time()) - timedelta(days=0 if transfer else rng.randint(6, 20), hours=8)
    inbound = Inbound(site, placed, sent, lines, rng.choice(SUPPLIERS), guid(rng), transfer)
    world.inbounds.append(inbound)
    if not arrives:
        return
    moved = [Line(n, item, units, lot if item.by_lot else "", damaged=damaged) for n, (item, units) in enumerate(lines, 1)]
    world.receipts.append(Receipt(inbound, shipped_at(rng, site, day), moved, building or rng.choice(site.buildings), guid(rng),
                                  fault, site=site))


def draw_lines(rng, pool):
    return [(item, some(rng, item)) for item in rng.sample(pool, rng.choice((1, 1, 2, 3)))]


def add_business(world):
    """The month's ordinary documents."""
    rng = stream(world.seed, "business")
    taken = {i.sku for items in world.reserved.values() for i in items}
    for site, orders in ((EAST, 84), (WEST, 72)):
        pool = [i for i in world.at(site) if i.sku not in taken]
        for n in range(orders):
            add_order(world, rng, site, draw_lines(rng, pool), n % (len(DAYS) - 1))
        for _ in range(4):
            add_order(world, rng, site, draw_lines(rng, pool), len(DAYS) - 1, shipped=False)
        for n in range(14):
            lines = [(i, 4 * some(rng, i)) for i in rng.sample(pool, rng.choice((1, 2)))]
            day = rng.randrange(1, len(DAYS) - 1)
            damaged = whole(2) if n == 5 and not lines[0][0].pack else 0
            add_receipt(world, rng, site, lines, day, lot=f"L26{DAYS[day]:%m%d}", damaged=damaged)
        for n in range(3):
            item = rng.choice([i for i in pool if not i.pack and not i.by_lot])
            add_adjustment(world, rng, site, item, whole(rng.choice((-3, -1, 2))), ("AU", "AA", "AA")[n], 4 + 5 * n)
    # one line large enough to empty a lot: it leaves in two
    for site in SITES:
        item = next(i for i in world.at(site) if i.by_lot and i.sku not in taken)
        add_order(world, rng, site, [(item, whole(90))], 12)


def add_adjustment(world, rng, site, item, units, reason, day, fault=""):
    world.adjustments.append(Adjustment(site, shipped_at(rng, site, day), [Line(1, item, units)], reason, guid(rng), fault))


# --- numbers, openings, ledgers

def number_documents(world):
    def number(documents, key, pattern, first):
        for n, document in enumerate(sorted(documents, key=key), first):
            document.number = pattern.format(n)
    number(world.orders, lambda o: (o.day, o.guid), "SO-{}", 70411)
    number([i for i in world.inbounds if not i.transfer], lambda i: (i.placed, i.guid), "PO-{}", 3108)
    number([i for i in world.inbounds if i.transfer], lambda i: (i.placed, i.guid), "TR-{:05d}", 51)
    for n, inbound in enumerate(sorted(world.inbounds, key=lambda i: (i.placed, i.guid)), 88_110):
        inbound.shipment = f"ASN{n}"
    for site, first in ((EAST, 40_210), (WEST, 2_055)):
        mine = lambda documents: [d for d in documents if d.site is site]
        order = lambda d: (d.at, d.task)
        number(mine(world.shipments), order, site.prefix + "S{:06d}", first)
        number(mine(world.receipts), order, site.prefix + "R{:05d}", first // 10)
        number(mine(world.adjustments), order, site.prefix + "A{:04d}", first // 100)


def open_balances(world):
    """An opening that covers all that leaves, so that nothing falls below zero; lots in two layers, of which the first runs out."""
    rng = stream(world.seed, "opening")
    out = {}
    for site, line in [(s.site, l) for s in world.shipments for l in s.lines] + \
                      [(a.site, l) for a in world.adjustments for l in a.lines if l.units < 0]:
        out[site.name, line.item.sku] = out.get((site.name, line.item.sku), 0) + abs(line.units)
    for site in SITES:
        for item in world.at(site):
            gone = out.get((site.name, item.sku), 0)
            spare = rng.randint(3, 40) * (item.pack or 1) * UNIT + (UNIT // 2 if item.fractional else 0)
            layers = [(site.buildings[0], "", gone + spare)]
            if item.by_lot:
                first = gone // UNIT // 2 * UNIT + UNIT
                layers = [(site.buildings[0], "L260711", first), (site.buildings[0], "L260902", gone + spare - first)]
            if len(site.buildings) > 1 and rng.random() < 0.3:  # what does not fit lies in the second building
                layers.append((site.buildings[1], layers[-1][1], rng.randint(1, 30) * (item.pack or 1) * UNIT))
            world.opening[site.name, item.sku] = layers


def split_lots(ledger, site, lines):
    """Goods by lot leave oldest first, each lot a line of its own."""
    out = []
    for line in lines:
        if not line.item.by_lot:
            out.append(line)
            continue
        left = line.units
        for lot, units in ledger.lots((site.buildings[0],), line.item.sku):
            taken = min(left, units)
            left -= taken
            if taken:
                out.append(Line(line.number, line.item, taken, lot, line.ordered, line.original))
        assert not left, line
    return out


def booked_lines(document):
    """[(item, units, lot)] as the book takes them, whatever the warehouse did."""
    if document.fault in UNBOOKED:
        return []
    lines = []
    for line in document.lines:
        units, item = line.units, line.original or line.item
        if document.fault == "short_ship":
            units = line.ordered
        if document.fault == "receipts_as_eaches":
            units = line.units // line.item.pack
        lines.append((item, units, line.lot))
    return lines


def post(world):
    """All documents in the order of time, through the three ledgers."""
    book, others = Ledger("cin7"), {site.name: Ledger(site.system) for site in SITES}
    world.ledgers = {"cin7": book} | {site.system: others[site.name] for site in SITES}
    for site in SITES:
        for item in world.at(site):
            for building, lot, units in world.opening[site.name, item.sku]:
                others[site.name].move(OPENING, "opening", "opening", building, item.sku, units, lot)
                book.move(OPENING, "opening", "opening", site.book, item.sku, units, lot)
    for inbound in world.inbounds:
        for item, units in inbound.lines if inbound.transfer else []:
            book.move(OPENING, "opening", "opening", MAIN, item.sku, 3 * units)
    world.at_opening = {system: ledger.snapshot() for system, ledger in world.ledgers.items()}
    for document in sorted(world.shipments + world.receipts + world.adjustments, key=lambda d: (d.at, d.number)):
        post_document(document, document.site, book, others[document.site.name])
    for inbound in world.inbounds:
        for item, units in inbound.lines if inbound.transfer else []:
            book.move(inbound.placed, inbound.number, MAIN, "in transit", item.sku, units)
    for ledger in world.ledgers.values():
        ledger.assert_balanced()


def post_document(document, site, book, other):
    if isinstance(document, Shipment):
        document.lines = split_lots(other, site, document.lines)
        for line in document.lines:
            other.move(document.at, document.number, site.buildings[0], "customers", line.item.sku, line.units, line.lot)
        for item, units, lot in booked_lines(document):
            book.move(document.at, document.number, document.order.site.book, "customers", item.sku, units, lot)
    elif isinstance(document, Receipt):
        for line in document.lines:
            other.move(document.at, document.number, "suppliers", document.building, line.item.sku, line.units, line.lot)
        source = "in transit" if document.inbound.transfer else "suppliers"
        for item, units, lot in booked_lines(document):
            book.move(document.at, document.number, source, site.book, item.sku, units, lot)
    else:
        for line in document.lines:
            other.move(document.at, document.number, "variance", site.buildings[0], line.item.sku, line.units, line.lot)
            if document.fault not in UNBOOKED:
                document.booked.append((line, book.balance((site.book,), line.item.sku, line.lot)))
                book.move(document.at, document.number, "variance", site.book, line.item.sku, line.units, line.lot)


def on_hand(world, site):
    """{sku: (book, other)} at the instant of comparison."""
    book, other = world.ledgers["cin7"], world.ledgers[site.system]
    return {i.sku: (book.balance((site.book,), i.sku), other.balance(site.buildings, i.sku)) for i in world.at(site)}
