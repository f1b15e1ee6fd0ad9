"""The interchanges of the `edi-two-sites` example: what each 3PL sent and was sent, day by day."""
from datetime import datetime, timedelta
from decimal import Decimal

from acme_items import UNIT
from acme_text import decimal
from edi_items import EAST, SITES, WEST
from edi_world import AS_OF, DAYS, OPENING
from write_x12 import Group, Interchange, Party, Syntax, acknowledgement, interchange_text
from write_x12_sets import (Place, SetLine, adjustment_947, inbound_notice_943, inventory_846_of_site, inventory_846_with_sites,
                            receipt_944, ship_advice_945, ship_order_940)

OURS = Party("ZZ", "NORTHQUAY", "NORTHQUAY")
PARTIES = {"palmetto": Party("02", "PLMT", "PLMTWMS"), "cascade": Party("ZZ", "CASCADE3PL", "CASC04")}
SYNTAX = {"palmetto": Syntax("*", ">", "~\n", "004010"), "cascade": Syntax("|", ">", "\n", "004010VICS")}
# The next interchange and group number of either direction. Each partner counts for itself: their group numbers meet.
FIRST = {("palmetto", "from"): (412, 1180), ("palmetto", "to"): (96, 540), ("cascade", "from"): (3077, 1178), ("cascade", "to"): (201, 545)}
REJECTED = ("W12", 3, 8, "7")  # segment, its position in the set, element, code 7: invalid code value


# --- lines

def codes(site, item):
    """Palmetto prints our SKU, Cascade its own code."""
    return (("SK", item.sku), ("UP", item.barcode)) if site is EAST else (("VN", item.code), ("UP", item.barcode))


def printed(site, item, units):
    """(quantity, unit) as the site counts the item."""
    if item.pack:
        return decimal(units * UNIT // (item.pack * UNIT)), site.case_unit
    return decimal(units), "MR" if item.fractional else "EA"


def set_line(site, line, **more):
    quantity, unit = printed(site, line.item, line.units)
    return SetLine(line.number, quantity, unit, codes(site, line.item), line.item.case_code, name=line.item.name, lot=line.lot, **more)


def total(lines):
    """The sum of the printed quantities, whatever their units."""
    return f"{sum(Decimal(line.quantity) for line in lines)}"


def day_of(site, at):
    return f"{site.clock(at):%Y%m%d}"


# --- sets

def advice_lines(site, shipment):
    for line in shipment.lines:
        ordered, shipped = (printed(site, line.item, units)[0] for units in (line.ordered, line.units))
        short = sum(l.units for l in shipment.lines if l.number == line.number) < line.ordered
        gap = line.units - line.ordered if site is EAST else line.ordered - line.units  # each its own sign
        status = "IS" if line.original else "CP" if short else "CC"
        yield set_line(site, line, ordered=ordered, status=status, difference=printed(site, line.item, gap)[0] if gap else "0",
                       original=codes(site, line.original)[:1] if line.original else ())


def customer_place(order):
    return Place(order.customer.upper(), f"{sum(order.customer.encode()) % 9000 + 1000}")


def advice(shipment):
    site, order, lines = shipment.site, shipment.order, list(advice_lines(shipment.site, shipment))
    return ship_advice_945(order.number, day_of(site, shipment.at), shipment.number, "", customer_place(order), site.place,
                           shipment.tracking, lines, total(lines))


def receipt(done):
    site = done.site
    lines = [set_line(site, l, damaged=decimal(l.damaged) if l.damaged else "") for l in done.lines]
    return receipt_944(day_of(site, done.at), done.number, done.inbound.number, done.inbound.shipment,
                       Place(site.place.name, done.building), lines, total(lines))


def adjustment(done):
    site, signed = done.site, []
    for line in done.lines:
        value, unit = printed(site, line.item, line.units)
        signed.append(SetLine(line.number, value if "." in value else value + ".000", unit, codes(site, line.item), line.item.case_code,
                              reason=done.reason, lot=line.lot))
    return adjustment_947(day_of(site, done.at), done.number, site.place, signed)


def ordered_lines(site, lines):
    """Our own messages say our SKU first, then what the 3PL calls it."""
    for n, (item, units) in enumerate(lines, 1):
        quantity, unit = printed(site, item, units)
        theirs = (("VN", item.code),) if site is WEST else ()
        yield SetLine(n, quantity, unit, (("SK", item.sku), *theirs), item.case_code, name=item.name)


def ship_order(order):
    lines = list(ordered_lines(order.ships_from, order.lines))
    return ship_order_940(order.number, "", customer_place(order), order.ships_from.place,
                          f"{DAYS[order.day]:%Y%m%d}", lines, total(lines))


def notice(inbound):
    lines = list(ordered_lines(inbound.site, inbound.lines))
    sender = Place("MAIN WAREHOUSE" if inbound.transfer else inbound.supplier.upper(), "NQ01" if inbound.transfer else "SUP")
    return inbound_notice_943(inbound.number, f"{DAYS[inbound.day]:%Y%m%d}", inbound.shipment, inbound.site.place, sender, lines,
                              total(lines))


# --- a month of interchanges

def sent_at(site, day):
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=site.hours + site.sends_at, minutes=30)


def asked_at(day):
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=13, minutes=5)


class Traffic:
    """Both directions with one 3PL. Each acknowledges by a 997 what it took, and says nothing more by it."""

    def __init__(self, world, site):
        self.world, self.site, self.party = world, site, PARTIES[site.system]
        self.counters = {way: list(FIRST[site.system, way]) for way in ("from", "to")}
        self.from_site, self.to_site = [], []
        waiting = []  # groups of the 3PL that we have not acknowledged yet
        for index, day in enumerate(DAYS):
            ours = self.to_groups(index, waiting)
            self.to_site.append(self.interchange("to", asked_at(day), ours))
            theirs = self.from_groups(day, [g for g in ours if g.functional_id != "FA"])
            self.from_site.append(self.interchange("from", site.clock(sent_at(site, day)), theirs))
            waiting = [g for g in theirs if g.functional_id != "FA"]

    def group(self, way, sets):
        self.counters[way][1] += 1
        return Group(self.counters[way][1] - 1, tuple(sets))

    def interchange(self, way, at, groups):
        self.counters[way][0] += 1
        sender, receiver = (self.party, OURS) if way == "from" else (OURS, self.party)
        return Interchange(sender, receiver, at, self.counters[way][0] - 1, tuple(groups))

    def groups_of(self, way, *lists):
        return [self.group(way, sets) for sets in lists if sets]

    def to_groups(self, index, waiting):
        orders = [o for o in self.world.orders if o.ships_from is self.site and o.day == index]
        inbounds = [i for i in self.world.inbounds if i.site is self.site and i.day == index]
        return self.groups_of("to", [ship_order(o) for o in sorted(orders, key=lambda o: o.number)],
                              [notice(i) for i in sorted(inbounds, key=lambda i: i.shipment)], self.answers(waiting, self.rejected()))

    def from_groups(self, day, asked):
        mine = lambda documents: sorted((d for d in documents if d.site is self.site and self.site.clock(d.at).date() == day
                                         and d.fault != "lost_945"), key=lambda d: d.number)
        return self.groups_of("from", [advice(s) for s in mine(self.world.shipments)], [receipt(r) for r in mine(self.world.receipts)],
                              [adjustment(a) for a in mine(self.world.adjustments)], self.answers(asked, set()))

    def rejected(self):
        return {s.number for s in self.world.shipments if s.fault == "rejected_945"}

    @staticmethod
    def answers(groups, rejected):
        def fault(body):
            return REJECTED if body[0][0] == "W06" and body[0][4] in rejected else ()
        return [acknowledgement(g.functional_id, g.number, [(set_id, n, fault(body)) for n, (set_id, body) in enumerate(g.sets, 1)])
                for g in groups]


# --- stock

def stock_lines(site, world, balances, lots):
    """[(set line, {building: printed quantity})]; with `lots` one for each lot of an item."""
    out = []
    for item in world.at(site):
        held = {}
        for building in site.buildings:
            for (account, sku, lot), units in balances.items():
                if account == building and sku == item.sku and units:
                    by_building = held.setdefault(lot if lots else "", {})
                    by_building[building] = by_building.get(building, 0) + units
        for lot, by_building in sorted(held.items() or [("", {})]):
            quantity, unit = printed(site, item, sum(by_building.values()))
            line = SetLine(len(out) + 1, quantity, unit, codes(site, item), name=item.name, lot=lot)
            out.append((line, {b: printed(site, item, by_building.get(b, 0))[0] for b in site.buildings}))
    return out


def inventory(site, world, balances, at, number):
    clock, lots = site.clock(at), site is WEST
    stamp = f"{clock:%Y%m%d}", f"{clock:%H%M}", f"INV{clock:%m%d}"
    found = stock_lines(site, world, balances, lots)
    lines = [line for line, _ in found]
    if lots:
        body = inventory_846_of_site(*stamp, site.place, lines, "33")
    else:
        parts = {line.number: by_building for line, by_building in found}
        body = inventory_846_with_sites(*stamp, site.place, lines, "17", lambda line: parts[line.number].items())
    return Interchange(PARTIES[site.system], OURS, clock, number, (Group(number, (body,)),))


# --- files

def week(day):
    return f"w{day.isocalendar().week}"


def x12_files(world):
    """(path, text): the traffic of a week a file, as a mailbox is emptied; balances by themselves."""
    for site in SITES:
        traffic, syntax = Traffic(world, site), SYNTAX[site.system]
        for way, interchanges in (("from", traffic.from_site), ("to", traffic.to_site)):
            files = {}
            for day, interchange in zip(DAYS, interchanges):
                if interchange.groups:
                    files.setdefault(week(day), []).append(interchange_text(syntax, interchange))
            for name, texts in files.items():
                yield f"{site.system}/{way}_{name}.edi", "".join(texts)
        if site is WEST:
            again = traffic.from_site[world.resent_day]
            yield f"{site.system}/from_{week(DAYS[world.resent_day])}_resent.edi", interchange_text(syntax, again)
        ledger = world.ledgers[site.system]
        for at, balances, number in ((OPENING, world.at_opening[site.system], 9001), (AS_OF, ledger.snapshot(), 9002)):
            yield f"{site.system}/846_{site.clock(at):%Y%m%d}.edi", interchange_text(syntax, inventory(site, world, balances, at, number))
