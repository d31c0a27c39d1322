"""Households that come with a list: which one a person belongs to, in which order, as what; written with the rows."""

from ansinh.core.finding import Finding
from ansinh.core.person_name import search_key
from ansinh.domain.declarations.checks.hits import Hits, blank
from ansinh.domain.declarations.checks.report import Rule, report
from ansinh.domain.declarations.declared import Ints, Texts
from ansinh.formats.d02.rows import D02
from ansinh.formats.d03_rows import D03
from ansinh.records.store.registry import households


def codes(read: D02 | D03) -> Texts:
    """Return the household of every row: the one of its column, else the one of its TK1-TS data."""
    own = read.rows.household_code if isinstance(read, D03) else [""] * len(read.rows)
    return [one or said for one, said in zip(own, read.person.household_code, strict=True)]


def not_listed(read: D03, rule: Rule) -> list[Finding]:
    """Return a finding for each row whose TK1-TS names a member who takes part and stands in no row of the list."""
    names = {search_key(name) for name in read.rows.full_name}
    missing = {
        row: name
        for row, name, takes in zip(
            read.members.worker_row.tolist(), read.members.full_name, read.members.takes_part.tolist(), strict=True
        )
        if takes == 1 and search_key(name) not in names
    }
    told = [missing.get(row, "") for row in read.rows.row.tolist()]
    places = (~blank(told)).nonzero()[0]
    return report("MEMBER-NOT-LISTED", rule, Hits(places, [told[place] for place in places]), read.rows.row)


def enter(read: D02 | D03, persons: Ints, places: list[int], order: dict[int, int], office: int) -> None:
    """Put the people of the rows at `places` into their households; `order` (by place) is their order there, 0 unsaid.

    The address of a household and what somebody is to its head come from the TK1-TS data, where it says them.
    """
    homes = codes(read)
    inside = [place for place in places if homes[place]]
    households.join([(int(persons[place]), homes[place], order.get(place, 0)) for place in inside], office)
    said = read.person.household_address
    households.describe({homes[place]: said[place] for place in inside if said[place]})
    relations = _relations(read, homes)
    named = {place: relations.get((homes[place], *_who(read, place)), "") for place in inside}
    households.relate({int(persons[place]): relation for place, relation in named.items() if relation})


def _who(read: D02 | D03, place: int) -> tuple[str, object]:
    """Return what a member is known by inside a household: name without accents, and birth."""
    return search_key(read.rows.full_name[place]), read.rows.birth[place].item()


def _relations(read: D02 | D03, homes: Texts) -> dict[tuple[str, str, object], str]:
    """Return (household, name, birth) -> relation to the head, of all members that the TK1-TS data list."""
    home_of = dict(zip(read.rows.row.tolist(), homes, strict=True))
    members = read.members
    return {
        (code or home_of.get(row, ""), search_key(name), birth): relation
        for row, code, name, birth, relation in zip(
            members.worker_row.tolist(), members.household_code, members.full_name, members.birth.tolist(),
            members.relation, strict=True,
        )
        if relation
    }  # fmt: skip
