"""Writes answers of the Cin7 Core API v2 as its blueprint documents them: names, words and nesting are the API's.

Quantities are integers in 1/10000. Lines are tuples (item, units, lot); an item has guid, sku, name, barcode, cost, unit.
"""
from dataclasses import dataclass

from acme_text import Number, decimal, records

UNIT = 10_000
NOTHING = {"Status": "NOT AVAILABLE", "Lines": []}


def quantity(units):
    """As Cin7 prints it: 497.0000."""
    whole, part = divmod(abs(units), UNIT)
    return Number(f"{'-' if units < 0 else ''}{whole}.{part:04d}")


def money(amount):
    return Number(decimal(amount))


def day(at):
    return f"{at:%Y-%m-%d}T00:00:00"


def changed(at):
    return f"{at:%Y-%m-%dT%H:%M:%S}.847Z"


def page(name, rows, number=1, total=None):
    return f'{{"Total":{len(rows) if total is None else total},"Page":{number},"{name}":{records(rows)}}}\n'


def pages(name, rows, size):
    """The text of each page of a list."""
    for number, start in enumerate(range(0, max(len(rows), 1), size), 1):
        yield number, page(name, rows[start:start + size], number, len(rows))


# --- ref/productavailability, product, ref/location

def availability_row(item, location, units, lot="", allocated=0, on_order=0, in_transit=0, bin_name=None):
    return {
        "ID": item.guid, "SKU": item.sku, "Name": item.name, "Barcode": item.barcode or None, "Location": location,
        "Bin": bin_name, "Batch": lot or None, "ExpiryDate": None, "OnHand": quantity(units),
        "Allocated": quantity(allocated), "Available": quantity(units - allocated), "OnOrder": quantity(on_order),
        "StockOnHand": money((units * item.cost + UNIT // 2) // UNIT),  # money, in spite of its name
        "InTransit": quantity(in_transit), "NextDeliveryDate": None,
    }


def product(item, components=(), **more):
    """components: [(item, units of it in one kit)]."""
    return {
        "ID": item.guid, "SKU": item.sku, "Name": item.name, "Category": "Goods", "Brand": None, "Type": "Stock",
        "CostingMethod": more.get("costing", "FIFO"), "DropShipMode": "No Drop Ship", "UOM": item.unit,
        "Barcode": item.barcode or None, "PriceTier1": money(item.cost * 2), "AverageCost": money(item.cost),
        "Status": "Active", "Sellable": True, "BillOfMaterial": bool(components),
        "BOMType": "Assembly" if components else "None", "AutoAssembly": bool(components), "AutoDisassembly": False,
        "QuantityToProduce": Number("1.0"),
        "BillOfMaterialsProducts": [
            {"ComponentProductID": part.guid, "ProductCode": part.sku, "Name": part.name, "Quantity": quantity(units),
             "WastagePercent": Number("0.0"), "WastageQuantity": Number("0.0"), "CostPercentage": Number("0.0")}
            for part, units in components],
        "LastModifiedOn": more.get("modified", "2026-09-01T08:12:44.847Z"),
    }


def location(guid, name, default=False):
    return {"ID": guid, "Name": name, "IsDefault": default, "IsDeprecated": False, "Bins": [], "FixedAssetsLocation": False,
            "ParentID": None, "ParentName": None, "ReferenceCount": 0, "PickZones": None, "IsShopfloor": False,
            "IsCoMan": False, "IsStaging": False}


# --- sale

@dataclass(frozen=True)
class Fulfilment:
    """Goods of one order that left together, in one box."""
    task: str
    location: str
    lines: tuple
    at: object
    tracking: str = ""
    shipped: bool = True


def fulfilment_answer(number, done):
    picks = [{"ProductID": item.guid, "SKU": item.sku, "Name": item.name, "Location": done.location, "Quantity": quantity(units),
              "BatchSN": lot, "ExpiryDate": None} for item, units, lot in done.lines]
    ship = {"ID": done.task[:-1] + "0", "ShipmentDate": day(done.at), "Carrier": "DEFAULT Carrier", "Boxes": "Box 1",
            "TrackingNumber": done.tracking, "TrackingURL": "", "IsShipped": True}
    return {
        "TaskID": done.task, "FulfillmentNumber": number, "LinkedInvoiceNumber": "",
        "FulFilmentStatus": "FULFILLED" if done.shipped else "NOT FULFILLED",
        "Pick": {"Status": "AUTHORISED", "Lines": picks},
        "Pack": {"Status": "AUTHORISED", "Lines": [p | {"Box": "Box 1"} for p in picks]},
        "Ship": {"Status": "AUTHORISED" if done.shipped else "NOT AVAILABLE", "RequireBy": None, "ShippingNotes": "",
                 "Lines": [ship] if done.shipped else []},
    }


def sale(guid, number, customer, location_name, placed, lines, fulfilments, channel="", reference="", credit_notes=(), modified=None):
    shipped = [f.shipped for f in fulfilments]
    word = "SHIPPED" if shipped and all(shipped) else "PARTIALLY SHIPPED" if any(shipped) else "NOT SHIPPED"
    return {
        "ID": guid, "Customer": customer, "BaseCurrency": "USD", "CustomerCurrency": "USD", "CurrencyRate": Number("1.0"),
        "Location": location_name, "SaleOrderDate": day(placed), "LastModifiedOn": changed(modified or placed),
        "CustomerReference": reference, "ExternalID": reference or None, "Status": "COMPLETED" if word == "SHIPPED" else "ORDERED",
        "CombinedShippingStatus": word, "Type": "Advanced Sale" if len(fulfilments) > 1 else "Simple Sale",
        "SourceChannel": channel,
        "Order": {"SaleOrderNumber": number, "Memo": "", "Status": "AUTHORISED", "Lines": [
            {"ProductID": item.guid, "SKU": item.sku, "Name": item.name, "Quantity": quantity(units), "Price": money(item.cost * 2),
             "DropShip": False, "Total": money(units * item.cost * 2 // UNIT)} for item, units in lines]},
        "Fulfilments": [fulfilment_answer(n, f) for n, f in enumerate(fulfilments, 1)],
        "CreditNotes": list(credit_notes),
    }


def credit_note(task, number, at, location_name, lines):
    """A credit note with its restock."""
    return {"TaskID": task, "CreditNoteInvoiceNumber": "", "CreditNoteNumber": number, "CreditNoteDate": day(at), "Status": "AUTHORISED",
            "Lines": [], "Refunds": [], "Restock": [
                {"ProductID": item.guid, "SKU": item.sku, "Name": item.name, "Quantity": quantity(units), "BatchSN": lot,
                 "ExpiryDate": None, "Location": location_name, "RestockLocation": location_name, "RestockDate": day(at)}
                for item, units, lot in lines]}


# --- advanced-purchase

@dataclass(frozen=True)
class Received:
    task: str
    location: str
    lines: tuple
    at: object


def purchase(guid, number, supplier, location_name, placed, lines, received, modified=None):
    taken = bool(received)
    return {
        "ID": guid, "Supplier": supplier, "SupplierID": guid[:-4] + "0000", "Approach": "INVOICE", "BaseCurrency": "USD",
        "SupplierCurrency": "USD", "CurrencyRate": Number("1.0"), "Location": location_name, "OrderNumber": number,
        "Type": "Advanced Purchase", "CombinedReceivingStatus": "FULLY RECEIVED" if taken else "NOT RECEIVED",
        "OrderDate": day(placed), "Status": "RECEIVED" if taken else "ORDERED", "LastUpdatedDate": changed(modified or placed),
        "Order": {"Status": "AUTHORISED", "Memo": "", "Lines": [
            {"ProductID": item.guid, "SKU": item.sku, "Name": item.name, "Quantity": quantity(units), "Price": money(item.cost),
             "Total": money(units * item.cost // UNIT)} for item, units in lines]},
        "StockReceived": [
            {"TaskID": r.task, "InvoicingAndReceivingNumber": n, "Status": "AUTHORISED", "Lines": [
                {"Date": day(r.at), "Quantity": quantity(units), "ProductID": item.guid, "SKU": item.sku, "Name": item.name,
                 "Location": r.location, "Received": True, "BatchSN": lot, "ExpiryDate": None} for item, units, lot in r.lines]}
            for n, r in enumerate(received, 1)],
    }


# --- stockTransfer, stockadjustment

def transfer(guid, number, source, target, departed, completed, lines):
    """completed: when it was received, or None while it is on its way."""
    return {
        "TaskID": guid, "From": guid[:-1] + "1", "FromLocation": source, "To": guid[:-1] + "2", "ToLocation": target,
        "Status": "COMPLETED" if completed else "IN TRANSIT", "Number": number,
        "CompletionDate": day(completed) if completed else None, "DepartureDate": day(departed), "Reference": "", "SkipOrder": True,
        "Lines": [{"ProductID": item.guid, "SKU": item.sku, "ProductName": item.name, "TransferQuantity": quantity(units),
                   "BatchSN": lot, "ExpiryDate": None, "Comments": ""} for item, units, lot in lines],
    }


def stock_adjustment(guid, number, at, lines, comment):
    """lines: [(item, location, lot, units before, units after)]; `Adjustment` is the new figure, not the difference."""
    return {
        "TaskID": guid, "EffectiveDate": day(at), "StocktakeNumber": number, "Status": "COMPLETED", "Account": "5210",
        "Reference": "", "UpdateOnHand": True, "NewStockLines": [], "Transactions": [],
        "ExistingStockLines": [
            {"ProductID": item.guid, "SKU": item.sku, "ProductName": item.name, "QuantityOnHand": quantity(before),
             "Available": quantity(before), "Adjustment": quantity(after), "LocationID": guid[:-1] + "3", "Location": place,
             "BatchSN": lot, "ExpiryDate": None, "Comments": comment} for item, place, lot, before, after in lines],
    }
