"""What stands for the people of a list, and the checks that D03-TS and D05-TS share."""

from dataclasses import dataclass

import numpy as np

from ansinh.domain.declarations.checks.hits import Hits, blank, dong_texts, hits, month_texts
from ansinh.domain.declarations.declared import Ints, Mask, Match, Texts, Who

AHEAD = 6  # months a payment may begin after the month of the list


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a list, (n,): months they speak of, money taken and due, and what stands already.

    `pays` are rows that begin or renew, `ends` those that end or change what stands; `spell` is the id of the spell
    that holds the first month (0: none), `covered` words of a spell that overlaps, `employed` an employer account.
    """

    who: Who
    pays: Mask
    ends: Mask
    first: Ints
    months: Ints
    taken: Ints  # dong; 0 not said
    due: Ints  # dong, by the law
    receipt: Texts
    covered: Texts
    spell: Ints
    employed: Texts
    period: int

    def names(self, mask: Mask, **words: Texts) -> Hits:
        """Return the hits of `mask` with the names of the people."""
        return hits(mask, self.who.full_name, **words)


def month_missing(listed: Listed) -> Hits:
    """Refuse a row without its first month."""
    return listed.names(listed.who.decided & (listed.first <= 0))


def month_far(listed: Listed) -> Hits:
    """Refuse a first month far beyond the list."""
    return hits(listed.first > listed.period + AHEAD, month_texts(listed.first))


def receipt_missing(listed: Listed) -> Hits:
    """Ask for the receipt of money taken."""
    return listed.names(listed.pays & (listed.due > 0) & blank(listed.receipt))


def amount_short(listed: Listed) -> Hits:
    """Refuse less money than is due."""
    short = listed.pays & (listed.taken > 0) & (listed.taken < listed.due)
    return hits(short, dong_texts(listed.taken), due=dong_texts(listed.due))


def amount_over(listed: Listed) -> Hits:
    """Say that more money was taken than is due."""
    return hits(listed.pays & (listed.taken > listed.due), dong_texts(listed.taken), due=dong_texts(listed.due))


def covered(listed: Listed) -> Hits:
    """Refuse months that are insured already."""
    return listed.names(listed.pays & ~blank(listed.covered), covered=listed.covered)


def not_covered(listed: Listed) -> Hits:
    """Refuse to end or change what does not stand."""
    known = (listed.who.people.match != Match.NOBODY) & (listed.first > 0)
    return listed.names(listed.ends & known & (listed.spell == 0))


def employed(listed: Listed) -> Hits:
    """Refuse months in which an employer insures the person."""
    return listed.names(listed.pays & ~blank(listed.employed), other=listed.employed)


def row_twice(listed: Listed) -> Hits:
    """Refuse two rows of one person whose months meet."""
    who, last = listed.who, listed.first + np.maximum(listed.months, 1)
    seen: dict[object, list[tuple[int, int, int]]] = {}
    again, earlier = [], []
    births = who.birth.tolist()
    for place in range(len(who.row)):
        person = int(who.people.person[place])
        key = person or (who.full_name[place], who.id_number[place], births[place])
        begin, end, number = int(listed.first[place]), int(last[place]), int(who.row[place])
        kind = bool(listed.pays[place])
        met = [row for first, stop, row in seen.get((key, kind), []) if begin < stop and first < end]
        again.append(bool(met))
        earlier.append(met[0] if met else 0)
        seen.setdefault((key, kind), []).append((begin, end, number))
    return listed.names(np.array(again, dtype=np.bool_), first=[str(number) for number in earlier])
