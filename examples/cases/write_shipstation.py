"""Writes answers of the ShipStation API v1 (orders, shipments) and v2 (inventory), from their reference pages.

v1 prints times as Pacific wall-clock time without offset, with seven digits of a second; a ship date has no time.
"""
from acme_text import Number, compact, decimal, records


def pacific(at, ticks=0):
    return f"{at:%Y-%m-%dT%H:%M:%S}.{ticks:07d}"


def paged(name, rows):
    return f'{{"{name}":{records(rows)},"total":{len(rows)},"page":1,"pages":1}}\n'


def item(order_id, number, sku, name, quantity, adjustment=False):
    """`adjustment`: a discount line, which is no goods."""
    return {"orderItemId": order_id * 10 + number, "lineItemKey": f"{order_id}-{number}", "sku": sku, "name": name, "imageUrl": None,
            "quantity": quantity, "unitPrice": Number("-5.00" if adjustment else "24.00"), "warehouseLocation": None, "options": [],
            "productId": None if adjustment else 90_000 + number, "fulfillmentSku": None, "adjustment": adjustment, "upc": None}


def order(order_id, number, status, placed, changed, ship_date, items, warehouse):
    """placed, changed: Pacific wall-clock times."""
    return {
        "orderId": order_id, "orderNumber": number, "orderKey": f"cin7-{number}", "orderDate": pacific(placed),
        "createDate": pacific(placed), "modifyDate": pacific(changed, 4_630_000), "paymentDate": pacific(placed), "shipByDate": None,
        "orderStatus": status, "items": items, "orderTotal": Number("48.00"), "amountPaid": Number("48.00"),
        "taxAmount": Number("0.00"), "shippingAmount": Number("0.00"),
        "requestedShippingService": "Ground", "carrierCode": "ups" if status == "shipped" else None,
        "shipDate": f"{ship_date:%Y-%m-%d}" if ship_date else None, "holdUntilDate": None,
        "advancedOptions": {"warehouseId": warehouse, "nonMachinable": False, "storeId": 40_112, "mergedOrSplit": False, "mergedIds": [],
                            "parentId": None, "source": "cin7"},
        "tagIds": None, "externallyFulfilled": False,
    }


def shipment(shipment_id, order_id, number, made, ship_date, tracking, items, warehouse, voided=None):
    """made: when the label was bought; voided: when it was given back."""
    return {
        "shipmentId": shipment_id, "orderId": order_id, "orderKey": f"cin7-{number}", "orderNumber": number,
        "createDate": pacific(made, 1_370_000), "shipDate": f"{ship_date:%Y-%m-%d}", "shipmentCost": Number("7.41"),
        "insuranceCost": Number("0.0"), "trackingNumber": tracking,
        "isReturnLabel": False, "batchNumber": None, "carrierCode": "ups", "serviceCode": "ups_ground", "packageCode": "package",
        "confirmation": "none", "warehouseId": warehouse, "voided": voided is not None,
        "voidDate": pacific(voided, 9_900_000) if voided else None,
        "marketplaceNotified": voided is None, "notifyErrorMessage": None,
        "shipmentItems": [{k: i[k] for k in ("orderItemId", "lineItemKey", "sku", "name", "quantity", "unitPrice", "productId")}
                          for i in items],
    }


def inventory_v2(rows, warehouse, location):
    """rows: [(sku, on hand, allocated, cost in 1/10000)]."""
    return compact({"inventory": [
        {"sku": sku, "on_hand": on_hand, "allocated": allocated, "available": on_hand - allocated,
         "average_cost": {"amount": Number(decimal(cost)), "currency": "usd"}, "inventory_warehouse_id": warehouse,
         "inventory_location_id": location}
        for sku, on_hand, allocated, cost in rows], "total": len(rows), "page": 1, "pages": 1}) + "\n"
