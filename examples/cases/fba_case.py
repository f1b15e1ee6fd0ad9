"""The case file, the maps and the own profiles of the `channel-fba` example."""
from acme_text import csv_text, instant
from fba_book import PLACES
from fba_channels import SHOP_PLACE, SHOP_PLACE_ID, WAREHOUSE
from fba_world import AS_OF, CENTRES, OPENING

STORY = """\
# Fernhill keeps its books in Cin7 Core. It sells on Shopify from its own warehouse, where ShipStation makes the labels, and on Amazon,
# where Amazon ships (FBA). A bulk store fills Amazon up.
#
# The month is October 2026, from midnight to midnight in Los Angeles. All agreed on the first; on the last they do not. What happened:
#   - Two labels were made minutes before midnight and have not been fetched yet: in flight.
#   - One order was shipped on 14 October at 23:36 Pacific, on the 15th in UTC. The connector asked for the 14th and then for the 15th,
#     each in its own zone, and never saw it.
#   - One label was given back and the order cancelled. Cin7 has it as shipped; the goods are on the shelf.
#   - Amazon lost three pieces (ledger reason M). Nobody wrote them off.
#   - A customer's return came back damaged. It lies at Amazon, and Cin7 has no restock for it.
#   - One SKU is spelt in small letters in the shop.
# What must change nothing:
#   - A label that was given back and made anew the next day: two shipments at ShipStation, one of them voided, one parcel.
#   - An order shipped at 23:30 Pacific, with a discount line, that did reach Cin7 under the day on its label.
#   - Amazon moved one piece from sellable to damaged: E -1 and P +1, two rows of the ledger, on hand as before.
#   - All Amazon orders of 13 October became one sale in Cin7 (order consolidation); the other days have a sale an order.
#   - A kit, sold in the shop as one SKU and assembled as it ships: its parts leave. The shop says "not stocked" of it.
# Amazon's SKUs are not Cin7's: maps/sku_map.csv. Its ledger prints days, not times; the summary's starting balance is the one that is
# compared. Cin7's transfers to Amazon are known at Amazon by the shipment id in their reference: profiles/cin7_transfer.toml.
#
# Two more views of Amazon's balance lie beside it, and are no inputs: the API's inventory summaries and the report "manage FBA inventory".
#
#   trueup run examples/cases/channel-fba
#
# truth.json has what was planted, key by key. Made by ../generate_channel_fba.py; all names and numbers are invented.
"""

CASE = f"""
[case]
name = "channel-fba"
as_of = "{instant(AS_OF)}"
currency = "USD"
costing = "weighted_average"

[[system]]
id = "cin7"
role = "system_of_record"
dialect = "cin7_core"
timezone = "UTC"

[[system]]
id = "shipstation"
role = "execution"
dialect = "shipstation"
timezone = "America/Los_Angeles"

[[system]]
id = "shopify"
role = "channel"
dialect = "shopify"
timezone = "America/Los_Angeles"

[[system]]
id = "amazon"
role = "execution"
dialect = "amazon"
timezone = "America/Los_Angeles"

[[location]]
id = "MAIN"
kind = "own"
operator = "shipstation"
names = {{ cin7 = "{PLACES['MAIN']}", shipstation = ["{WAREHOUSE}", "se-{WAREHOUSE}"], shopify = ["{SHOP_PLACE}", "{SHOP_PLACE_ID}"] }}

[[location]]
id = "FBA"
kind = "external"
operator = "amazon"
names = {{ cin7 = "{PLACES['FBA']}", amazon = ["US", {', '.join(f'"{c}"' for c in CENTRES)}] }}

[[location]]
id = "BULK"
kind = "own"
names = {{ cin7 = "{PLACES['BULK']}" }}

[[hop]]
id = "orders"
from = "cin7"
to = "shipstation"
carries = ["sales_order", "ship_order"]
transport = "api"
every = "15m"
max_age = "30m"
owner = "integrations"

[[hop]]
id = "labels"
from = "shipstation"
to = "cin7"
carries = ["ship_advice"]
transport = "api"
every = "15m"
max_age = "30m"
owner = "integrations"

[[hop]]
id = "shop"
from = "shopify"
to = "cin7"
carries = ["sales_order", "ship_advice"]
transport = "api"
every = "15m"
max_age = "30m"
owner = "integrations"

[[hop]]
id = "amazon"
from = "amazon"
to = "cin7"
carries = ["ship_advice", "receipt", "return_receipt", "adjustment"]
transport = "api"
every = "1h"
max_age = "30h"
owner = "integrations"

[[comparison]]
book = "cin7"
other = "shipstation"
locations = ["MAIN"]

[[comparison]]
book = "cin7"
other = "shopify"
locations = ["MAIN"]

[[comparison]]
book = "cin7"
other = "amazon"
locations = ["FBA"]
"""

TRANSFER_PROFILE = """\
# A transfer to Amazon carries Amazon's shipment id as its reference.
name = "fernhill.transfer"
title = "Cin7 Core stock transfers of Fernhill: known by their reference"
extends = "cin7_core.transfer"
seen = "never seen in a real file"

[[rows]]
table = "documents"
each = "/Lines"
when = { "/Status" = ["IN TRANSIT", "COMPLETED"] }
[rows.columns]
type = { const = "transfer_out" }
id = "/Number"
reference = "/Reference"
sku = "SKU"
quantity = "TransferQuantity"
location = { from = "/FromLocation", before = ": " }
location_to = { from = "/ToLocation", before = ": " }
effective_at = ["/DepartureDate", "/CompletionDate"]
posted_at = ["/DepartureDate", "/CompletionDate"]
state = { from = "/Status", words = { "IN TRANSIT" = "in_transit", COMPLETED = "completed" } }

[[rows]]
table = "documents"
each = "/Lines"
when = { "/Status" = "COMPLETED" }
[rows.columns]
type = { const = "transfer_in" }
id = "/Number"
reference = "/Reference"
sku = "SKU"
quantity = "TransferQuantity"
location = { from = "/ToLocation", before = ": " }
effective_at = "/CompletionDate"
posted_at = "/CompletionDate"
state = { const = "completed" }
"""

MAP_COLUMNS = ("from_system", "from_value", "to_system", "to_value", "valid_from", "version", "owner")


def entry(table, system, profile, files, **more):
    lines = [f'table = "{table}"', *([f'system = "{system}"'] if system else []), *([f'profile = "{profile}"'] if profile else []),
             f'files = ["{files}"]', *(f"{key} = {value}" for key, value in more.items())]
    return "\n[[input]]\n" + "\n".join(lines) + "\n"


def balance(system, profile, files, at=None):
    more = {"as_of": f'"{instant(at)}"'} if at else {}
    return entry("stock", system, profile, files, **more, complete="true", absent='"zero"')


def window(table, system, profile, files):
    return entry(table, system, profile, files, **{"from": f'"{instant(OPENING)}"', "to": f'"{instant(AS_OF)}"'}, complete="true")


def inputs():
    yield "\n# --- the book\n"
    yield balance("cin7", "cin7_core.availability", "cin7/availability_2026-10-01.json", OPENING)
    yield balance("cin7", "cin7_core.availability", "cin7/availability_2026-10-31.json", AS_OF)
    for table in ("items", "kits"):
        yield entry(table, "cin7", "cin7_core.product", "cin7/products.json")
    yield window("documents", "cin7", "cin7_core.sale", "cin7/sales_*.json")
    yield window("documents", "cin7", "profiles/cin7_transfer.toml", "cin7/transfers.json")
    yield "\n# --- the warehouse\n"
    for name, at in (("2026-10-01", OPENING), ("2026-10-31", AS_OF)):
        yield balance("shipstation", "shipstation.inventory", f"shipstation/inventory_{name}.json", at)
    for kind in ("orders", "shipments"):
        yield window("documents", "shipstation", f"shipstation.{kind}", f"shipstation/{kind}.json")
        yield window("states", "shipstation", f"shipstation.{kind}", f"shipstation/{kind}.json")
    yield "\n# --- the shop\n"
    yield balance("shopify", "shopify.inventory_all_states", "shopify/inventory_export_2026-10-31.csv", AS_OF)
    for table in ("documents", "states"):
        yield window(table, "shopify", "shopify.orders", "shopify/orders.json")
    yield "\n# --- Amazon\n"
    yield balance("amazon", "amazon.ledger_summary", "amazon/ledger_summary_*.csv")
    yield window("movements", "amazon", "amazon.ledger_detail", "amazon/ledger_detail_*.csv")
    yield window("documents", "amazon", "amazon.fulfilled_shipments", "amazon/fulfilled_shipments_*.txt")
    yield "\n# --- maps\n"
    yield entry("sku_map", "", "", "maps/sku_map.csv")


def case_files(world):
    yield "trueup.toml", STORY + CASE + "".join(inputs())
    yield "profiles/cin7_transfer.toml", TRANSFER_PROFILE
    yield "maps/sku_map.csv", csv_text(
        MAP_COLUMNS, [["amazon", i.msku, "cin7", i.sku, "", "2", "operations"] for i in world.items if i.msku])
