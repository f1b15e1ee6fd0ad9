"""A small double-entry ledger: each system of an example has one, fed by the messages that reach it."""
from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Posting:
    at: object  # datetime, naive UTC
    document: str
    account: str
    sku: str
    lot: str
    units: int  # signed, in 1/10000


class Ledger:
    """Every movement takes from one account what it gives to another: the sum over all accounts is zero."""

    def __init__(self, system):
        self.system = system
        self.postings = []
        self._balances = defaultdict(int)

    def move(self, at, document, source, target, sku, units, lot=""):
        for account, signed in ((source, -units), (target, units)):
            self.postings.append(Posting(at, document, account, sku, lot, signed))
            self._balances[account, sku, lot] += signed

    def balance(self, accounts, sku, lot=None):
        """Units of a SKU over the named accounts; of one lot, or of all."""
        return sum(units for (account, item, held), units in self._balances.items()
                   if account in accounts and item == sku and lot in (None, held))

    def snapshot(self):
        """{(account, sku, lot): units}"""
        return dict(self._balances)

    def lots(self, accounts, sku):
        """[(lot, units)] with units other than zero, oldest first: lots are numbered by age."""
        found = defaultdict(int)
        for (account, item, lot), units in self._balances.items():
            if account in accounts and item == sku:
                found[lot] += units
        return [(lot, units) for lot, units in sorted(found.items()) if units]

    def assert_balanced(self):
        sums = defaultdict(int)
        for posting in self.postings:
            sums[posting.sku] += posting.units
        assert not any(sums.values()), f"{self.system}: postings do not sum to zero"
