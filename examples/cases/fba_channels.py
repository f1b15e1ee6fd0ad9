"""What ShipStation, Shopify and Amazon answer in the `channel-fba` example."""
from datetime import date, timedelta

import write_amazon as amazon
import write_shipstation as shipstation
import write_shopify as shopify
from acme_items import UNIT
from fba_world import AS_OF, CENTRES, PACIFIC, pacific

WAREHOUSE = 651_090  # ShipStation's id of the warehouse
SHOP_PLACE, SHOP_PLACE_ID = "Fernhill Warehouse", 71_205_331


def pieces(units):
    assert units % UNIT == 0
    return units // UNIT


def local(at):
    return at - PACIFIC


# --- ShipStation

def station_orders(world):
    for order in sorted(world.shop_orders, key=lambda o: o.number):
        number = order_id(order)
        items = [shipstation.item(number, n, i.sku, i.name, count) for n, (i, count) in enumerate(order.lines, 1)]
        if order.fault == "night_shift":
            items.append(shipstation.item(number, 9, "WELCOME5", "Discount", 1, adjustment=True))
        yield order, number, items


def order_id(order):
    return 300_100_000 + order.shop_number


def station_status(order):
    return "cancelled" if order.voided else "shipped" if order.labelled else "awaiting_shipment"


def station_files(world):
    orders, shipments = [], []
    for order, number, items in station_orders(world):
        made = local(order.labelled) if order.labelled else None
        orders.append(shipstation.order(number, order.number, station_status(order), local(order.placed),
                                        local(order.voided) if order.voided else made or local(order.placed),
                                        made.date() if made and not order.voided else None, items, WAREHOUSE))
        goods = [i for i in items if not i["adjustment"]]
        if order.first_label:
            first, given_back, code = order.first_label
            shipments.append(shipstation.shipment(number * 10, number, order.number, local(first), local(first).date(), code, goods,
                                                  WAREHOUSE, local(given_back)))
        if made:
            shipments.append(shipstation.shipment(number * 10 + 1, number, order.number, made, made.date(), order.tracking, goods,
                                                  WAREHOUSE, local(order.voided) if order.voided else None))
    yield "shipstation/orders.json", shipstation.paged("orders", orders)
    yield "shipstation/shipments.json", shipstation.paged("shipments", shipments)
    for name, postings in (("2026-10-01", world.at_opening["shipstation"]), ("2026-10-31", world.ledgers["shipstation"].snapshot())):
        rows = [(i.sku, pieces(postings.get(("MAIN", i.sku, ""), 0)), 0, i.cost) for i in world.items if i.shop]
        yield f"shipstation/inventory_{name}.json", shipstation.inventory_v2(rows, f"se-{WAREHOUSE}", "se-1")


# --- Shopify

def shop_order(world, order):
    number = 6_100_000_000_000 + order.shop_number
    left = order.labelled and not order.voided
    items = [shopify.line_item(number * 10 + n, shop_sku(world, i), i.name, count, 0 if left else count)
             for n, (i, count) in enumerate(order.lines, 1)]
    stamp = lambda at: shopify.stamp(local(at), "-07:00")
    done = []
    if order.first_label:
        first, given_back, code = order.first_label
        done.append(shopify.fulfilment(number + 10_000, number, f"#{order.shop_number}.1", "cancelled", stamp(first), stamp(given_back),
                                       SHOP_PLACE_ID, code, items))
    if order.labelled:
        done.append(shopify.fulfilment(number + 20_000, number, f"#{order.shop_number}.{len(done) + 1}",
                                       "cancelled" if order.voided else "success", stamp(order.labelled),
                                       stamp(order.voided or order.labelled), SHOP_PLACE_ID, order.tracking, items))
    changed = order.voided or order.labelled or order.placed
    return shopify.order(number, f"#{order.shop_number}", stamp(order.placed), stamp(changed), items, done)


def shop_sku(world, item):
    return item.sku.lower() if item in world.reserved["shop_spelling"] else item.sku


def shop_files(world):
    orders = sorted(world.shop_orders, key=lambda o: o.shop_number)
    yield "shopify/orders.json", shopify.orders([shop_order(world, o) for o in orders])
    held, committed = world.ledgers["shopify"].snapshot(), {}
    for item, count in [line for o in orders if not o.labelled for line in o.lines]:
        committed[item.sku] = committed.get(item.sku, 0) + count
    rows = [(i.name.lower().replace(" ", "-"), i.name, shop_sku(world, i), SHOP_PLACE, committed.get(i.sku, 0),
             pieces(held.get(("MAIN", i.sku, ""), 0))) for i in world.items if i.shop]
    rows.append(("table-set", world.kit.name, world.kit.sku, SHOP_PLACE, 0, None))
    yield "shopify/inventory_export_2026-10-31.csv", shopify.inventory_csv(rows)


# --- Amazon

def shipment_row(order, number):
    shipped = amazon.utc(pacific(order.day, 9, number % 60))
    return {"amazon-order-id": order.order_id, "shipment-id": f"D{number:08d}", "shipment-item-id": f"D{number:08d}001",
            "amazon-order-item-id": f"{number:014d}", "purchase-date": amazon.utc(pacific(order.day, 1, 15)),
            "payments-date": shipped, "shipment-date": shipped, "reporting-date": shipped, "sku": order.item.msku,
            "product-name": order.item.name, "quantity-shipped": order.pieces, "currency": "USD", "item-price": f"{24 * order.pieces}.00",
            "ship-service-level": "Standard", "ship-country": "US", "carrier": "AMZN_US", "tracking-number": order.tracking,
            "fulfillment-center-id": order.centre, "fulfillment-channel": "AFN", "sales-channel": "Amazon.com"}


def ledger_rows(world):
    """(day, item, event, reference, signed quantity, centre, disposition, reason), oldest first."""
    rows = [(o.day, o.item, "Shipments", "", -o.pieces, o.centre, "SELLABLE", "") for o in world.amazon_orders]
    rows += [(day, r.item, "Receipts", r.shipment_id, count, centre, "SELLABLE", "")
             for r in world.replenishments for day, count, centre in r.parts]
    rows += [(e.day, e.item, e.event, "", e.pieces, CENTRES[0], e.disposition, e.reason) for e in world.entries]
    return sorted(rows, key=lambda row: (row[0], row[2], row[1].msku, row[4]))


def summary(world, day, postings):
    """One day of the ledger's summary: what each disposition of an item began and ended with."""
    for item in (i for i in world.items if i.msku):
        for disposition in ("SELLABLE", "WAREHOUSE_DAMAGED", "CUSTOMER_DAMAGED"):
            held = sum(postings.get(((centre, disposition), item.sku, ""), 0) for centre in CENTRES)
            if held or disposition == "SELLABLE":
                yield day, item, disposition, pieces(held), {}, pieces(held)


def amazon_files(world):
    orders = sorted(world.amazon_orders, key=lambda o: (o.day, o.order_id))
    yield "amazon/fulfilled_shipments_2026-10.txt", amazon.fulfilled_shipments(
        shipment_row(o, 40_211_000 + n) for n, o in enumerate(orders))
    yield "amazon/ledger_detail_2026-10.csv", amazon.ledger_detail(ledger_rows(world))
    held = world.ledgers["amazon"].snapshot()
    for day, postings in ((date(2026, 10, 1), world.at_opening["amazon"]), (date(2026, 10, 31), held)):
        yield f"amazon/ledger_summary_{day}.csv", amazon.ledger_summary(summary(world, day, postings))
    listed = [i for i in world.items if i.msku]
    yield "amazon/fba_inventory_2026-10-31.json", amazon.inventory_answer([fba_answer(i, held) for i in listed])
    yield "amazon/manage_fba_inventory_2026-10-31.txt", amazon.managed_inventory(listing(i, held) for i in listed)


def promised(sellable):
    """Two of the sellable pieces are promised to customers where there are enough of them."""
    return 2 if sellable > 10 else 0


def listing(item, postings):
    held = by_disposition(item, postings)
    reserved = promised(held["SELLABLE"])
    return amazon.listed(item, held["SELLABLE"] - reserved, held["WAREHOUSE_DAMAGED"] + held["CUSTOMER_DAMAGED"], reserved)


def by_disposition(item, postings):
    return {d: sum(pieces(postings.get(((c, d), item.sku, ""), 0)) for c in CENTRES)
            for d in ("SELLABLE", "WAREHOUSE_DAMAGED", "CUSTOMER_DAMAGED")}


def fba_answer(item, postings):
    held = by_disposition(item, postings)
    reserved = promised(held["SELLABLE"])
    damaged = {"warehouseDamagedQuantity": held["WAREHOUSE_DAMAGED"], "customerDamagedQuantity": held["CUSTOMER_DAMAGED"]}
    return amazon.inventory_summary(item, held["SELLABLE"] - reserved, damaged, reserved, AS_OF - timedelta(hours=2))
