"""The catalogue of the `acme-la` example: what the book and the 3PL call each item, its cost and its pack."""
from dataclasses import dataclass
from random import Random
from uuid import UUID

UNIT = 10_000  # quantities and costs are integers in 1/10000
PACKS = (6, 10, 12, 24)

GOODS = (
    ("KT", "Kitchen", ("Enamel Mug", "Linen Tea Towel", "Cork Trivet", "Oak Spoon", "Pâté Terrine")),
    ("BA", "Bath", ("Soap Dish", "Bath Mat", "Cotton Robe", "Bamboo Brush")),
    ("GD", "Garden", ("Seed Tray", "Hand Trowel", "Watering Can", "Label, Plant")),
    ("OF", "Office", ('24" x 18" Board', "Desk Tidy", "Brass Clip", "Notebook A5")),
    ("TX", "Textiles", ("Wool Throw", "Cushion Cover", "Canvas Tote", "Apron")),
)
ROLLS = ("Jute Rope by the metre", "Waxed Canvas by the metre")
COLOURS = (("BLU", "Blue"), ("GRN", "Green"), ("NAT", "Natural"), ("RED", "Red"), ("BLK", "Black"))
BRANDS = ("Harbour & Pine", "Northfold", "Little Quay", "")


@dataclass
class Item:
    sku: str
    code: str  # the 3PL's code
    name: str
    category: str
    brand: str
    guid: str
    barcode: str
    cost: int
    pack: int  # eaches in a case when the 3PL counts the item in cases, else 0
    fractional: bool
    carried: bool  # at the 3PL
    opening: int = 0
    main: int = 0


def stream(seed, *names):
    """An independent random stream: one part of the world never shifts another."""
    return Random("/".join(str(n) for n in (seed, *names)))


def guid(rng):
    return str(UUID(int=rng.getrandbits(128), version=4))


def canonical(code):
    """What is left of a code when case, blanks, punctuation and leading zeros do not count."""
    return "".join(c for c in code.upper() if c.isalnum()).lstrip("0")


def book_sku(rng, serial, prefix, noun, colour):
    draw = rng.random()
    if draw < 0.02:
        return str(410_000 + serial)
    if draw < 0.04:
        return f"{prefix} {noun.split()[-1][:4].upper()} {serial:04d}"
    return f"{prefix}-{noun.split()[-1][:3].upper()}-{serial:04d}-{colour}"


def acme_code(rng, sku, kind, used):
    if kind == "same":
        return sku
    while True:
        code = f"00{rng.randrange(10_000, 99_999)}" if kind == "zeros" else f"ACM{rng.randrange(100_000, 999_999)}"
        if canonical(code) not in used:
            return code


def make_item(rng, serial, count, used):
    prefix, category, nouns = rng.choice(GOODS)
    colour, colour_name = rng.choice(COLOURS)
    noun, fractional = rng.choice(nouns), serial % 80 == 7
    if fractional:
        prefix, category, noun = "FB", "Fabric", rng.choice(ROLLS)
    sku = book_sku(rng, serial, prefix, noun, colour)
    used.add(canonical(sku))
    zeros = serial % 20 == 11
    code = acme_code(rng, sku, "zeros" if zeros else rng.choices(("same", "own"), (25, 70))[0], used)
    used.add(canonical(code))
    cased = not fractional and not zeros and rng.random() < 0.16
    return Item(sku, code, f"{noun} {colour_name}", category, rng.choice(BRANDS), guid(rng),
                f"{rng.randrange(600_000_000_000, 899_999_999_999)}" if rng.random() < 0.8 else "",
                rng.choice((rng.randrange(50, 4000) * 100, rng.randrange(5_000, 400_000))),
                rng.choice(PACKS) if cased else 0, fractional, serial <= count * 96 // 100)


def make_items(seed, count):
    rng, used = stream(seed, "items"), set()
    return [make_item(rng, serial, count, used) for serial in range(1, count + 1)]
