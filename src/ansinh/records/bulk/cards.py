"""Cards of an office's people as columns: what insures them, what their cards say now, and the difference written."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from ansinh.core.errors import ConflictError
from ansinh.core.fund import Fund
from ansinh.core.terms import Absence
from ansinh.core.text import Text
from ansinh.records.bulk.arrow import Column, Door
from ansinh.records.bulk.copy import copy_columns
from ansinh.records.bulk.spells import UNIT_KIND, in_subtree

MEANWHILE = Text(
    "Thẻ của những người này vừa được tính lại; hãy làm lại.",
    "The cards of these people were derived meanwhile: again.",
)
SOURCES = ("employment", "list", "age")  # numbered from 1
OPEN_DAY = "DATE '9999-12-31'"
_LOWER_UPPER = f"lower(s.validity) AS start, coalesce(upper(s.validity), {OPEN_DAY}) AS stop"
_GROUP = 's."group"'


@dataclass(frozen=True, slots=True)
class Words:
    """Words the columns hold as places: codes of lists and letters of cards, both in a fixed order."""

    lists: Sequence[str]
    cards: Sequence[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The people at or under the office `path` with ids `first` .. `last`, both inside."""

    path: str
    first: int = 0
    last: int = 2**40

    @property
    def everybody(self) -> str:
        """The condition on people `p` of offices `o`, merged numbers among them."""
        return f"p.id BETWEEN {self.first} AND {self.last} AND {in_subtree(self.path)}"

    @property
    def people(self) -> str:
        """The condition on people `p` of offices `o` who stand under their own number."""
        return f"{self.everybody} AND p.merged_into_id IS NULL"

    def rows_of(self, table: str, also: str = "", *, merged: bool = False) -> str:
        """The current rows `s` of a table of facts about these people (`merged`: numbers that were merged too)."""
        people = self.everybody if merged else self.people
        return (
            f"FROM {table} s JOIN records_person p ON p.id = s.person_id "
            f"JOIN records_office o ON o.id = p.office_id {also} WHERE s.superseded_at IS NULL AND {people}"
        )


def stretches(door: Door, path: str, size: int) -> dict[str, Column]:
    """Return the people at or under the office `path` in stretches of `size`: first id, last id, people."""
    whole = Stretch(path)
    return door.columns(
        "SELECT min(n.id) AS first, max(n.id) AS last, count(*) AS people FROM ("  # noqa: S608 - numbers and a checked path
        f"SELECT p.id, (row_number() OVER (ORDER BY p.id) - 1) / {size} AS part "
        f"FROM records_person p JOIN records_office o ON o.id = p.office_id WHERE {whole.everybody}"
        ") n GROUP BY n.part ORDER BY n.part"
    )


def people_of(door: Door, stretch: Stretch) -> dict[str, Column]:
    """Return person, born (NaT unless known to the day), died (NaT alive), office, place (0 none), by person."""
    return door.columns(
        "SELECT p.id AS person, CASE WHEN p.birth_precision = 'day' THEN p.birth_date END AS born, "  # noqa: S608 - numbers and a checked path
        "p.died_on AS died, p.office_id AS office, coalesce(p.place_id, 0) AS place "
        "FROM records_person p JOIN records_office o ON o.id = p.office_id "
        f"WHERE {stretch.people} ORDER BY p.id"
    )


def living_areas(door: Door) -> dict[str, Column]:
    """Return the places whose residents have the rights of an area: place, start, stop, area (1..3)."""
    return door.columns(
        f"SELECT s.place_id AS place, {_LOWER_UPPER}, s.area "  # noqa: S608 - two constant expressions
        "FROM records_livingarea s WHERE s.superseded_at IS NULL"
    )


def employment(door: Door, stretch: Stretch) -> dict[str, Column]:
    """Return the spells with health insurance: person, start, stop, group (core.terms), kind of unit."""
    accounts = "JOIN records_employeraccount a ON a.id = s.account_id"
    return door.columns(
        f"SELECT s.person_id AS person, {_LOWER_UPPER}, {_GROUP}, {UNIT_KIND} AS kind "
        f"{stretch.rows_of('records_spell', accounts)} "
        f"AND s.funds & {1 << Fund.HI} <> 0 AND s.absence <> {Absence.UNPAID.value}"
    )


def lists(door: Door, stretch: Stretch, words: Words) -> dict[str, Column]:
    """Return the periods of lists: person, start, stop, place of the code (-1 unknown), facility, receipt, endless."""
    facilities = "LEFT JOIN records_facility f ON f.code = s.facility AND s.facility <> ''"
    return door.columns(
        f"SELECT s.person_id AS person, {_LOWER_UPPER}, {_place(words.lists, _GROUP)} AS code, "
        "coalesce(f.id, 0) AS facility, s.receipt_date AS receipt, upper_inf(s.validity) AS endless "
        f"{stretch.rows_of('records_healthspell', facilities)}"
    )


def facts(door: Door, table: str, stretch: Stretch, also: str = "") -> dict[str, Column]:
    """Return person, start, stop of a table of facts about people, and the columns `also`."""
    return door.columns(f"SELECT s.person_id AS person, {_LOWER_UPPER}{also} {stretch.rows_of(table)}")


def standing(door: Door, stretch: Stretch, words: Words) -> dict[str, Column]:
    """Return the cards as they stand, also of merged numbers: id, person, start, stop and what they say, as places."""
    said = (
        f", s.id, {_place(words.cards, _GROUP)} AS letters, {_place(words.cards, 's.pays_as')} AS pays_as, "
        "s.level, s.province, coalesce(s.facility_id, 0) AS facility, s.area, s.five_year, "
        f"{_place(SOURCES, 's.ground')} AS source, s.office_id AS office"
    )
    rows = stretch.rows_of("records_cardperiod", merged=True)
    return door.columns(f"SELECT s.person_id AS person, {_LOWER_UPPER}{said} {rows}")


def _place(words: Sequence[str], column: str) -> str:
    """Return the place of a word in a list as SQL, from 0; -1 where it is not in it."""
    listed = ",".join(words)
    return f"(coalesce(array_position('{{{listed}}}'::text[], {column}), 0) - 1)"


_MADE = """
INSERT INTO records_cardperiod (person_id, validity, office_id, "group", pays_as, level, province, facility_id, area,
    five_year, ground, recorded_by)
SELECT person, daterange(start, stop), office, (%(cards)s::text[])[letters + 1], (%(cards)s::text[])[pays_as + 1],
    level, province, nullif(facility, 0), area, five_year, (%(sources)s::text[])[source + 1], %(actor)s
FROM fresh_cards
"""
_TABLE = """
CREATE TEMPORARY TABLE fresh_cards (person bigint, start date, stop date, office bigint, letters bigint,
    pays_as bigint, level bigint, province bigint, facility bigint, area bigint, five_year date, source bigint)
ON COMMIT DROP
"""


def replace_cards(gone: Column, made: dict[str, Column], words: Words, actor: str) -> None:
    """Supersede the cards with ids `gone` and record `made` (columns of the temporary table), in one transaction.

    ConflictError where somebody else superseded one of them meanwhile.
    """
    stop = made["stop"].copy()
    stop[stop >= np.datetime64("9999-12-31", "D")] = np.datetime64("NaT", "D")
    with connection.cursor() as cursor:
        if gone.size:
            cursor.execute(
                "UPDATE records_cardperiod SET superseded_at = now() WHERE id = ANY(%s) AND superseded_at IS NULL",
                [gone.tolist()],
            )
            if cursor.rowcount != gone.size:
                raise ConflictError(MEANWHILE)
        cursor.execute(_TABLE)
        copy_columns("fresh_cards", made | {"stop": stop})
        cursor.execute(_MADE, {"cards": list(words.cards), "sources": list(SOURCES), "actor": actor})
