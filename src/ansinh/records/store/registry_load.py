"""The door of the first load: offices, and the oldest state of an office's registers, by COPY.

Rows refer to each other by place (0, 1, ...) within the load; the ids of the database are given here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db import connection

from ansinh.core.errors import ConflictError
from ansinh.core.text import Text
from ansinh.records.bulk.frames import copy_frame, take_ids
from ansinh.records.bulk.oldest_state import OldestState
from ansinh.records.models import BankAccount, EmployerAccount, Office

OFFICE_SINCE = "1995-02-16"  # the agency was founded (Decree 19/CP)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office to make: `parent` is the code of the office above, "" at the top."""

    code: str
    name: str
    name_en: str
    kind: str
    parent: str


def load_offices(lines: Sequence[OfficeLine]) -> int:
    """Make the offices that do not exist yet, parents first; return how many were made."""
    known = {office.code: office for office in Office.objects.all()}
    before = len(known)
    for line in lines:
        if line.code in known:
            continue
        parent = known.get(line.parent)
        known[line.code] = Office.objects.create(
            code=line.code,
            name=line.name,
            name_en=line.name_en,
            kind=line.kind,
            parent=parent,
            path=f"{parent.path}.{line.code}" if parent else line.code,
            valid_from=OFFICE_SINCE,
        )
    return len(known) - before


def load_bank_account(office: str, number: str, bank: tuple[str, str], profile: str) -> None:
    """Make the collection account `number` of an office at `bank` (BIN, name) unless it exists."""
    holder = Office.objects.get(code=office)
    named = {"office": holder, "bank_bin": bank[0], "bank_name": bank[1], "profile": profile}
    BankAccount.objects.get_or_create(number=number, defaults={**named, "valid_from": OFFICE_SINCE})


def load_oldest(state: OldestState, actor: str) -> dict[str, int]:
    """Append the whole state inside the current transaction; return rows by table.

    An account code that exists already is a ConflictError: an office is loaded once.
    """
    if EmployerAccount.objects.filter(code__in=state.accounts["code"].head(100).to_list()).exists():
        raise ConflictError(Text("Cơ quan này đã được nạp dữ liệu ban đầu.", "This office was loaded before."))
    offices = dict(Office.objects.values_list("code", "id"))
    rows: dict[str, int] = {}
    first: dict[str, int] = {}
    with connection.cursor() as cursor:  # new names wait in a list and are put into the search index all at once
        cursor.execute("SET LOCAL gin_pending_list_limit = '1GB'")
    for name, table in _WITH_IDS.items():
        frame = _resolved(getattr(state, name), offices, first)
        first[name] = take_ids(table, frame.height)
        numbered = frame.with_columns(pl.int_range(first[name], first[name] + frame.height).alias("id"))
        rows[table] = copy_frame(table, numbered)
    for name, table in _FACTS.items():
        frame = _resolved(getattr(state, name), offices, first)
        rows[table] = copy_frame(table, frame.with_columns(pl.lit(actor).alias("recorded_by")))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(indexrelid) FROM pg_index WHERE indrelid = %s::regclass"
            " AND pg_get_indexdef(indexrelid) LIKE %s",
            ["records_person", "%USING gin%"],
        )
        for table in rows:
            cursor.execute(f"ANALYZE {table}")  # names from the tables below
    return rows


_WITH_IDS = {
    "households": "records_household",
    "people": "records_person",
    "employers": "records_employer",
    "accounts": "records_employeraccount",
}
_FACTS = {
    "statuses": "records_employerstatus",
    "spells": "records_spell",
    "health": "records_healthspell",
    "voluntary": "records_voluntaryspell",
    "reduced": "records_accidentratedecision",
}
_REFERENCES = {"household": "households", "person": "people", "employer": "employers", "account": "accounts"}


def _resolved(frame: pl.DataFrame, offices: dict[str, int], first: dict[str, int]) -> pl.DataFrame:
    """Return `frame` with codes of offices and places of rows turned into ids."""
    for column, of in _REFERENCES.items():
        if column in frame.columns:
            frame = frame.with_columns((pl.col(column) + first[of]).alias(f"{column}_id")).drop(column)
    if "office" in frame.columns:
        code = pl.col("office").replace_strict(offices, return_dtype=pl.Int64)
        frame = frame.with_columns(code.alias("office_id")).drop("office")
    return frame
