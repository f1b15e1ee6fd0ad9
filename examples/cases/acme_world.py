"""The healthy world of the `acme-la` example: items, orders, purchases and transfers.

Every document is written once and carries what its two sides say about it, so the book (Cin7) and
the 3PL agree until `acme_plants.py` plants something. Times are naive UTC.
"""
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from acme_items import UNIT, Item, guid, stream

WINDOW_FROM = datetime(2026, 10, 21)
AS_OF = datetime(2026, 11, 20, 18)
SITE = "ACME-LA"
MAIN = "MAIN"
CUSTOMERS = ("Marlow Home Goods", "Tidewater Outfitters", "Copper Kettle Café", "Fern Street Market",
             "Union Gift Co.", "Shopify US customer")
CHANNELS = ("Shopify US", "Amazon_US", "", "B2B portal")
SUPPLIERS = ("Pacific Loom Works", "Ridgeway Ceramics", "Ostra Trading", "Bellfield Timber")


@dataclass
class Line:
    item: Item
    units: int  # in base units
    cases: int = 0  # printed by the 3PL as so many CASE; 0: as EACH
    box: int = 1


@dataclass
class Shipment:
    at: datetime
    lines: list
    trackings: list = field(default_factory=list)  # one per box, or one for all
    tracking_in_book: bool = True
    acknowledged: bool = True
    unbooked_with: str = ""  # planted item that keeps it out of the book
    number: str = ""
    task: str = ""


@dataclass
class Order:
    placed: datetime
    customer: str
    channel: str
    place: str
    shipments: list
    open_lines: list = field(default_factory=list)
    only_with: str = ""  # planted item without which the order does not exist
    number: str = ""
    guid: str = ""


@dataclass
class Receipt:
    at: datetime
    lines: list
    as_eaches_with: str = ""  # planted item that makes the book take cases for eaches
    number: str = ""
    task: str = ""


@dataclass
class Purchase:
    placed: datetime
    supplier: str
    place: str
    receipts: list
    open_lines: list = field(default_factory=list)
    number: str = ""
    guid: str = ""


@dataclass
class Transfer:
    departed: datetime
    lines: list
    completed: bool
    receipt: Receipt | None
    only_with: str = ""
    number: str = ""
    guid: str = ""


@dataclass
class World:
    seed: int
    items: list
    reserved: dict  # planted item -> its items
    empty: list  # carried, but nothing there
    orders: list = field(default_factory=list)
    purchases: list = field(default_factory=list)
    transfers: list = field(default_factory=list)
    lost: dict = field(default_factory=dict)  # planted item -> (item, units that the 3PL has less)
    unmapped: tuple = ("", 0)  # code and units of planted item sku_unmapped
    twin_units: int = 0  # units of planted item twin_space under the second spelling
    present: frozenset = frozenset()

    def live(self, documents):
        return [d for d in documents if not d.only_with or d.only_with in self.present]

    def booked(self, shipment):
        return shipment.unbooked_with not in self.present

    def booked_units(self, receipt, line):
        as_eaches = receipt.as_eaches_with in self.present and line.cases
        return line.cases * UNIT if as_eaches else line.units

    def site_orders(self):
        return [o for o in self.live(self.orders) if o.place == SITE]


def to_utc(local):
    """Los Angeles time to UTC; daylight time ends on 2026-11-01."""
    return local + timedelta(hours=7 if local < datetime(2026, 11, 1, 2) else 8)


def to_local(at):
    return at - timedelta(hours=7 if at < datetime(2026, 11, 1, 9) else 8)


def working_time(rng, first=date(2026, 10, 22), last=date(2026, 11, 19)):
    """A time of a working day at the 3PL: over a day after the window opens, hours before it closes."""
    while True:
        day = first + timedelta(days=rng.randrange((last - first).days + 1))
        if day.weekday() < 5:
            return to_utc(datetime(day.year, day.month, day.day, rng.randrange(7, 18),
                                   rng.randrange(60), rng.randrange(60)))


# --- documents

def draw_units(rng, item, in_cases, most_cases=4, most_eaches=12):
    if in_cases:
        cases = rng.randint(1, most_cases)
        return Line(item, cases * item.pack * UNIT, cases)
    if item.fractional:
        return Line(item, rng.randint(2, 60) * UNIT // 4)
    return Line(item, rng.randint(1, most_eaches) * UNIT)


def draw_lines(rng, pool, most, case_share, **sizes):
    chosen = []
    for _ in range(rng.randint(1, most)):
        item = pool[min(rng.randrange(len(pool)), rng.randrange(len(pool)))]  # some sell better
        if item not in chosen:
            chosen.append(item)
    return [draw_units(rng, i, i.pack and rng.random() < case_share, **sizes) for i in chosen]


def split(rng, lines, parts):
    """Spread lines over several advices; a line that is large enough may be in all of them."""
    out = [[] for _ in range(parts)]
    for line in lines:
        each = line.item.pack * UNIT if line.cases else UNIT
        whole, rest = divmod(line.units, each)
        if whole < parts or rng.random() < 0.5:
            out[rng.randrange(parts)].append(line)
            continue
        cuts = sorted(rng.sample(range(1, whole), parts - 1)) if whole > parts else list(range(1, parts))
        for part, (a, b) in enumerate(zip([0, *cuts], [*cuts, whole])):
            units = (b - a) * each + (rest if part == parts - 1 else 0)
            out[part].append(Line(line.item, units, b - a if line.cases else 0))
    return [part for part in out if part]


def tracking(rng):
    if rng.random() < 0.6:
        return "1Z" + "".join(rng.choice("0123456789ABCEFHJKLMNPRSTUVWXY") for _ in range(16))
    return "94001" + "".join(rng.choice("0123456789") for _ in range(17))


def make_shipment(rng, at, lines, **more):
    """Pack it: mostly one box; two boxes under one tracking number or under two."""
    boxes = 2 if len(lines) > 1 and rng.random() < 0.25 else 1
    for number, line in enumerate(lines):
        line.box = 1 + number % boxes
    draw = rng.random()
    numbers = [] if draw > 0.92 else [tracking(rng) for _ in range(boxes if rng.random() < 0.5 else 1)]
    return Shipment(at, lines, numbers, draw < 0.52, task=guid(rng), **more)


def make_order(rng, place, shipments, open_lines=(), placed=None, **more):
    placed = placed or shipments[0].at - timedelta(minutes=rng.randint(90, 2400))
    return Order(placed, rng.choice(CUSTOMERS), rng.choice(CHANNELS), place, shipments, list(open_lines),
                 guid=guid(rng), **more)


def shipped_order(rng, pool, place):
    lines = draw_lines(rng, pool, 4, 0.4)
    parts = rng.choices((1, 2, 3), (90, 7, 3))[0]
    advices = split(rng, lines, parts)
    times = sorted(working_time(rng) for _ in advices)
    return make_order(rng, place, [make_shipment(rng, at, part) for at, part in zip(times, advices)])


def make_purchase(rng, pool, place):
    lines = draw_lines(rng, pool, 3, 0.85, most_cases=20, most_eaches=200)
    deliveries = split(rng, lines, rng.choices((1, 2), (85, 15))[0])
    times = sorted(working_time(rng) for _ in deliveries)
    receipts = [Receipt(at, part, task=guid(rng)) for at, part in zip(times, deliveries)]
    return Purchase(times[0] - timedelta(days=rng.randint(5, 40)), rng.choice(SUPPLIERS), place, receipts,
                    guid=guid(rng))


def open_purchase(rng, pool):
    return Purchase(AS_OF - timedelta(days=rng.randint(2, 20)), rng.choice(SUPPLIERS), SITE, [],
                    draw_lines(rng, pool, 3, 0.85, most_cases=20, most_eaches=200), guid=guid(rng))


def make_transfer(rng, pool):
    at = working_time(rng)
    lines = draw_lines(rng, pool, 3, 0.85, most_cases=6, most_eaches=60)
    return Transfer(at - timedelta(hours=rng.randint(20, 90)), lines, True, Receipt(at, lines, task=guid(rng)),
                    guid=guid(rng))


def add_documents(world, count):
    """The month's ordinary business. Planted items' SKUs are sold like all others, but not bought."""
    rng = stream(world.seed, "documents")
    reserved = {i.sku for items in world.reserved.values() for i in items} | {i.sku for i in world.empty}
    untouched = {i.sku for i in world.empty + world.reserved["factor_missing"]}
    sold = [i for i in world.items if i.carried and i.sku not in untouched]
    bought = [i for i in sold if i.sku not in reserved]
    rng.shuffle(sold)
    rng.shuffle(bought)
    scaled = lambda of_1250: max(2, count * of_1250 // 1250)
    world.orders += [shipped_order(rng, sold, SITE) for _ in range(scaled(500))]
    world.orders += [shipped_order(rng, sold, MAIN) for _ in range(scaled(40))]
    for number in range(scaled(24)):
        lines = [Line(world.empty[number], 2 * UNIT)] if number < 2 else draw_lines(rng, bought, 2, 0)
        world.orders.append(make_order(rng, SITE, [], lines, AS_OF - timedelta(hours=rng.randint(1, 200))))
    world.purchases += [make_purchase(rng, bought, SITE) for _ in range(scaled(105))]
    world.purchases += [make_purchase(rng, bought, MAIN) for _ in range(scaled(10))]
    world.purchases += [open_purchase(rng, bought) for _ in range(scaled(14))]
    world.transfers += [make_transfer(rng, bought) for _ in range(scaled(8))]


# --- numbers and balances

def number_documents(world):
    """Numbers in the order of time, over all documents that could exist: they never depend on what is planted."""
    def number(documents, when, pattern, first):
        for n, document in enumerate(sorted(documents, key=when), first):
            document.number = pattern.format(n)
    at = lambda d: (d.at, d.task)
    number(world.orders, lambda o: (o.placed, o.guid), "SO-{:05d}", 4102)
    number(world.purchases, lambda p: (p.placed, p.guid), "PO-{:05d}", 871)
    number(world.transfers, lambda t: (t.departed, t.guid), "TR-{:05d}", 12)
    number([s for o in world.orders if o.place == SITE for s in o.shipments], at, "SHP{:07d}", 61_204)
    receipts = [r for p in world.purchases if p.place == SITE for r in p.receipts]
    receipts += [t.receipt for t in world.transfers if t.receipt]
    number(receipts, at, "RCV{:06d}", 9_318)


def open_balances(world):
    """An opening that covers all that could leave, so that no balance falls below zero."""
    out = {}
    for order in world.orders:
        for shipment in order.shipments if order.place == SITE else []:
            for line in shipment.lines:
                out[line.item.sku] = out.get(line.item.sku, 0) + line.units
    empty = {i.sku for i in world.empty}
    for item in world.items:
        rng = stream(world.seed, "opening", item.sku)
        most = 90 if item in world.reserved["twin_zero"] else 900
        spare = rng.randint(100, 4 * most) * UNIT // 4 if item.fractional else rng.randint(24, most) * UNIT
        item.main = 0 if rng.random() < 0.3 else rng.randint(1, 400) * UNIT
        sold_out = rng.random() < 0.01 and not any(item in r for r in world.reserved.values())
        if item.carried and item.sku not in empty:
            item.opening = out.get(item.sku, 0) + (0 if sold_out else spare)
    for item in world.reserved["factor_missing"]:  # the 3PL has whole cases of it
        item.opening = item.opening // (item.pack * UNIT) * item.pack * UNIT


def balances(world):
    """(book, other): on hand at the 3PL's site by SKU, as each side's own documents give it."""
    book = {i.sku: i.opening for i in world.items if i.carried}
    other = dict(book)
    for shipment in (s for o in world.site_orders() for s in o.shipments):
        for line in shipment.lines:
            other[line.item.sku] -= line.units
            book[line.item.sku] -= line.units if world.booked(shipment) else 0
    for receipt in (r for p in world.purchases if p.place == SITE for r in p.receipts):
        for line in receipt.lines:
            other[line.item.sku] += line.units
            book[line.item.sku] += world.booked_units(receipt, line)
    for transfer in world.live(world.transfers):
        for line in transfer.lines:
            other[line.item.sku] += line.units if transfer.receipt else 0
            book[line.item.sku] += line.units if transfer.completed else 0
    for name, (item, units) in world.lost.items():
        other[item.sku] -= units if name in world.present else 0
    return book, other
