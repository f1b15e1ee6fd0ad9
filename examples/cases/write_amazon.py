"""Writes Amazon's FBA answers and reports: names and order of columns as the report pages document them.

Quantities are whole pieces.
"""
from acme_text import compact

SHIPMENT_COLUMNS = (
    "amazon-order-id merchant-order-id shipment-id shipment-item-id amazon-order-item-id merchant-order-item-id purchase-date "
    "payments-date shipment-date reporting-date buyer-email buyer-name buyer-phone-number sku product-name quantity-shipped "
    "currency item-price item-tax shipping-price shipping-tax gift-wrap-price gift-wrap-tax ship-service-level recipient-name "
    "ship-address-1 ship-address-2 ship-address-3 ship-city ship-state ship-postal-code ship-country ship-phone-number "
    "bill-address-1 bill-address-2 bill-address-3 bill-city bill-state bill-postal-code bill-country item-promotion-discount "
    "ship-promotion-discount carrier tracking-number estimated-arrival-date fulfillment-center-id fulfillment-channel "
    "sales-channel").split()
MYI_COLUMNS = (
    "sku fnsku asin product-name condition your-price mfn-listing-exists mfn-fulfillable-quantity afn-listing-exists "
    "afn-warehouse-quantity afn-fulfillable-quantity afn-unsellable-quantity afn-reserved-quantity afn-total-quantity "
    "per-unit-volume afn-inbound-working-quantity afn-inbound-shipped-quantity afn-inbound-receiving-quantity").split()
SUMMARY_COLUMNS = (
    "Date", "FNSKU", "ASIN", "MSKU", "Title", "Disposition", "Starting Warehouse Balance", "In Transit Between Warehouses", "Receipts",
    "Customer Shipments", "Customer Returns", "Vendor Returns", "Warehouse Transfer In/Out", "Found", "Lost", "Damaged", "Disposed",
    "Other Events", "Ending Warehouse Balance", "Unknown Events", "Location")
DETAIL_COLUMNS = (
    "Date", "FNSKU", "ASIN", "MSKU", "Title", "Event Type", "Reference ID", "Quantity", "Fulfillment Center", "Disposition", "Reason",
    "Country", "Reconciled Quantity", "Unreconciled Quantity")
UNSELLABLE = ("customerDamagedQuantity", "warehouseDamagedQuantity", "distributorDamagedQuantity", "carrierDamagedQuantity",
              "defectiveQuantity", "expiredQuantity")


def tsv(columns, rows):
    return "\n".join("\t".join(map(str, row)) for row in [columns, *rows]) + "\n"


def quoted(columns, rows):
    """Every cell in quotes, the header's too."""
    return "\n".join(",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in [columns, *rows]) + "\n"


def utc(at):
    return f"{at:%Y-%m-%dT%H:%M:%S}+00:00"


def fulfilled_shipments(rows):
    """rows: dicts by column; the rest stays empty, as where the buyer's data is not given."""
    return tsv(SHIPMENT_COLUMNS, [[row.get(name, "") for name in SHIPMENT_COLUMNS] for row in rows])


def listed(item, fulfillable, unsellable, reserved, shipped=0):
    """A row of the "manage FBA inventory" report: what lies in the centres is the sum of the first three."""
    held = fulfillable + unsellable + reserved
    return [item.msku, item.fnsku, item.asin, item.name, "New", "24.00", "No", "", "Yes", held, fulfillable, unsellable, reserved,
            held + shipped, "0.05", 0, shipped, 0]


def managed_inventory(rows):
    return tsv(MYI_COLUMNS, rows)


def inventory_summary(item, fulfillable, damaged, reserved, changed):
    """One record of getInventorySummaries with details: damaged = {key of unfulfillableQuantity: pieces}."""
    unsellable = sum(damaged.values())
    return {
        "asin": item.asin, "fnSku": item.fnsku, "sellerSku": item.msku, "condition": "NewItem",
        "lastUpdatedTime": f"{changed:%Y-%m-%dT%H:%M:%S}Z", "productName": item.name, "totalQuantity": fulfillable + unsellable + reserved,
        "inventoryDetails": {
            "fulfillableQuantity": fulfillable, "inboundWorkingQuantity": 0, "inboundShippedQuantity": 0, "inboundReceivingQuantity": 0,
            "reservedQuantity": {"totalReservedQuantity": reserved, "pendingCustomerOrderQuantity": reserved,
                                 "pendingTransshipmentQuantity": 0, "fcProcessingQuantity": 0},
            "researchingQuantity": {"totalResearchingQuantity": 0, "researchingQuantityBreakdown": []},
            "unfulfillableQuantity": {"totalUnfulfillableQuantity": unsellable} | dict.fromkeys(UNSELLABLE, 0) | damaged},
    }


def inventory_answer(summaries):
    return compact({"pagination": {}, "payload": {"granularity": {"granularityType": "Marketplace", "granularityId": "ATVPDKIKX0DER"},
                                                  "inventorySummaries": summaries}}) + "\n"


def ledger_detail(rows):
    """rows: (day, item, event, reference, signed quantity, centre, disposition, reason)."""
    return quoted(DETAIL_COLUMNS, [
        [f"{day:%m/%d/%Y}", item.fnsku, item.asin, item.msku, item.name, event, reference, quantity, centre, disposition, reason, "US",
         abs(quantity) if event == "Adjustments" and reason in "PQ" else "", ""]
        for day, item, event, reference, quantity, centre, disposition, reason in rows])


def ledger_summary(rows):
    """rows: (day, item, disposition, starting, {column: signed quantity}, ending); one row an item, disposition and day."""
    flows = SUMMARY_COLUMNS[8:18]
    return quoted(SUMMARY_COLUMNS, [
        [f"{day:%m/%d/%Y}", item.fnsku, item.asin, item.msku, item.name, disposition, starting, 0, *(moved.get(name, 0) for name in flows),
         ending, 0, "US"] for day, item, disposition, starting, moved, ending in rows])
