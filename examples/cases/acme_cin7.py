"""What Cin7 Core would have exported for the `acme-la` example: API pages and the product list."""
from datetime import timedelta

from acme_items import UNIT, guid, stream
from acme_text import Number, csv_text, day, decimal, printed, records
from acme_world import AS_OF, MAIN, SITE, balances

BOOK_PLACES = {SITE: "3PL Acme LA", MAIN: "Main Warehouse"}
PAGE = 1000
SALES_PER_FILE = 100


# --- availability

def allocations(world):
    """Units of open orders at the site that the book has not shipped yet, by SKU."""
    open_units = {}
    for order in world.site_orders():
        lines = order.open_lines + [l for s in order.shipments if not world.booked(s) for l in s.lines]
        for line in lines:
            open_units[line.item.sku] = open_units.get(line.item.sku, 0) + line.units
    return open_units


def expected(lines):
    units = {}
    for line in lines:
        units[line.item.sku] = units.get(line.item.sku, 0) + line.units
    return units


def bins(rng, place, on_hand):
    """[(bin or None, units)]: some items lie in two or three bins."""
    count = rng.choices((0, 1, 2, 3), (45, 30, 17, 8))[0]
    zone = "A" if place == SITE else "M"
    names = [f"{zone}-{n:02d}" for n in sorted(rng.sample(range(1, 60), count))]
    whole = on_hand // UNIT
    if count < 2 or whole < count:
        return [(names[0] if names else None, on_hand)]
    cuts = sorted(rng.sample(range(1, whole), count - 1)) if whole > count else list(range(1, count))
    units = [(b - a) * UNIT for a, b in zip([0, *cuts], [*cuts, whole])]
    units[-1] += on_hand % UNIT
    return list(zip(names, units))


def availability_rows(world, item, place, on_hand, allocated, on_order, in_transit):
    if not (on_hand or allocated or on_order or in_transit):
        return []  # Cin7 omits all-zero rows
    rng = stream(world.seed, "availability", item.sku, place)
    rows, places, left = [], bins(rng, place, on_hand), allocated
    for number, (name, units) in enumerate(places, 1):
        share = left if number == len(places) else min(left, units)
        left -= share
        rows.append({
            "ID": item.guid, "SKU": item.sku, "Name": item.name, "Barcode": item.barcode or None,
            "Location": BOOK_PLACES[place], "Bin": name, "Batch": None, "ExpiryDate": None,
            "OnHand": printed(rng, units), "Allocated": printed(rng, share),
            "Available": printed(rng, units - share), "OnOrder": printed(rng, on_order),
            "StockOnHand": Number(decimal((units * item.cost + UNIT // 2) // UNIT)),  # money
            "InTransit": printed(rng, in_transit),
            "NextDeliveryDate": day(AS_OF + timedelta(days=9)) if on_order else None,
        })
    return rows


def availability_files(world):
    book, _ = balances(world)
    allocated = allocations(world)
    on_order = expected(l for p in world.purchases for l in p.open_lines)
    in_transit = expected(l for t in world.live(world.transfers) if not t.completed for l in t.lines)
    rows = []
    for item in world.items:
        sku = item.sku
        rows += availability_rows(world, item, MAIN, item.main, 0, 0, 0)
        if item.carried:
            rows += availability_rows(world, item, SITE, book[sku], allocated.get(sku, 0),
                                      on_order.get(sku, 0), in_transit.get(sku, 0))
    for page, start in enumerate(range(0, len(rows), PAGE), 1):
        yield (f"cin7/availability_page_{page:03d}.json",
               f'{{"Total":{len(rows)},"Page":{page},"ProductAvailabilityList":{records(rows[start:start + PAGE])}}}\n')


# --- products

PRODUCT_COLUMNS = (
    "ProductCode Name Category Brand Type FixedAssetType CostingMethod Length Width Height Weight CartonLength "
    "CartonWidth CartonHeight CartonInnerQuantity CartonQuantity CartonVolume WeightUnits DimensionUnits Barcode "
    "MinimumBeforeReorder ReorderQuantity DefaultLocation LastSuppliedBy SupplierProductCode SupplierProductName "
    "SupplierFixedPrice PriceTier1 PriceTier2 PriceTier3 PriceTier4 PriceTier5 PriceTier6 PriceTier7 PriceTier8 "
    "PriceTier9 PriceTier10 AssemblyBOM AutoAssemble AutoDisassemble DropShip DropShipSupplier AverageCost "
    "DefaultUnitOfMeasure InventoryAccount RevenueAccount ExpenseAccount COGSAccount ProductAttributeSet "
    "AdditionalAttribute1 AdditionalAttribute2 AdditionalAttribute3 AdditionalAttribute4 AdditionalAttribute5 "
    "AdditionalAttribute6 AdditionalAttribute7 AdditionalAttribute8 AdditionalAttribute9 AdditionalAttribute10 "
    "DiscountName ProductFamilySKU ProductFamilyName ProductFamilyOption1Name ProductFamilyOption1Value "
    "ProductFamilyOption2Name ProductFamilyOption2Value ProductFamilyOption3Name ProductFamilyOption3Value "
    "CommaDelimitedTags StockLocator PurchaseTaxRule SaleTaxRule Status Description ShortDescription Sellable "
    "PickZones AlwaysShowQuantity WarrantySetupName InternalNote ProductionBOM MakeToOrderBom QuantityToProduce "
    "IsAccountingDimensionEnabled DimensionAttribute1 DimensionAttribute2 DimensionAttribute3 DimensionAttribute4 "
    "DimensionAttribute5 DimensionAttribute6 DimensionAttribute7 DimensionAttribute8 DimensionAttribute9 "
    "DimensionAttribute10 HSCode CountryOfOrigin").split()
PRODUCT_DEFAULTS = (
    dict.fromkeys("Length Width Height Weight CartonLength CartonWidth CartonHeight CartonInnerQuantity "
                  "CartonQuantity MinimumBeforeReorder ReorderQuantity AlwaysShowQuantity".split(), "0.0000")
    | {f"PriceTier{n}": "0.0000" for n in range(1, 11)}
    | dict.fromkeys("AssemblyBOM AutoAssemble AutoDisassemble ProductionBOM MakeToOrderBom".split(), "No")
    | {"Type": "Stock", "CostingMethod": "FIFO", "CartonVolume": "0.000000", "DimensionUnits": "cm",
       "DefaultLocation": "Main Warehouse", "SupplierFixedPrice": "0.0000000", "DropShip": "No Drop Ship",
       "Status": "ACTIVE", "Sellable": "Yes", "QuantityToProduce": "1.0000000000",
       "IsAccountingDimensionEnabled": "False"})
PRODUCT_QUOTED = {"ProductCode", "Name", "Category", "Brand", "Barcode", "Description", "CommaDelimitedTags",
                  "InternalNote", "IsAccountingDimensionEnabled", "HSCode", "CountryOfOrigin"}


def description(number, item):
    if number % 15 == 4:
        return f"<p>{item.name}</p>\r\n<ul>\r\n<li>Packed by hand, \"as is\"</li>\r\n</ul>"
    return f"{item.name}, {item.category.lower()}" if number % 5 == 0 else ""


def product_file(world):
    rows = []
    for number, item in enumerate(world.items):
        cells = PRODUCT_DEFAULTS | {
            "ProductCode": item.sku, "Name": item.name, "Category": item.category, "Brand": item.brand,
            "Barcode": item.barcode, "PriceTier1": f"{item.cost * 2 // UNIT}.5000",
            "AverageCost": f"{item.cost // UNIT}.{item.cost % UNIT:04d}",
            "DefaultUnitOfMeasure": "EA" if item.carried else "Item", "Description": description(number, item),
            "CommaDelimitedTags": "3pl,la" if item.carried and number % 4 == 0 else ""}
        rows.append([cells.get(name, "") for name in PRODUCT_COLUMNS])
    yield f"cin7/InventoryList_{AS_OF:%Y-%m-%d}.csv", csv_text(PRODUCT_COLUMNS, rows, PRODUCT_QUOTED)


# --- documents

def modified(rng, at):
    return f"{at:%Y-%m-%dT%H:%M:%S}{rng.choice(('.49', '.847', '.221905', '.4461440'))}Z"


def pick_line(rng, item, units, place):
    name = BOOK_PLACES[place] + (f": {'A' if place == SITE else 'M'}-{rng.randint(1, 59):02d}"
                                 if rng.random() < 0.2 else "")
    return {"ProductID": item.guid, "SKU": item.sku, "Location": name, "Quantity": printed(rng, units)}


def fulfilment(world, rng, order, shipment, number):
    """A shipped fulfilment, or for an advice that never arrived one that waits after picking or packing."""
    shipped = world.booked(shipment)
    packed = shipped or number > 1
    boxes = sorted({l.box for l in shipment.lines})
    groups = [[b] for b in boxes] if len(shipment.trackings) == len(boxes) else [boxes]
    picks = [pick_line(rng, l.item, l.units, order.place) for l in shipment.lines]
    ship_lines = [{
        "ID": guid(stream(world.seed, shipment.task, n)), "ShipmentDate": day(shipment.at),
        "Carrier": "DEFAULT Carrier", "Boxes": ", ".join(f"Box {b}" for b in group),
        "TrackingNumber": shipment.trackings[n] if shipment.tracking_in_book and shipment.trackings else "",
        "IsShipped": True} for n, group in enumerate(groups)]
    return {
        "TaskID": shipment.task, "FulfillmentNumber": number, "LinkedInvoiceNumber": "",
        "FulFilmentStatus": "FULFILLED" if shipped else "NOT FULFILLED",
        "Pick": {"Status": "AUTHORISED", "Lines": picks},
        "Pack": {"Status": "AUTHORISED" if packed else "NOT AVAILABLE",
                 "Lines": [p | {"Box": f"Box {l.box}"} for p, l in zip(picks, shipment.lines)] if packed else []},
        "Ship": {"Status": "AUTHORISED" if shipped else "NOT AVAILABLE", "RequireBy": None, "ShippingNotes": "",
                 "Lines": ship_lines if shipped else []},
    }


def waiting(rng, order):
    """The fulfilment of an order that nobody has shipped: none yet, or a pick in draft."""
    if rng.random() < 0.5:
        return []
    nothing = {"Status": "NOT AVAILABLE", "Lines": []}
    picks = [pick_line(rng, l.item, l.units, order.place) for l in order.open_lines]
    return [{"TaskID": guid(rng), "FulfillmentNumber": 1, "LinkedInvoiceNumber": "",
             "FulFilmentStatus": "NOT FULFILLED", "Pick": {"Status": "DRAFT", "Lines": picks},
             "Pack": nothing, "Ship": nothing}]


def sale(world, order):
    rng = stream(world.seed, "sale", order.guid)
    booked = [world.booked(s) for s in order.shipments]
    word = "SHIPPED" if booked and all(booked) else "PARTIALLY SHIPPED" if any(booked) else "NOT SHIPPED"
    ordered, items = {}, {}
    for line in order.open_lines + [l for s in order.shipments for l in s.lines]:
        ordered[line.item.sku] = ordered.get(line.item.sku, 0) + line.units
        items[line.item.sku] = line.item
    last = max([order.placed] + [s.at for s in order.shipments if world.booked(s)])
    return {
        "ID": order.guid, "Customer": order.customer, "BaseCurrency": "USD", "CustomerCurrency": "USD",
        "Location": BOOK_PLACES[order.place], "SaleOrderDate": day(order.placed),
        "LastModifiedOn": modified(rng, min(last + timedelta(minutes=75), AS_OF)),
        "CustomerReference": "", "Status": "COMPLETED" if word == "SHIPPED" else "ORDERED",
        "CombinedShippingStatus": word, "Type": "Advanced Sale" if len(order.shipments) > 1 else "Simple Sale",
        "SourceChannel": order.channel,
        "Order": {"SaleOrderNumber": order.number, "Memo": "", "Status": "AUTHORISED",
                  "Lines": [{"ProductID": items[sku].guid, "SKU": sku, "Name": items[sku].name,
                             "Quantity": printed(rng, units), "Price": Number(f"{items[sku].cost * 2 // UNIT}.5")}
                            for sku, units in ordered.items()]},
        "Fulfilments": [fulfilment(world, rng, order, s, n) for n, s in enumerate(order.shipments, 1)]
        or waiting(rng, order),
    }


def sales_files(world):
    orders = sorted(world.live(world.orders), key=lambda o: o.number)
    for page, start in enumerate(range(0, len(orders), SALES_PER_FILE), 1):
        yield (f"cin7/sales_{page:03d}.json",
               records(sale(world, o) for o in orders[start:start + SALES_PER_FILE]) + "\n")


def received_line(rng, item, units, place, at, received):
    return {"Date": day(at), "Quantity": printed(rng, units), "ProductID": item.guid, "SKU": item.sku,
            "Name": item.name, "Location": BOOK_PLACES[place], "Received": received, "BatchSN": ""}


def purchase_answer(world, purchase):
    rng = stream(world.seed, "purchase", purchase.guid)
    open_ = bool(purchase.open_lines)
    received = [{
        "TaskID": r.task, "InvoicingAndReceivingNumber": n, "Status": "AUTHORISED",
        "Lines": [received_line(rng, l.item, world.booked_units(r, l), purchase.place, r.at, True) for l in r.lines],
    } for n, r in enumerate(purchase.receipts, 1)]
    if open_ and rng.random() < 0.5:  # prepared, not received
        received = [{"TaskID": guid(rng), "InvoicingAndReceivingNumber": 1, "Status": "DRAFT",
                     "Lines": [received_line(rng, l.item, l.units, purchase.place, AS_OF, False)
                               for l in purchase.open_lines]}]
    last = max([purchase.placed] + [r.at for r in purchase.receipts])
    return {
        "ID": purchase.guid, "Supplier": purchase.supplier, "Approach": "INVOICE", "BaseCurrency": "USD",
        "Location": BOOK_PLACES[purchase.place], "OrderNumber": purchase.number, "Type": "Advanced Purchase",
        "CombinedReceivingStatus": "NOT RECEIVED" if open_ else "FULLY RECEIVED",
        "OrderDate": day(purchase.placed), "Status": "ORDERED" if open_ else "RECEIVED",
        "LastUpdatedDate": modified(rng, min(last + timedelta(minutes=75), AS_OF)), "StockReceived": received,
    }


def transfer_answer(world, transfer):
    rng = stream(world.seed, "transfer", transfer.guid)
    return {
        "TaskID": transfer.guid, "FromLocation": BOOK_PLACES[MAIN], "ToLocation": BOOK_PLACES[SITE],
        "Status": "COMPLETED" if transfer.completed else "IN TRANSIT", "Number": transfer.number,
        "CompletionDate": day(transfer.receipt.at) if transfer.completed else None,
        "DepartureDate": day(transfer.departed), "Reference": "", "SkipOrder": True,
        "Lines": [{"ProductID": l.item.guid, "SKU": l.item.sku, "ProductName": l.item.name,
                   "TransferQuantity": printed(rng, l.units), "BatchSN": "", "ExpiryDate": None, "Comments": ""}
                  for l in transfer.lines],
    }


def purchase_and_transfer_files(world):
    by_number = lambda d: d.number
    purchases = sorted(world.purchases, key=by_number)
    transfers = sorted(world.live(world.transfers), key=by_number)
    yield "cin7/purchases.json", records(purchase_answer(world, p) for p in purchases) + "\n"
    yield "cin7/transfers.json", records(transfer_answer(world, t) for t in transfers) + "\n"


def book_files(world):
    """(path, text) of every file that comes from Cin7."""
    yield from availability_files(world)
    yield from product_file(world)
    yield from sales_files(world)
    yield from purchase_and_transfer_files(world)
