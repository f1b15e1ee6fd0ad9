"""Writes X12 interchanges: envelopes, control numbers and separators, from the standard's control structures (X12.5, X12.6).

A set is (set id, [segments]), a segment a list of elements. Times are what the sender's clock shows.
"""
from dataclasses import dataclass

FUNCTIONAL_IDS = {"940": "OW", "943": "AR", "944": "RE", "945": "SW", "947": "AW", "846": "IB", "997": "FA"}


@dataclass(frozen=True)
class Syntax:
    """What two partners agreed on."""
    element: str = "*"
    component: str = ">"
    terminator: str = "~"
    release: str = "004010"


@dataclass(frozen=True)
class Party:
    qualifier: str
    interchange_id: str
    group_id: str


@dataclass(frozen=True)
class Group:
    number: int
    sets: tuple  # of one set id

    @property
    def functional_id(self):
        return FUNCTIONAL_IDS[self.sets[0][0]]


@dataclass(frozen=True)
class Interchange:
    sender: Party
    receiver: Party
    at: object
    number: int
    groups: tuple


def segment_text(syntax, elements):
    elements = [str(e) for e in elements]
    while elements[-1] == "":
        elements.pop()
    assert not any(c in e for e in elements[1:] for c in (syntax.element, syntax.terminator)), elements
    return syntax.element.join(elements) + syntax.terminator


def set_segments(set_id, number, body):
    return [["ST", set_id, f"{number:04d}"], *body, ["SE", len(body) + 2, f"{number:04d}"]]


def group_segments(syntax, interchange, group):
    head = ["GS", group.functional_id, interchange.sender.group_id, interchange.receiver.group_id,
            f"{interchange.at:%Y%m%d}", f"{interchange.at:%H%M}", group.number, "X", syntax.release]
    sets = [s for n, (set_id, body) in enumerate(group.sets, 1) for s in set_segments(set_id, n, body)]
    return [head, *sets, ["GE", len(group.sets), group.number]]


def interchange_text(syntax, interchange):
    sender, receiver, at = interchange.sender, interchange.receiver, interchange.at
    isa = ["ISA", "00", " " * 10, "00", " " * 10, sender.qualifier, f"{sender.interchange_id:15}", receiver.qualifier,
           f"{receiver.interchange_id:15}", f"{at:%y%m%d}", f"{at:%H%M}", "U", "00401", f"{interchange.number:09d}",
           "0", "P", syntax.component]
    lines = [segment for group in interchange.groups for segment in group_segments(syntax, interchange, group)]
    return "".join(segment_text(syntax, s) for s in [
        isa, *lines, ["IEA", len(interchange.groups), f"{interchange.number:09d}"]])


def acknowledgement(functional_id, group_number, answers, release_ok=True):
    """A 997 for one group: answers = [(set id, set number, fault)]; fault = () or (segment, position, element, error)."""
    body = [["AK1", functional_id, group_number]]
    for set_id, number, fault in answers:
        body.append(["AK2", set_id, f"{number:04d}"])
        if fault:
            segment, position, element, error = fault
            body += [["AK3", segment, position, "", "8"], ["AK4", element, "", error], ["AK5", "R", "5"]]
        else:
            body.append(["AK5", "A"])
    accepted = sum(not fault for *_, fault in answers)
    word = "A" if accepted == len(answers) else "P" if accepted else "R"
    body.append(["AK9", word, len(answers), len(answers), accepted])
    return "997", body
