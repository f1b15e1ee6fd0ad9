"""What the 3PL would have exported for the `acme-la` example, the maps, the transport log and the case file."""
from datetime import timedelta

from acme_cin7 import BOOK_PLACES
from acme_items import UNIT, stream
from acme_plants import twin_rows
from acme_text import csv_text, decimal, instant, local
from acme_world import AS_OF, SITE, WINDOW_FROM, balances

SITE_CODE = "LA1"
MAP_COLUMNS = ("from_system", "from_value", "to_system", "to_value", "valid_from", "version", "owner")


# --- the 3PL's exports

def stock_rows(world, item, units):
    """One row in EACH; for an item counted in cases a row in CASE and one for what is loose."""
    rng = stream(world.seed, "stock", item.sku)
    row = lambda uom, quantity: [SITE_CODE, item.code, item.name, uom, decimal(quantity)]
    if not item.pack:
        return [row("EACH", units)]
    full = item.pack * UNIT
    whole, loose = divmod(units, full)
    if whole and item not in world.reserved["factor_missing"] and rng.random() < 0.1:  # an opened case
        whole, loose = whole - 1, loose + full
    return [row("CASE", whole * UNIT)] + ([row("EACH", loose)] if loose else [])


def stock_file(world):
    _, other = balances(world)
    twins = {item.sku: (code, units) for item, code, units in twin_rows(world).values()}
    rows = []
    for item in world.items:
        if not item.carried:
            continue
        code, units = twins.get(item.sku, ("", 0))
        if units < other[item.sku] or not units:
            rows += stock_rows(world, item, other[item.sku] - units)
        if units:
            rows.append([SITE_CODE, code, item.name, "EACH", decimal(units)])
    if "sku_unmapped" in world.present:
        code, units = world.unmapped
        rows.append([SITE_CODE, code, "Promo insert", "EACH", decimal(units)])
    rows.sort(key=lambda row: row[1])
    yield (f"acme/stock_{AS_OF:%Y-%m-%d}.csv",
           csv_text(("Site", "Client Item", "Item Description", "UOM", "Qty On Hand"), rows))


def uom(line):
    return ["CASE", str(line.cases)] if line.cases else ["EACH", decimal(line.units)]


def box_tracking(shipment, line):
    if not shipment.trackings:
        return ""
    return shipment.trackings[min(line.box, len(shipment.trackings)) - 1]


def live_shipments(world):
    """(shipment, order number), oldest first."""
    found = [(s, o.number) for o in world.site_orders() for s in o.shipments]
    return sorted(found, key=lambda pair: pair[0].number)


def live_receipts(world):
    """(receipt, PO or TR number, whether it came by EDI), oldest first; transfers are keyed by hand."""
    found = [(r, p.number, True) for p in world.purchases if p.place == SITE for r in p.receipts]
    found += [(t.receipt, t.number, False) for t in world.live(world.transfers) if t.receipt]
    return sorted(found, key=lambda entry: entry[0].number)


def document_files(world):
    shipped = [[s.number, order, n, SITE_CODE, line.item.code, *uom(line), local(s.at), box_tracking(s, line)]
               for s, order in live_shipments(world) for n, line in enumerate(s.lines, 1)]
    received = [[r.number, reference, n, SITE_CODE, line.item.code, *uom(line), local(r.at)]
                for r, reference, _ in live_receipts(world) for n, line in enumerate(r.lines, 1)]
    yield "acme/shipments.csv", csv_text(
        ("Shipment No", "Order Ref", "Line", "Site", "Client Item", "UOM", "Qty Shipped", "Shipped At", "Tracking"),
        shipped)
    yield "acme/receipts.csv", csv_text(
        ("Receipt No", "Ref", "Line", "Site", "Client Item", "UOM", "Qty Received", "Checked In At"), received)


# --- maps and transport

def map_files(world):
    carried = [i for i in world.items if i.carried]
    missing = world.reserved["factor_missing"] if "factor_missing" in world.present else []
    yield "maps/sku_crosswalk.csv", csv_text(
        MAP_COLUMNS, [["acme", i.code, "cin7", i.sku, "", "7", "operations"] for i in carried])
    yield "maps/unit_map.csv", csv_text(MAP_COLUMNS, [
        ["acme", "EACH", "cin7", "EA", "", "2", "operations"], ["acme", "CASE", "cin7", "CS", "", "2", "operations"]])
    yield "maps/location_map.csv", csv_text(
        MAP_COLUMNS, [["acme", SITE_CODE, "cin7", BOOK_PLACES[SITE], "", "1", "operations"]])
    yield "maps/pack_table.csv", csv_text(
        ("sku", "unit", "numerator", "denominator"),
        [[i.sku, "CS", i.pack, 1] for i in carried if i.pack and i not in missing])


def message(world, kind, document, reference, applied, acknowledged):
    """The 3PL sends at once; the integration fetches on the full hour and applies within minutes."""
    rng = stream(world.seed, "message", document.task)
    sent = document.at + timedelta(seconds=rng.randint(40, 240))
    fetched = sent.replace(minute=0, second=0) + timedelta(hours=1, seconds=rng.randint(10, 90))
    posted = fetched + timedelta(seconds=rng.randint(60, 540))
    return ["H5", kind, document.number, reference, instant(sent), instant(fetched) if acknowledged else "",
            instant(posted) if applied else "", "ok" if acknowledged else ""]


def log_file(world):
    rows = [message(world, "ship_advice", s, order, world.booked(s), world.booked(s) or s.acknowledged)
            for s, order in live_shipments(world)]
    rows += [message(world, "receipt", r, reference, True, True)
             for r, reference, by_edi in live_receipts(world) if by_edi]
    rows.sort(key=lambda row: (row[4], row[2]))
    yield "transport/edi_log.csv", csv_text(
        ("hop", "kind", "id", "reference", "sent_at", "acknowledged_at", "applied_at", "status"), rows)


# --- the case and its profiles

CASE = f"""\
[case]
name = "acme-la"
as_of = "{instant(AS_OF)}"
currency = "USD"
costing = "weighted_average"

[[system]]
id = "cin7"
role = "system_of_record"
dialect = "cin7_core"
timezone = "UTC"

[[system]]
id = "acme"
role = "execution"
dialect = "generic_wms"
timezone = "America/Los_Angeles"

[[location]]
id = "ACME-LA"
kind = "external"
operator = "acme"
names = {{ cin7 = "3PL Acme LA", acme = "LA1" }}

[[location]]
id = "MAIN"
kind = "own"
names = {{ cin7 = "Main Warehouse" }}

[[hop]]
id = "H1"
from = "cin7"
to = "acme"
carries = ["ship_order", "inbound_notice"]
transport = "edi"
every = "15m"
max_age = "1h"
owner = "integrations"

[[hop]]
id = "H5"
from = "acme"
to = "cin7"
carries = ["ship_advice", "receipt", "adjustment"]
transport = "edi"
every = "60m"
processing = "10m"
max_age = "4h"
owner = "integrations"

[[hop]]
id = "HT"
from = "cin7"
to = "acme"
carries = ["transfer_out", "transfer_in"]
transport = "manual"
max_age = "7d"
owner = "operations"
"""


def balance(system, profile, files):
    return (f'\n[[input]]\ntable = "stock"\nsystem = "{system}"\nprofile = "{profile}"\nfiles = ["{files}"]\n'
            f'as_of = "{instant(AS_OF)}"\ncomplete = true\nabsent = "zero"\n')


def events(table, system, profile, files):
    return (f'\n[[input]]\ntable = "{table}"\nsystem = "{system}"\nprofile = "{profile}"\nfiles = ["{files}"]\n'
            f'from = "{instant(WINDOW_FROM)}"\nto = "{instant(AS_OF)}"\nwindow_on = "posted"\ncomplete = true\n')


def plain(table, system, profile, files):
    owner = f'system = "{system}"\n' if system else ""
    return f'\n[[input]]\ntable = "{table}"\n{owner}profile = "{profile}"\nfiles = ["{files}"]\n'


def case_file(_):
    yield "trueup.toml", (
        CASE
        + balance("cin7", "cin7_core.availability", "cin7/availability_page_*.json")
        + plain("items", "cin7", "cin7_core.inventory_list", "cin7/InventoryList_*.csv")
        + events("documents", "cin7", "cin7_core.sale", "cin7/sales_*.json")
        + events("documents", "cin7", "cin7_core.purchase", "cin7/purchases.json")
        + events("documents", "cin7", "cin7_core.transfer", "cin7/transfers.json")
        + balance("acme", "profiles/acme_stock.toml", "acme/stock_*.csv")
        + events("documents", "acme", "profiles/acme_shipments.toml", "acme/shipments.csv")
        + events("documents", "acme", "profiles/acme_receipts.toml", "acme/receipts.csv")
        + plain("sku_map", "", "trueup.sku_map", "maps/sku_crosswalk.csv")
        + plain("unit_map", "", "trueup.unit_map", "maps/unit_map.csv")
        + plain("location_map", "", "trueup.location_map", "maps/location_map.csv")
        + plain("item_units", "cin7", "trueup.item_units", "maps/pack_table.csv")
        + events("messages", "acme", "trueup.messages", "transport/edi_log.csv"))


def profile(name, title, table, recognise, columns):
    return f"""\
name = "acme.{name}"
title = "{title}"
dialect = "generic_wms"
format = "csv"
source = "The export's header line; Acme is an invented 3PL"
seen = "never seen in a real file"
recognise = {recognise}

[csv]
delimiter = ","

[[rows]]
table = "{table}"
[rows.columns]
{columns}"""


PROFILES = {
    "stock": ("Acme stock on hand", "stock", '["Client Item", "Site", "Qty On Hand"]', """\
sku = "Client Item"
location = "Site"
unit = "UOM"
on_hand = "Qty On Hand"
"""),
    "shipments": ("Acme shipment lines", "documents", '["Shipment No", "Order Ref", "Shipped At"]', """\
type = { const = "ship_advice" }
state = { const = "shipped" }
id = "Shipment No"
reference = "Order Ref"
line = "Line"
location = "Site"
sku = "Client Item"
unit = "UOM"
quantity = "Qty Shipped"
effective_at = "Shipped At"
posted_at = "Shipped At"
tracking = "Tracking"
"""),
    "receipts": ("Acme receipt lines", "documents", '["Receipt No", "Ref", "Checked In At"]', """\
type = { const = "receipt" }
state = { const = "received" }
id = "Receipt No"
reference = "Ref"
line = "Line"
location = "Site"
sku = "Client Item"
unit = "UOM"
quantity = "Qty Received"
effective_at = "Checked In At"
posted_at = "Checked In At"
"""),
}


def profile_files(_):
    for name, parts in PROFILES.items():
        yield f"profiles/acme_{name}.toml", profile(name, *parts)


def other_files(world):
    """(path, text) of every file that does not come from Cin7."""
    for files in (case_file, profile_files, stock_file, document_files, map_files, log_file):
        yield from files(world)
