"""The case file, the maps and the partner's profile of the `edi-two-sites` example."""
from acme_text import csv_text, instant
from edi_items import EAST, WEST
from edi_world import AS_OF, OPENING

STORY = """\
# Northquay sells through Cin7 Core and has two 3PLs: Palmetto in Charleston (location EAST) and Cascade in Reno (WEST).
# Both speak X12. Northquay sends 940 and 943; the 3PLs answer with 945, 944 and 947, and print their stock in an 846. Each side
# acknowledges what it took by a 997, which speaks of syntax only: it never says that a document was applied.
#
# The month is October 2026. Both sides agreed on 30 September; on 30 October, 19:30 in Charleston, they do not. What happened:
#   - The last day's interchanges have left the 3PLs and nobody has read them: shipments and receipts in flight.
#   - Two 945 were accepted (997 A) and never applied. One was rejected (997 R, element 234 of its W12).
#   - One order left Charleston on the 15th and its 945 was never written. The 947 of the day after was acknowledged: the feed lived.
#   - Two 947 were accepted and never applied: 13 pieces damaged at EAST, 4 found at WEST.
#   - One order was short-shipped: the 945 says 9 of 12, Cin7 shipped 12.
#   - One line was substituted (W12-01 IS); Cin7 shipped what was ordered.
#   - Three orders of EAST went to Cascade by mistake, and left Reno.
#   - Three receipts in cases were booked as pieces.
#   - One transfer has arrived at Reno and waits in Cin7; another is on the road.
#   - Cascade's interchange of 14 October came twice, under one control number. It is no second shipment.
# What to look at besides: Palmetto ends segments with ~ and a newline, Cascade with a newline alone, and separates elements by |.
# A case is CA in Charleston and CS in Reno. Palmetto's 846 prints a total (qualifier 17) and under it what lies in its two
# buildings: parts, not more stock. Cascade has an item for each lot, and prints on hand under qualifier 33, which the standard calls
# available for sale: profiles/cascade_846.toml says so. A line that left from two lots has two W12, each with the whole order's
# quantity in W12-02. The two write W12-04 with opposite signs. Each counts its groups for itself, so that numbers meet: the hop says
# whose 997 it is.
#
#   trueup run examples/cases/edi-two-sites
#
# truth.json has what was planted, key by key. Made by ../generate_edi_two_sites.py; all names and numbers are invented.
"""

CASE = f"""
[case]
name = "edi-two-sites"
as_of = "{instant(AS_OF)}"
currency = "USD"
costing = "weighted_average"

[[system]]
id = "cin7"
role = "system_of_record"
dialect = "cin7_core"
timezone = "UTC"

[[system]]
id = "palmetto"
role = "execution"
dialect = "x12_wms"
timezone = "America/New_York"

[[system]]
id = "cascade"
role = "execution"
dialect = "x12_wms"
timezone = "America/Los_Angeles"

[[location]]
id = "EAST"
kind = "external"
operator = "palmetto"
names = {{ cin7 = "{EAST.book}", palmetto = ["PAL1", "PAL2"] }}

[[location]]
id = "WEST"
kind = "external"
operator = "cascade"
names = {{ cin7 = "{WEST.book}", cascade = "CW04" }}

[[location]]
id = "MAIN"
kind = "own"
names = {{ cin7 = "Main Warehouse" }}

[[hop]]
id = "orders-east"
from = "cin7"
to = "palmetto"
carries = ["ship_order", "inbound_notice"]
transport = "edi"
every = "1d"
max_age = "26h"
owner = "integrations"

[[hop]]
id = "orders-west"
from = "cin7"
to = "cascade"
carries = ["ship_order", "inbound_notice"]
transport = "edi"
every = "1d"
max_age = "26h"
owner = "integrations"

# One interchange a working day, at 17:30 in Charleston and 15:30 in Reno; read the morning after.
[[hop]]
id = "advices-east"
from = "palmetto"
to = "cin7"
carries = ["ship_advice", "receipt", "adjustment"]
transport = "edi"
every = "1d"
calendar = "mon-fri"
max_age = "26h"
owner = "integrations"

[[hop]]
id = "advices-west"
from = "cascade"
to = "cin7"
carries = ["ship_advice", "receipt", "adjustment"]
transport = "edi"
every = "1d"
calendar = "mon-fri"
max_age = "26h"
owner = "integrations"

[[hop]]
id = "transfers"
from = "cin7"
to = "cascade"
carries = ["transfer_out", "transfer_in"]
transport = "manual"
every = "3d"
max_age = "10d"
owner = "operations"
"""

PARTNER_PROFILE = """\
# What Cascade says otherwise than the standard.
name = "cascade.846"
title = "Cascade 3PL: inventory (X12 846), a warehouse a set, an item for each lot"
extends = "x12.846"
zone = "America/Los_Angeles"
seen = "never seen in a real file"

[words.quantity]
33 = "on_hand"  # they print everything on the shelf under "available for sale"
"""

SENT_PROFILE = """\
# The 940 that Northquay sends: its clock is UTC, whoever keeps the copy.
name = "northquay.940"
title = "Northquay's shipping orders (X12 940)"
extends = "x12.940"
zone = "UTC"
seen = "never seen in a real file"
"""

MAP_COLUMNS = ("from_system", "from_value", "to_system", "to_value", "valid_from", "version", "owner")


def entry(table, files, system="", profile="", **more):
    lines = [f'table = "{table}"']
    lines += [f'system = "{system}"'] if system else []
    lines += [f'profile = "{profile}"'] if profile else []
    lines.append(f'files = ["{files}"]')
    lines += [f"{key} = {value}" for key, value in more.items()]
    return "\n[[input]]\n" + "\n".join(lines) + "\n"


def balance(system, profile, files, at=None):
    more = {"as_of": f'"{instant(at)}"'} if at else {}
    return entry("stock", files, system, profile, **more, complete="true", absent='"zero"')


def window(table, system, profile, files, hop=""):
    more = {"hop": f'"{hop}"'} if hop else {}
    return entry(table, files, system, profile, **more, **{"from": f'"{instant(OPENING)}"', "to": f'"{instant(AS_OF)}"'}, complete="true")


def inputs():
    yield "\n# --- the book\n"
    yield balance("cin7", "cin7_core.availability", "cin7/availability_2026-09-30_page_*.json", OPENING)
    yield balance("cin7", "cin7_core.availability", "cin7/availability_2026-10-30_page_*.json", AS_OF)
    yield entry("items", "cin7/products_page_*.json", "cin7", "cin7_core.product")
    yield entry("locations", "cin7/locations.json", "cin7", "cin7_core.location")
    for kind, files in (("sale", "sales_*.json"), ("purchase", "purchases.json"), ("transfer", "transfers.json"),
                        ("stock_adjustment", "stock_adjustments.json")):
        yield window("documents", "cin7", f"cin7_core.{kind}", f"cin7/{files}")
    for site in (EAST, WEST):
        yield f"\n# --- {site.place.name.title()}\n"
        yield balance(site.system, "profiles/cascade_846.toml" if site is WEST else "x12.846", f"{site.system}/846_*.edi")
        orders, advices = f"orders-{site.name.lower()}", f"advices-{site.name.lower()}"
        for kind in ("945", "944", "947"):
            yield window("documents", site.system, f"x12.{kind}", f"{site.system}/from_*.edi")
            yield window("messages", site.system, f"x12.{kind}", f"{site.system}/from_*.edi", advices)
        # an order that a 3PL was given is its own to ship; a notice speaks of the book's purchase
        yield window("documents", site.system, "profiles/sent_940.toml", f"{site.system}/to_*.edi")
        yield window("documents", "cin7", "x12.943", f"{site.system}/to_*.edi")
        for kind in ("940", "943"):
            yield window("messages", "cin7", f"x12.{kind}", f"{site.system}/to_*.edi", orders)
        # an answer belongs to the hop of what it answers
        yield window("messages", "cin7", "x12.997", f"{site.system}/to_*.edi", advices)
        yield window("messages", site.system, "x12.997", f"{site.system}/from_*.edi", orders)
    yield "\n# --- maps\n"
    for table in ("sku_map", "unit_map"):
        yield entry(table, f"maps/{table}.csv")
    yield entry("item_units", "maps/item_units.csv", "cin7")


def map_files(world):
    yield "maps/sku_map.csv", csv_text(MAP_COLUMNS, [["cascade", i.code, "cin7", i.sku, "", "4", "operations"] for i in world.at(WEST)])
    words = (("palmetto", "CA", "CASE"), ("cascade", "CS", "CASE"), ("palmetto", "MR", "m"), ("cascade", "MR", "m"), ("cin7", "CA", "CASE"),
             ("cin7", "CS", "CASE"), ("cin7", "MR", "m"))
    yield "maps/unit_map.csv", csv_text(MAP_COLUMNS, [[system, word, "cin7", unit, "", "1", "operations"] for system, word, unit in words])
    yield "maps/item_units.csv", csv_text(("sku", "unit", "numerator", "denominator"),
                                          [[i.sku, "CASE", i.pack, 1] for i in world.items if i.pack])


def case_files(world):
    yield "trueup.toml", STORY + CASE + "".join(inputs())
    yield "profiles/cascade_846.toml", PARTNER_PROFILE
    yield "profiles/sent_940.toml", SENT_PROFILE
    yield from map_files(world)
