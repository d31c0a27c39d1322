"""Checks on who the row is about."""

import datetime as dt

import numpy as np

from ansinh.core.identity import bearer, is_identity_paper, is_si_number, known_place
from ansinh.core.person_name import search_key, tidy
from ansinh.domain.declarations.checks.hits import Hits, blank, decided, hits, of_kind
from ansinh.domain.declarations.declared import Case, Days, Match

SEXES = ("female", "male")
WORKING_AGE = 15  # Art. 3.1, Labour Code 45/2019/QH14: an employee is 15 or older
DAY_KNOWN = 3


def number_shape(case: Case) -> Hits:
    """Refuse an SI number that is not 10 digits."""
    column = case.rows.si_number
    return hits(np.array([bool(text) and not is_si_number(text) for text in column], dtype=np.bool_), column)


def number_unknown(case: Case) -> Hits:
    """Refuse an SI number nobody bears."""
    column = case.rows.si_number
    given = np.array([is_si_number(text) for text in column], dtype=np.bool_)
    return hits(given & (case.people.match == Match.NOBODY), column)


def nobody(case: Case) -> Hits:
    """Refuse a change of a person who cannot be found without a number."""
    missing = (case.people.match == Match.NOBODY) & blank(case.rows.si_number) & decided(case)
    return hits(missing, case.rows.full_name)


def merged(case: Case) -> Hits:
    """Say that the number was merged into another, which is used."""
    return hits(~blank(case.people.merged_from), case.people.merged_from)


def found_by_id(case: Case) -> Hits:
    """Say that the person has a number already, found by the personal ID."""
    return hits((case.people.match == Match.BY_PERSONAL_ID) & blank(case.rows.si_number), case.rows.id_number)


def name_differs(case: Case) -> Hits:
    """Refuse a name that is not the name of the number, accents aside."""
    return hits(_known(case) & ~_same_key(case), case.rows.full_name, known=case.people.name)


def accents_differ(case: Case) -> Hits:
    """Say that accents of the name differ from the register."""
    pairs = zip(case.rows.full_name, case.people.name, strict=True)
    same = np.array([tidy(one).lower() == tidy(two).lower() for one, two in pairs], dtype=np.bool_)
    return hits(_known(case) & _same_key(case) & ~same, case.rows.full_name, known=case.people.name)


def birth_differs(case: Case) -> Hits:
    """Refuse a birth that contradicts the register, as far as both are known."""
    rows, people = case.rows, case.people
    both = _known(case) & ~np.isnat(rows.birth) & ~np.isnat(people.birth)
    exact = np.minimum(rows.birth_precision, people.birth_precision)
    day = rows.birth != people.birth
    month = rows.birth.astype("datetime64[M]") != people.birth.astype("datetime64[M]")
    year = rows.birth.astype("datetime64[Y]") != people.birth.astype("datetime64[Y]")
    differs = np.select([exact >= DAY_KNOWN, exact == DAY_KNOWN - 1], [day, month], year)
    return hits(both & differs, day_texts(rows.birth), known=day_texts(people.birth))


def sex_differs(case: Case) -> Hits:
    """Say that the sex differs from the register."""
    differs = _known(case) & (case.rows.sex >= 0) & (case.people.sex >= 0) & (case.rows.sex != case.people.sex)
    return hits(differs, case.rows.sex.tolist())


def id_shape(case: Case) -> Hits:
    """Refuse an identity paper that is neither 12 nor 9 digits nor a passport."""
    column = case.rows.id_number
    return hits(np.array([bool(text) and not is_identity_paper(text) for text in column], dtype=np.bool_), column)


def id_of_another(case: Case) -> Hits:
    """Refuse a personal ID that another person bears."""
    return hits(~blank(case.people.owner_of_id), case.rows.id_number, owner=case.people.owner_of_id)


def id_says_otherwise(case: Case) -> Hits:
    """Say that the personal ID tells of another sex, year or place (Decree 137/2015/ND-CP art. 7)."""
    years = case.rows.birth.astype("datetime64[Y]").astype(np.int64) + 1970
    wrong = []
    for text, sex, year, known in zip(
        case.rows.id_number, case.rows.sex.tolist(), years.tolist(), (~np.isnat(case.rows.birth)).tolist(), strict=True
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
    return hits(np.array(wrong, dtype=np.bool_), case.rows.id_number)


def look_alike(case: Case) -> Hits:
    """Say that somebody of the same name and birth has a number already."""
    return hits(~blank(case.people.look_alike), case.rows.full_name, number=case.people.look_alike)


def birth_missing(case: Case) -> Hits:
    """Refuse a new person without a birth."""
    return hits((case.people.match == Match.NEW) & np.isnat(case.rows.birth), case.rows.full_name)


def sex_missing(case: Case) -> Hits:
    """Refuse a new person without a sex."""
    return hits((case.people.match == Match.NEW) & (case.rows.sex < 0), case.rows.full_name)


def too_young(case: Case) -> Hits:
    """Refuse work before 15 (Art. 3.1, Labour Code 45/2019/QH14)."""
    first = (case.rows.from_month - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    birthday = (case.rows.birth.astype("datetime64[M]") + WORKING_AGE * 12).astype("datetime64[D]")
    known = ~np.isnat(case.rows.birth) & (case.rows.from_month > 0)
    return hits(known & of_kind(case, lambda kind: kind.opens) & (birthday > first + 30), day_texts(case.rows.birth))


def dead(case: Case) -> Hits:
    """Refuse months after the death the register knows."""
    first = (case.rows.from_month - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    adds = of_kind(case, lambda kind: kind.opens or kind.needs_pay)
    after = ~np.isnat(case.people.died) & (first > case.people.died)
    return hits(adds & after, day_texts(case.people.died))


def day_texts(days: Days) -> list[str]:
    """Return days as they are written: 05/10/2021; "" for none."""
    return [f"{day:%d/%m/%Y}" if isinstance(day, dt.date) else "" for day in days.tolist()]


def _known(case: Case) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which rows are about a person found by number or ID (n,)."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.isin(
        case.people.match, (Match.BY_NUMBER, Match.BY_PERSONAL_ID)
    )
    return found & ~blank(case.rows.full_name)


def _same_key(case: Case) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return whether the names are equal without accents (n,)."""
    pairs = zip(case.rows.full_name, case.people.name, strict=True)
    return np.array([search_key(one) == search_key(two) for one, two in pairs], dtype=np.bool_)
