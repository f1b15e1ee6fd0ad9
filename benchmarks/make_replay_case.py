#!/usr/bin/env python3
"""A case of orders' states, in Cin7 Core's order, pick, pack and ship and in the warehouse's one status, for replay_time.

Five rows an order on average; rows stand in the order of their times. Of every kind of fault there is one in 1,000 orders. The
same --orders make the same files. planted.txt holds what a replay must count.

    python3 benchmarks/make_replay_case.py /tmp/trueup-bench/replay --orders 1000000
"""

import argparse
import datetime
from pathlib import Path

BEGIN = datetime.date(2026, 10, 1)
SPAN = 45 * 86400  # seconds over which orders come in
MINUTE = 60

CASE = """[case]
name = "replay-time"
as_of = "2026-11-20T06:00:00Z"
currency = "USD"

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
names = { cin7 = "3PL Acme LA", acme = "LA1" }

[[input]]
table = "states"
system = "cin7"
files = ["cin7_states.csv"]

[[input]]
table = "states"
system = "acme"
files = ["acme_states.csv"]
"""

# The rows of an order: (task, state, minutes after it came in). The warehouse has no tasks.
SHIPPED_BOOK = [("order", "AUTHORISED", 0), ("pick", "AUTHORISED", 60), ("pack", "AUTHORISED", 61), ("ship", "AUTHORISED", 62)]
SHIPPED_OTHER = [("released", 10), ("accepted", 20), ("shipped", 50)]
OPEN_OTHER = [("released", 10), ("accepted", 20)]
DRAFTED = ([("order", "DRAFT", 0), ("order", "AUTHORISED", 5)], OPEN_OTHER)
OPEN = ([("order", "AUTHORISED", 0)], OPEN_OTHER)
SHIPPED = (SHIPPED_BOOK, SHIPPED_OTHER)

# 9 x 7 rows, 4 x 4 and 7 x 3: 100 rows in 20 orders.
USUAL = [SHIPPED] * 9 + [DRAFTED] * 4 + [OPEN] * 7

# What is wrong with the n-th of 1,000 orders, and the fact that it makes; Undo makes none.
PLANTED = {
    29: (DRAFTED[0], [("rejected", 10), ("accepted", 20)], "state_transition_illegal"),
    129: (DRAFTED[0], [("released", 10), ("picked", 20)], "state_step_skipped"),
    229: (DRAFTED[0], [("accepted", 10), ("released", 20)], "state_step_backwards"),
    320: ([("order", "AUTHORISED", 0), ("pick", "AUTHORISED", 62), ("pack", "AUTHORISED", 60), ("ship", "AUTHORISED", 63)], SHIPPED_OTHER, "state_requirement_unmet"),
    420: ([("order", "AUTHORISED", 0), ("pick", "AUTHORISED", 40), ("pack", "AUTHORISED", 41), ("ship", "AUTHORISED", 42)], SHIPPED_OTHER, "shipped_before_warehouse"),
    520: ([("order", "AUTHORISED", 0), ("pick", "AUTHORISED", 60), ("pack", "AUTHORISED", 60), ("ship", "AUTHORISED", 60)], SHIPPED_OTHER, "stages_in_one_second"),
    620: ([("order", "AUTHORISED", 0), ("pick", "AUTHORISED", 55), ("pick", "UNDONE", 57)] + SHIPPED_BOOK[1:], SHIPPED_OTHER, None),
}
OF_STEPS = {"state_transition_illegal", "state_step_skipped", "state_step_backwards", "state_requirement_unmet"}


class CaseMaker:
    def __init__(self, orders):
        self.orders = orders
        self.books, self.others = [], []  # (seconds, line)
        self.counts = {}
        self.days = [(BEGIN + datetime.timedelta(days=day)).isoformat() for day in range(60)]

    def count(self, name, amount=1):
        self.counts[name] = self.counts.get(name, 0) + amount

    def add(self, i):
        came_in = i * SPAN // self.orders
        number = f"SO-{i:07d}"
        book, other, fact = PLANTED.get(i % 1000, (*USUAL[i % 20], None))
        for task, state, minutes in book:
            at = came_in + minutes * MINUTE
            self.books.append((at, f"sales_order,{number},{number},{task},{state},{self.instant(at)}\r\n"))
        for state, minutes in other:
            at = came_in + minutes * MINUTE
            self.others.append((at, f"ship_order,W{i:07d},{number},{state},{self.instant(at)}\r\n"))
        if fact:
            self.count(fact)
        if fact in OF_STEPS:
            self.count("not_conforming")

    def instant(self, at):
        day, second = divmod(at, 86400)
        return f"{self.days[day]}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"

    def make(self):
        for i in range(self.orders):
            self.add(i)
        self.count("orders", 2 * self.orders)  # one in each system
        self.count("rows", len(self.books) + len(self.others))

    def write(self, folder):
        for name, columns, rows in (("cin7", "type,id,reference,task,state,at", self.books), ("acme", "type,id,reference,state,at", self.others)):
            rows.sort()
            with open(folder / f"{name}_states.csv", "w", newline="", encoding="utf-8") as out:
                out.write(columns + "\r\n")
                out.writelines(line for _, line in rows)
        (folder / "planted.txt").write_text("".join(f"{name} {count}\n" for name, count in sorted(self.counts.items())), encoding="utf-8")
        (folder / "trueup.toml").write_text(CASE, encoding="utf-8")  # last: a folder with it is complete


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--orders", type=int, default=1_000_000)
    options = parser.parse_args()
    if (options.folder / "trueup.toml").exists():
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    maker = CaseMaker(options.orders)
    maker.make()
    maker.write(options.folder)


if __name__ == "__main__":
    main()
