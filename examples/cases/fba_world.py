"""The world of the `channel-fba` example: one warehouse that ships through ShipStation, stock at Amazon, and two shops.

Each thing that happened is written once, with its fault if it has one; each system's ledger takes what that system heard of it.
Times are naive UTC; pieces are whole.
"""
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from acme_items import UNIT, guid, stream
from ledger import Ledger

PACIFIC = timedelta(hours=7)  # before UTC, all month
OPENING = datetime(2026, 10, 1, 7)  # midnight in Los Angeles, as the last
AS_OF = datetime(2026, 10, 31, 7)
DAYS = [date(2026, 10, d) for d in range(2, 31)]
CENTRES = ("PHX3", "ONT8")
NAMES = ("Cedar Tray", "Clay Mug", "Cork Mat", "Enamel Pot", "Felt Coaster", "Flax Apron", "Glass Jar", "Hemp Tote", "Iron Hook",
         "Jute Rug", "Linen Cloth", "Maple Spoon", "Nettle Twine", "Oak Board", "Pine Crate", "Quilted Mitt", "Rattan Basket",
         "Slate Plate", "Tin Canister", "Wool Throw", "Wicker Lamp", "Zinc Pail")


@dataclass(frozen=True)
class Item:
    sku: str
    msku: str  # the seller SKU at Amazon; "" where it is not sold there
    fnsku: str
    asin: str
    name: str
    guid: str
    barcode: str
    cost: int
    shop: bool  # sold in the shop, from the warehouse
    unit: str = "EA"


@dataclass
class ShopOrder:
    """Sold on Shopify, shipped from the warehouse by a label of ShipStation."""
    placed: datetime
    lines: list  # [(item, pieces)]
    labelled: datetime | None
    guid: str
    task: str
    tracking: str
    fault: str = ""
    first_label: tuple = ()  # (made, voided, tracking) of a label that was given back
    voided: datetime | None = None  # the only label was given back, and nothing left
    number: str = ""
    shop_number: int = 0


@dataclass
class AmazonOrder:
    day: date
    item: object
    pieces: int
    centre: str
    order_id: str
    tracking: str
    merged: bool = False  # in Cin7 one of a day's orders that became one sale
    guid: str = ""
    task: str = ""
    number: str = ""


@dataclass
class Replenishment:
    """From the bulk store to Amazon, received there in parts."""
    departed: datetime
    item: object
    parts: list  # [(day, pieces, centre)]
    shipment_id: str
    guid: str
    number: str = ""


@dataclass
class LedgerEntry:
    """Something else that Amazon's ledger tells; the book's share of it is in `booked`."""
    day: date
    item: object
    event: str
    pieces: int  # signed
    disposition: str
    reason: str = ""
    booked: int = 0
    fault: str = ""
    task: str = ""


@dataclass
class World:
    seed: int
    items: list
    kit: object
    parts: list  # [(item, pieces in one kit)]
    reserved: dict
    shop_orders: list = field(default_factory=list)
    amazon_orders: list = field(default_factory=list)
    replenishments: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    opening: dict = field(default_factory=dict)  # (place, sku) -> pieces
    ledgers: dict = field(default_factory=dict)
    at_opening: dict = field(default_factory=dict)


def whole(pieces):
    return pieces * UNIT


def make_items(seed):
    rng = stream(seed, "items")
    items = []
    for n, name in enumerate(NAMES):
        at_amazon, shop = n % 3 != 2, n % 3 != 1
        letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(8))
        sku = "-".join(word[:4].upper() for word in name.split()) + f"-{rng.randrange(10, 99)}"
        codes = (f"{rng.choice('ABCDEFGH')}{n}-{letters[:4]}-FBA", f"X00{letters[:7]}", f"B0{letters}") if at_amazon else ("", "", "")
        items.append(Item(sku, *codes, name, guid(rng), "", rng.randrange(300, 3_000) * 100, shop))
    return items


def pacific(day, hour, minute, second=0):
    """UTC of a Pacific wall-clock time."""
    return datetime(day.year, day.month, day.day, hour, minute, second) + PACIFIC


def tracking(rng):
    return "1ZF" + "".join(rng.choice("0123456789ABCEFHJKLMNPRSTUVWXY") for _ in range(15))


# --- what happens

def add_shop_order(world, rng, lines, labelled, **more):
    placed = (labelled or AS_OF) - timedelta(minutes=rng.randint(200, 2_000))
    world.shop_orders.append(ShopOrder(placed, lines, labelled, guid(rng), guid(rng), tracking(rng), **more))


def add_amazon_order(world, rng, day, item, pieces, **more):
    order_id = f"11{rng.randrange(10)}-{rng.randrange(10**7):07d}-{rng.randrange(10**7):07d}"
    code = f"TBA{rng.randrange(10**12):012d}"
    world.amazon_orders.append(AmazonOrder(day, item, pieces, rng.choice(CENTRES), order_id, code, guid=guid(rng), task=guid(rng),
                                           **more))


def add_business(world):
    rng = stream(world.seed, "business")
    taken = {i.sku for items in world.reserved.values() for i in items}
    shop = [i for i in world.items if i.shop and i.sku not in taken]
    amazon = [i for i in world.items if i.msku and i.sku not in taken]
    for day in DAYS:
        for _ in range(4):
            at = pacific(day, rng.randint(8, 16), rng.randrange(60), rng.randrange(60))
            add_shop_order(world, rng, [(i, rng.randint(1, 4)) for i in rng.sample(shop, rng.choice((1, 1, 2)))], at)
        for item in rng.sample(amazon, 5):  # no item twice a day: such rows could not be told apart
            add_amazon_order(world, rng, day, item, rng.randint(1, 3))
    for n, item in enumerate(rng.sample(amazon, 6)):
        day = DAYS[3 + 4 * n]
        first = rng.randint(10, 30)
        parts = [(day, first, CENTRES[0]), (day + timedelta(days=1), first - rng.randint(2, 7), CENTRES[1])][:1 + n % 2]
        shipment = f"FBA15{rng.randrange(10**6):06d}Q"
        world.replenishments.append(Replenishment(pacific(day, 10, 0) - timedelta(days=5), item, parts, shipment, guid(rng)))
    for n, item in enumerate(rng.sample(amazon, 3)):  # returned, sold again, and restocked in Cin7
        world.entries.append(LedgerEntry(DAYS[6 + 7 * n], item, "CustomerReturns", 1, "SELLABLE", booked=1, task=guid(rng)))
    for _ in range(3):
        add_shop_order(world, rng, [(rng.choice(shop), 1)], None)


def number_documents(world):
    for n, order in enumerate(sorted(world.shop_orders, key=lambda o: (o.placed, o.guid))):
        order.shop_number = 5_801 + n
    sales = [(o.placed, o.guid, o) for o in world.shop_orders]
    sales += [(pacific(o.day, 6, 0), o.guid, o) for o in world.amazon_orders if not o.merged]
    merged = [o for o in world.amazon_orders if o.merged]
    sales.append((pacific(merged[0].day, 23, 0), merged[0].guid, merged[0]))
    for n, (_, _, order) in enumerate(sorted(sales, key=lambda s: s[:2])):
        order.number = f"SO-{20_310 + n:05d}"
    for order in merged:
        order.number = merged[0].number
    for n, moved in enumerate(sorted(world.replenishments, key=lambda r: (r.departed, r.guid)), 31):
        moved.number = f"TR-{n:05d}"


# --- ledgers

def open_balances(world):
    rng = stream(world.seed, "opening")
    out = {}
    for order in world.shop_orders:
        for item, pieces in order.lines:
            for part, each in (world.parts if item is world.kit else [(item, 1)]):
                out["MAIN", part.sku] = out.get(("MAIN", part.sku), 0) + pieces * each
    for order in world.amazon_orders:
        out["FBA", order.item.sku] = out.get(("FBA", order.item.sku), 0) + order.pieces
    for item in world.items:
        if item.shop:
            world.opening["MAIN", item.sku] = out.get(("MAIN", item.sku), 0) + rng.randint(5, 60)
        if item.msku:
            world.opening["FBA", item.sku] = out.get(("FBA", item.sku), 0) + rng.randint(8, 40)
            world.opening["BULK", item.sku] = rng.randint(80, 200)


def post(world):
    names = ("cin7", "shipstation", "shopify", "amazon")
    world.ledgers = {name: Ledger(name) for name in names}
    cin7, shipstation, shopify, amazon = world.ledgers.values()
    for (place, sku), pieces in world.opening.items():
        cin7.move(OPENING, "opening", "opening", place, sku, whole(pieces))
        for ledger in (shipstation, shopify) if place == "MAIN" else ():
            ledger.move(OPENING, "opening", "opening", place, sku, whole(pieces))
        if place == "FBA":
            held = pieces // 3
            for centre, part in ((CENTRES[0], pieces - held), (CENTRES[1], held)):
                amazon.move(OPENING, "opening", "opening", (centre, "SELLABLE"), sku, whole(part))
    world.at_opening = {name: ledger.snapshot() for name, ledger in world.ledgers.items()}
    for order in world.shop_orders:
        post_shop_order(world, order)
    for order in world.amazon_orders:
        amazon.move(order.day, order.order_id, (order.centre, "SELLABLE"), "customers", order.item.sku, whole(order.pieces))
        cin7.move(order.day, order.number, "FBA", "customers", order.item.sku, whole(order.pieces))
    for moved in world.replenishments:
        for day, pieces, centre in moved.parts:
            amazon.move(day, moved.shipment_id, "inbound", (centre, "SELLABLE"), moved.item.sku, whole(pieces))
            cin7.move(day, moved.number, "BULK", "FBA", moved.item.sku, whole(pieces))
    for entry in world.entries:
        amazon.move(entry.day, entry.event, "variance", (CENTRES[0], entry.disposition), entry.item.sku, whole(entry.pieces))
        if entry.booked:
            cin7.move(entry.day, entry.event, "variance", "FBA", entry.item.sku, whole(entry.booked))
    for ledger in world.ledgers.values():
        ledger.assert_balanced()


def post_shop_order(world, order):
    """Shipped where there is a label; a kit is assembled as it ships: its parts leave."""
    left = order.labelled and not order.voided
    for item, pieces in order.lines:
        for ledger in world.ledgers.values():
            heard = left if ledger.system in ("shipstation", "shopify") else booked(order)
            if ledger.system == "amazon" or not heard:
                continue
            for part, each in world.parts if item is world.kit else [(item, 1)]:
                ledger.move(order.labelled, order.number, "MAIN", "customers", part.sku, whole(pieces * each))


def booked(order):
    """Whether Cin7 has the shipment."""
    return bool(order.labelled) and order.fault not in ("in_flight", "late_night")


def amazon_accounts():
    return [(centre, disposition) for centre in CENTRES for disposition in ("SELLABLE", "WAREHOUSE_DAMAGED", "CUSTOMER_DAMAGED")]
