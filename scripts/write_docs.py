#!/usr/bin/env python3
"""Writes docs/FORMATS.md from the shipped profiles, docs/CAUSES.md from the cause list and the signature tables, and
docs/CHECKS.md from the table of issue codes.

  python3 scripts/write_docs.py          write all
  python3 scripts/write_docs.py --check  fail when one is not up to date
"""

import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def formats():
    lines = ["# Formats that trueup reads", "",
             "Written by `scripts/write_docs.py` from `src/io/profiles/*.toml`: change the profile, not this page.", "",
             "| profile | reads | tables | format | seen in | facts from |", "|---|---|---|---|---|---|"]
    for path in sorted((ROOT / "src/io/profiles").glob("*.toml")):
        profile = tomllib.loads(path.read_text())
        if "extends" in profile:
            profile = {**tomllib.loads((ROOT / "src/io/profiles" / f"{profile['extends']}.toml").read_text()), **profile}
        tables = ", ".join(dict.fromkeys(rule["table"] for rule in profile["rows"]))
        lines.append("| `{}` | {} | {} | {} | {} | {} |".format(
            profile["name"], profile["title"], tables, profile["format"], profile.get("seen", "?"), profile.get("source", "?")))
    lines += ["", "Besides these, `trueup.<table>` reads each canonical table from CSV with the column names of [CASES.md](CASES.md).",
              "A profile of your own is one such file beside your case: `profile = \"profiles/mine.toml\"`.", ""]
    return "\n".join(lines)


def predictions(text):
    words = []
    for must, name in re.findall(r"(must|must_not)\(k(\w+)\)", text):
        plain = re.sub(r"(?<!^)([A-Z])", r" \1", name).lower()
        words.append(("" if must == "must" else "not ") + plain)
    return "; ".join(words)


def causes():
    rows = re.findall(r'\{"(\w+)", "(\w+)", Layer::k(\w+), (true|false), "(.*?)"\},',
                      (ROOT / "include/trueup/model/cause.hpp").read_text())
    signatures = {}
    for path in sorted((ROOT / "src/explain/causes").glob("*.cpp")):
        for code, body in re.findall(r'signature\("(\w+)",.*?"\s*,\s*\{(.*?)\}\)', path.read_text(), re.S):
            signatures.setdefault(code, []).append(predictions(body))
    lines = ["# Causes", "",
             "Written by `scripts/write_docs.py` from `include/trueup/model/cause.hpp` and `src/explain/causes/*.cpp`.", "",
             "A cause is in a finding's set when nothing observed contradicts one of its rows. A cause without a row keeps its",
             "code and place, and every summary's `coverage` says that it is not tested.", "",
             "| id | code | layer | what it is | shown by |", "|---|---|---|---|---|"]
    for number, code, layer, benign, what in rows:
        shown = " **or** ".join(signatures.get(code, ["not tested yet"]))
        lines.append(f"| {number} | `{code}` | {'benign' if benign == 'true' else layer.lower()} | {what} | {shown} |")
    return "\n".join(lines) + "\n"


AREAS = {
    "row": "Rows that cannot be used as they are", "sku": "SKUs", "item": "Items on both sides", "map": "Maps", "kit": "Kits and packs sold as items",
    "unit": "Units of measure", "location": "Locations", "status": "Status words", "workflow": "Workflow: settings and rules",
    "transport": "Transport: files, hops, quotas", "file": "Files and envelopes", "order": "Orders: their states replayed",
}


def checks():
    rows = re.findall(r'\{"(\w+)", "(\w+)", Severity::k(\w+), "([^"]*)", "([^"]*)",\s+"([^"]*)",\s+"([^"]*)", "([^"]*)"\}',
                      (ROOT / "include/trueup/table/issue_code.hpp").read_text())
    lines = ["# Checks", "",
             "Written by `scripts/write_docs.py` from `include/trueup/table/issue_code.hpp`.", "",
             "`trueup check CASE` runs every check whose tables the case gives; `--only CODE` or `--only AREA` (several with commas) runs",
             "some alone, as do `trueup::validate`, `trueup_check_only` and `trueup.check(case, only=[...])`. A table that is absent is no",
             "issue. An issue counts what it touches (`affected`: documents, orders, money) where documents are given. Exit 1 when an",
             "error stands, else 0. Each code has a small case of its own under `tests/golden/checks/`.", ""]
    for area, title in AREAS.items():
        lines += [f"## {title} (`{area}`)", "", "| code | severity | reported when | breaks | flows | fix | rests on |", "|---|---|---|---|---|---|---|"]
        lines += ["| `{}` | {} | {} | {} | {} | {} | {} |".format(code, severity.lower(), finds, breaks, flows.replace(" ", ", "), fix, source or "-")
                  for code, of, severity, flows, source, finds, breaks, fix in rows if of == area]
        lines += [""]
    return "\n".join(lines)


def main():
    stale = []
    for name, text in (("FORMATS.md", formats()), ("CAUSES.md", causes()), ("CHECKS.md", checks())):
        path = ROOT / "docs" / name
        if "--check" not in sys.argv:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            stale.append(name)
    if stale:
        sys.exit("not up to date, run python3 scripts/write_docs.py: " + ", ".join(stale))


if __name__ == "__main__":
    main()
