"""Checks on who the row is about."""

import datetime as dt

import numpy as np

from ansinh.core.identity import bearer, is_identity_paper, is_si_number, known_place
from ansinh.core.person_name import search_key, tidy
from ansinh.domain.declarations.checks.hits import Hits, blank, hits
from ansinh.domain.declarations.declared import Days, Match, Who

SEXES = ("female", "male")
DAY_KNOWN = 3


def number_shape(who: Who) -> Hits:
    """Refuse an SI number that is not 10 digits."""
    column = who.si_number
    return hits(np.array([bool(text) and not is_si_number(text) for text in column], dtype=np.bool_), column)


def number_unknown(who: Who) -> Hits:
    """Refuse an SI number nobody bears."""
    column = who.si_number
    given = np.array([is_si_number(text) for text in column], dtype=np.bool_)
    return hits(given & (who.people.match == Match.NOBODY), column)


def nobody(who: Who) -> Hits:
    """Refuse a change of a person who cannot be found without a number."""
    missing = (who.people.match == Match.NOBODY) & blank(who.si_number) & who.decided
    return hits(missing, who.full_name)


def merged(who: Who) -> Hits:
    """Say that the number was merged into another, which is used."""
    return hits(~blank(who.people.merged_from), who.people.merged_from)


def found_by_id(who: Who) -> Hits:
    """Say that the person has a number already, found by the personal ID."""
    return hits((who.people.match == Match.BY_PERSONAL_ID) & blank(who.si_number), who.id_number)


def name_differs(who: Who) -> Hits:
    """Refuse a name that is not the name of the number, accents aside."""
    return hits(_known(who) & ~_same_key(who), who.full_name, known=who.people.name)


def accents_differ(who: Who) -> Hits:
    """Say that accents of the name differ from the register."""
    pairs = zip(who.full_name, who.people.name, strict=True)
    same = np.array([tidy(one).lower() == tidy(two).lower() for one, two in pairs], dtype=np.bool_)
    return hits(_known(who) & _same_key(who) & ~same, who.full_name, known=who.people.name)


def birth_differs(who: Who) -> Hits:
    """Refuse a birth that contradicts the register, as far as both are known."""
    rows, people = who, who.people
    both = _known(who) & ~np.isnat(rows.birth) & ~np.isnat(people.birth)
    exact = np.minimum(rows.birth_precision, people.birth_precision)
    day = rows.birth != people.birth
    month = rows.birth.astype("datetime64[M]") != people.birth.astype("datetime64[M]")
    year = rows.birth.astype("datetime64[Y]") != people.birth.astype("datetime64[Y]")
    differs = np.select([exact >= DAY_KNOWN, exact == DAY_KNOWN - 1], [day, month], year)
    return hits(both & differs, day_texts(rows.birth), known=day_texts(people.birth))


def sex_differs(who: Who) -> Hits:
    """Say that the sex differs from the register."""
    differs = _known(who) & (who.sex >= 0) & (who.people.sex >= 0) & (who.sex != who.people.sex)
    return hits(differs, who.sex.tolist())


def id_shape(who: Who) -> Hits:
    """Refuse an identity paper that is neither 12 nor 9 digits nor a passport."""
    column = who.id_number
    return hits(np.array([bool(text) and not is_identity_paper(text) for text in column], dtype=np.bool_), column)


def id_of_another(who: Who) -> Hits:
    """Refuse a personal ID that another person bears."""
    return hits(~blank(who.people.owner_of_id), who.id_number, owner=who.people.owner_of_id)


def id_twice(who: Who) -> Hits:
    """Refuse a personal ID that an earlier row gives to somebody else who is new."""
    first: dict[str, tuple[str, object, int]] = {}
    again, earlier = [], []
    births = who.birth.tolist()
    for place, paper in enumerate(who.id_number):
        new = bool(paper) and who.people.match[place] == Match.NEW
        said = (search_key(who.full_name[place]), births[place], int(who.row[place]))
        kept = first.setdefault(paper, said) if new else said
        again.append(kept[:2] != said[:2])
        earlier.append(kept[2])
    return hits(np.array(again, dtype=np.bool_), who.id_number, first=earlier)


def id_says_otherwise(who: Who) -> Hits:
    """Say that the personal ID tells of another sex, year or place (Decree 137/2015/ND-CP art. 7)."""
    years = who.birth.astype("datetime64[Y]").astype(np.int64) + 1970
    wrong = []
    for text, sex, year, known in zip(
        who.id_number, who.sex.tolist(), years.tolist(), (~np.isnat(who.birth)).tolist(), strict=True
    ):
        said = bearer(text)
        wrong.append(
            said is not None
            and (
                (known and said.birth_year != year)
                or (sex in (0, 1) and said.sex != SEXES[sex])
                or not known_place(said.place)
            )
        )
    return hits(np.array(wrong, dtype=np.bool_), who.id_number)


def look_alike(who: Who) -> Hits:
    """Say that somebody of the same name and birth has a number already."""
    return hits(~blank(who.people.look_alike), who.full_name, number=who.people.look_alike)


def birth_missing(who: Who) -> Hits:
    """Refuse a new person without a birth."""
    return hits((who.people.match == Match.NEW) & np.isnat(who.birth), who.full_name)


def sex_missing(who: Who) -> Hits:
    """Refuse a new person without a sex."""
    return hits((who.people.match == Match.NEW) & (who.sex < 0), who.full_name)


def day_texts(days: Days) -> list[str]:
    """Return days as they are written: 05/10/2021; "" for none."""
    return [f"{day:%d/%m/%Y}" if isinstance(day, dt.date) else "" for day in days.tolist()]


def _known(who: Who) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which rows are about a person found by number or ID (n,)."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.isin(
        who.people.match, (Match.BY_NUMBER, Match.BY_PERSONAL_ID)
    )
    return found & ~blank(who.full_name)


def _same_key(who: Who) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return whether the names are equal without accents (n,)."""
    pairs = zip(who.full_name, who.people.name, strict=True)
    return np.array([search_key(one) == search_key(two) for one, two in pairs], dtype=np.bool_)
