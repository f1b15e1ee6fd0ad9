"""Writes Shopify's REST order answer and the admin's inventory export, from shopify.dev and help.shopify.com."""
from acme_text import csv_text, records

INVENTORY_COLUMNS = (
    "Handle", "Title", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value", "SKU", "HS Code",
    "COO", "Location", "Bin name", "Incoming (not editable)", "Unavailable (not editable)", "Committed (not editable)",
    "Available (not editable)", "On hand (current)", "On hand (new)")


def stamp(at, offset):
    return f"{at:%Y-%m-%dT%H:%M:%S}{offset}"


def line_item(number, sku, name, quantity, open_quantity):
    return {"id": number, "variant_id": number * 3 + 1, "title": name, "quantity": quantity, "price": "24.00", "grams": 300, "sku": sku,
            "fulfillment_service": "manual", "product_id": number * 7 + 5, "requires_shipping": True, "gift_card": False, "name": name,
            "variant_inventory_management": "shopify", "fulfillable_quantity": open_quantity, "total_discount": "0.00",
            "fulfillment_status": None if open_quantity else "fulfilled"}


def fulfilment(number, order_id, name, status, made, changed, location, tracking, items):
    return {"id": number, "order_id": order_id, "status": status, "created_at": made, "service": "manual", "updated_at": changed,
            "tracking_company": "UPS", "shipment_status": None, "location_id": location, "tracking_number": tracking,
            "tracking_numbers": [tracking], "name": name, "line_items": items}


def order(number, name, placed, changed, items, fulfilments, location=None):
    shipped = any(f["status"] == "success" for f in fulfilments)
    return {"id": number, "name": name, "order_number": int(name.lstrip("#")), "created_at": placed, "processed_at": placed,
            "updated_at": changed, "closed_at": None, "cancelled_at": None, "cancel_reason": None, "currency": "USD",
            "financial_status": "paid", "confirmed": True, "fulfillment_status": "fulfilled" if shipped else None,
            "location_id": location, "source_name": "web", "total_price": "48.00",
            "line_items": items, "fulfillments": fulfilments, "refunds": []}


def orders(rows):
    return f'{{"orders":{records(rows)}}}\n'


def inventory_csv(rows):
    """rows: [(handle, title, sku, location, committed, on hand)]; a figure of None is a variant that is not stocked there."""
    def cells(handle, title, sku, location, committed, on_hand):
        figures = ["not stocked"] * 5 if on_hand is None else [0, 0, committed, on_hand - committed, on_hand]
        return [handle, title, "Title", "Default Title", "", "", "", "", sku, "", "US", location, "", *figures, ""]
    return csv_text(INVENTORY_COLUMNS, [cells(*row) for row in rows]).replace("\r\n", "\n")
