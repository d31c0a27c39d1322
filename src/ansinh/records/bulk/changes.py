"""Facts whose standing changed between two moments: believed now and not then (+1), or the reverse (-1)."""

import datetime as dt

from ansinh.records.bulk.arrow import Column, Door, sql_date, sql_moment
from ansinh.records.bulk.spells import BLANKS, SPELL_COLUMNS

Window = tuple[dt.datetime, dt.datetime]  # known before, known now


def changed_spells(door: Door, window: Window, before: dt.date) -> dict[str, Column]:
    """Return terms that began to be, or ceased to be, believed inside `window` and reach months earlier than `before`.

    Columns of SPELL_COLUMNS, lower, upper (NaT: open), sign.
    """
    query = (
        f"SELECT {SPELL_COLUMNS}, lower(validity) AS lower, upper(validity) AS upper, {_sign(window)} "  # noqa: S608 - numbers and dates of our own
        f"FROM records_spell WHERE {_moved(window)} AND lower(validity) < {sql_date(before)}"
    )
    return door.columns(query, **BLANKS)


def changed_validity(door: Door, table: str, terms: str, scope: tuple[Window, dt.date]) -> dict[str, Column]:
    """Return account, terms (text), lower, upper, sign of changed facts of `table`; `scope` as in changed_spells."""
    window, before = scope
    query = (
        f"SELECT account_id AS account, {terms}::text AS terms, lower(validity) AS lower, upper(validity) AS upper, "  # noqa: S608 - tables and dates of our own
        f"{_sign(window)} FROM {table} WHERE {_moved(window)} "
        f"AND lower(validity) < {sql_date(before)}"
    )
    return door.columns(query)


def _moved(window: Window) -> str:
    """Return the condition that a fact is believed at one end of the window and not at the other."""
    then, now = (sql_moment(moment) for moment in window)
    begun = f"recorded_at > {then} AND recorded_at <= {now} AND (superseded_at IS NULL OR superseded_at > {now})"
    ended = f"superseded_at > {then} AND superseded_at <= {now} AND recorded_at <= {then}"
    return f"(({begun}) OR ({ended}))"


def _sign(window: Window) -> str:
    """Return the column that tells facts newly believed (+1) from facts given up (-1)."""
    return f"(CASE WHEN recorded_at > {sql_moment(window[0])} THEN 1 ELSE -1 END)::smallint AS sign"
