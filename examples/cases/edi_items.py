"""The catalogue and the two sites of the `edi-two-sites` example."""
from dataclasses import dataclass
from datetime import datetime, timedelta

from acme_items import UNIT, guid, stream
from write_x12_sets import Place

GOODS = (("LN", "Linen"), ("CT", "Cotton"), ("WL", "Wool"), ("SP", "Soap"), ("CD", "Candle"), ("TE", "Tea"), ("BR", "Brush"))
FORMS = (("SM", "small"), ("LG", "large"), ("NA", "natural"), ("BL", "blue"), ("GR", "green"))


@dataclass(frozen=True)
class Site:
    name: str  # the location's canonical name
    system: str  # the 3PL that runs it
    book: str  # the location's name in Cin7
    place: Place
    buildings: tuple  # codes in the 3PL's messages; goods are shipped from the first
    hours: int  # its clock before UTC, all month
    case_unit: str  # its word for a case
    sends_at: int  # hour of its clock at which the day's interchange leaves
    prefix: str  # of its document numbers

    def clock(self, at):
        return at - timedelta(hours=self.hours)

    def midnight(self, at):
        """When the day that its documents print began, in UTC."""
        return datetime.combine(self.clock(at).date(), datetime.min.time()) + timedelta(hours=self.hours)


EAST = Site("EAST", "palmetto", "3PL Palmetto", Place("PALMETTO CHARLESTON", "PAL1"), ("PAL1", "PAL2"), 4, "CA", 17, "PL")
WEST = Site("WEST", "cascade", "3PL Cascade", Place("CASCADE RENO", "CW04"), ("CW04",), 7, "CS", 15, "CW")
SITES = (EAST, WEST)
MAIN = "Main Warehouse"


@dataclass(frozen=True)
class Item:
    sku: str
    code: str  # Cascade's own
    name: str
    guid: str
    barcode: str  # GTIN-12
    cost: int
    unit: str
    pack: int  # pieces in a case where the 3PLs count cases, else 0
    by_lot: bool
    sites: tuple

    @property
    def fractional(self):
        return self.unit == "m"

    @property
    def case_code(self):
        """Element 438: the case's number without its check digit."""
        return "0" + self.barcode[:-1] if self.barcode else ""


def check_digit(digits):
    odd_from_right = sum(int(d) for d in digits[::-2])
    return str(-(3 * odd_from_right + sum(int(d) for d in digits[-2::-2])) % 10)


def make_item(rng, serial):
    prefix, goods = GOODS[serial % len(GOODS)]
    form, form_name = rng.choice(FORMS)
    digits = f"8{rng.randrange(10**10):010d}"
    kind = serial % 12
    return Item(
        f"{prefix}-{100 + serial}-{form}", f"C{rng.randrange(10**6, 10**7)}", f"{goods} {form_name} no. {serial}", guid(rng),
        digits + check_digit(digits), rng.randrange(120, 4_800) * 100, "m" if kind == 3 else "EA",
        rng.choice((6, 12, 24)) if kind in (2, 9) else 0, kind in (6, 7),
        SITES if serial % 3 == 0 else (EAST,) if serial % 3 == 1 else (WEST,))


def make_items(seed, count):
    rng = stream(seed, "items")
    return [make_item(rng, serial) for serial in range(1, count + 1)]


def whole(count):
    return count * UNIT
