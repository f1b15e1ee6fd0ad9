"""How the files of the `acme-la` example are printed: decimals, times, JSON, CSV."""
import json

from acme_world import to_local


def decimal(value, places=4):
    """The decimal text of an integer in 1/10**places."""
    whole, part = divmod(abs(value), 10**places)
    return ("-" if value < 0 else "") + f"{whole}.{part:0{places}d}".rstrip("0").rstrip(".")


class Number(str):
    """A JSON number as it is to be printed."""


def compact(value):
    if isinstance(value, Number):
        return value
    if isinstance(value, dict):
        return "{" + ",".join(f"{compact(k)}:{compact(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(compact, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def records(values):
    """A JSON array, one record a line."""
    return "[\n" + ",\n".join(map(compact, values)) + "\n]"


def printed(rng, units):
    """One of the ways in which Cin7 prints a quantity: 497, 497.0, 497.0000."""
    text = decimal(units)
    style = rng.choice(("", "", ".0", ".0000"))
    if "." not in text:
        return Number(text + style)
    return Number(f"{text}{'0' * (4 - len(text.partition('.')[2]))}" if style == ".0000" else text)


def csv_text(header, rows, quoted=()):
    """CSV with CRLF; `quoted` columns are always in quotes, others where they must be."""
    def cell(name, value):
        value = str(value)
        needs = name in quoted or any(c in value for c in ',"\r\n')
        return '"' + value.replace('"', '""') + '"' if needs else value
    lines = [",".join(header)] + [",".join(map(cell, header, row)) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def day(at):
    return f"{at:%Y-%m-%d}T00:00:00"


def instant(at):
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def local(at):
    return f"{to_local(at):%Y-%m-%d %H:%M:%S}"
