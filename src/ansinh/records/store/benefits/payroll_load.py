"""Pensions into the books in bulk: a first load, grants of dossiers; columns in, one COPY a table."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from django.db import connection

from ansinh.records.bulk.frames import copy_frame, take_ids


@dataclass(frozen=True, slots=True)
class NewPensions:
    """Monthly benefits to be taken in: columns of equal length, by name.

    file_no, person (id), regime, fund, started, pay_from (first of a month), basis, basis_day, extra, office (id),
    form, channel (code), channel_name, number, holder, decision, and origin (uuid text or None). `pay_until` (first of
    the month after the last, or None) may be left out: for life.
    """

    columns: Mapping[str, Sequence[object]]

    @property
    def size(self) -> int:
        """How many."""
        return len(self.columns["file_no"])


def channels(wanted: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    """Return the ids of pay channels by (form, code), making those that are not known; `wanted` has names as well."""
    distinct = sorted(set(wanted))
    forms, codes, names = (list(column) for column in zip(*distinct, strict=True)) if distinct else ([], [], [])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_paychannel (form, code, name) SELECT DISTINCT ON (f, c) f, c, n "
            "FROM unnest(%s::text[], %s::text[], %s::text[]) AS w (f, c, n) ON CONFLICT (form, code) DO NOTHING",
            [forms, codes, names],
        )
        cursor.execute("SELECT form, code, id FROM records_paychannel WHERE code = ANY(%s)", [codes])
        return {(form, code): number for form, code, number in cursor.fetchall()}


def load(new: NewPensions, actor: str, seen_on: dt.date | None = None) -> int:
    """Take in `new` pensions with their terms and destinations, in the open transaction, and return the first id.

    `seen_on` is the day on which they were last seen alive, where a first load says so. 0 where nobody is new.
    """
    if new.size == 0:
        return 0
    given = new.columns
    triples = list(zip(given["form"], given["channel"], given["channel_name"], strict=True))
    known = channels(triples)  # type: ignore[arg-type] # columns of text
    first = take_ids("records_pension", new.size)
    ids = list(range(first, first + new.size))
    plain = {name: list(column) for name, column in given.items() if name != "pay_until"}
    frame = pl.DataFrame(plain, infer_schema_length=None)
    since = frame["pay_from"].dt.strftime("[%Y-%m-%d,)")
    ends = given.get("pay_until", [None] * new.size)
    held = [f"[{start},{end or ''})" for start, end in zip(given["pay_from"], ends, strict=True)]
    names = ("person", "file_no", "regime", "fund", "started", "pay_from", "decision", "origin")
    copy_frame("records_pension", _named(frame, ids, names).rename({"person": "person_id"}))
    terms = _named(frame, ids, ("basis", "basis_day", "extra", "decision"))
    copy_frame(
        "records_pensionterm",
        terms.rename({"id": "pension_id", "decision": "document"}).with_columns(
            validity=pl.Series(held), recorded_by=pl.lit(actor)
        ),
    )
    places = pl.Series([known[form, code] for form, code, _ in triples])  # type: ignore[index] # text
    copy_frame(
        "records_payee",
        _named(frame, ids, ("office", "number", "holder"))
        .rename({"id": "pension_id", "office": "office_id"})
        .with_columns(validity=since, channel_id=places, recorded_by=pl.lit(actor), approved_by=pl.lit("")),
    )
    if seen_on is not None:
        checks = pl.DataFrame({"pension_id": ids}).with_columns(
            day=pl.lit(seen_on), method=pl.lit("opening"), actor=pl.lit(actor)
        )
        copy_frame("records_lifecheck", checks)
    return first


def _named(frame: pl.DataFrame, ids: list[int], names: Sequence[str]) -> pl.DataFrame:
    """Return some columns of `frame` with the ids in front."""
    return pl.DataFrame({"id": ids}).hstack(frame.select(names))
