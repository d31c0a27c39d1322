"""What the close of a month reads and writes besides people: sheets, open items, postings, as columns."""

import uuid
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.domain.ledger.movements import Movements
from ansinh.records.bulk.arrow import Column, Door, sql_date
from ansinh.records.bulk.copy import copy_columns
from ansinh.records.bulk.spells import AccountRange, in_subtree

FUND_NAMES = ("rs", "sm", "oad", "ui", "hi")  # in the order of core.fund.EMPLOYER_FUNDS
CARRIED = (
    *(f"{fund}_owed" for fund in FUND_NAMES),
    *(f"{fund}_interest_owed" for fund in FUND_NAMES),
    "overpaid",
    "people",
)
YEAR_ZERO_MONTHS = 1970 * 12


def month_days(numbers: Column) -> Column:
    """Return month numbers as first days (datetime64[D])."""
    return (numbers.astype(np.int64) - YEAR_ZERO_MONTHS).astype("datetime64[M]").astype("datetime64[D]")


def month_numbers(days: Column) -> NDArray[np.int32]:
    """Return days (datetime64[D], no NaT) as month numbers."""
    return (days.astype("datetime64[M]").astype(np.int64) + YEAR_ZERO_MONTHS).astype(np.int32)


def sizes(door: Door, path: str, before: Month) -> dict[str, Column]:
    """Return every account of a subtree with how many people it is likely to have, by id.

    The sheets of the month before say it at once; only where there are none yet the spells are counted.
    """
    accounts = (
        "SELECT a.id AS account, coalesce(m.people, {new}) AS people FROM records_employeraccount a "
        f"JOIN records_office o ON o.id = a.office_id AND {in_subtree(path)} "
    )
    joined = (
        accounts + "LEFT JOIN records_accountmonth m ON m.account_id = a.id AND m.period = "
        f"{sql_date(before.first_day)} ORDER BY 1"
    )
    told = door.columns(joined.format(new=-1))
    if told["people"].size and (told["people"] >= 0).any():
        told["people"] = np.where(told["people"] < 0, 10, told["people"])
        return told
    counted = accounts + (
        "LEFT JOIN (SELECT account_id, count(*)::integer AS people FROM records_spell "
        f"WHERE superseded_at IS NULL AND validity @> {sql_date(before.plus(1).first_day)} GROUP "
        "BY 1) m ON m.account_id = a.id ORDER BY 1"
    )
    return door.columns(counted.format(new=0))


def carried(door: Door, accounts: AccountRange, period: Month) -> dict[str, Column]:
    """Return what the sheets of `period` carried forward, by account: CARRIED."""
    return door.columns(
        f"SELECT account_id AS account, {', '.join(CARRIED)} FROM records_accountmonth "
        # The bounds once more: without them the server reads the sheets of the whole year for each part of a run.
        f"WHERE period = {sql_date(period.first_day)} AND account_id BETWEEN {accounts.first} AND {accounts.last} "
        f"AND account_id IN ({accounts.sql}) ORDER BY account_id"
    )


def open_items(door: Door, accounts: AccountRange, period: Month) -> dict[str, Column]:
    """Return account, fund, concerns (date), amount of the items open at the end of `period`."""
    return door.columns(
        f"SELECT account, fund, concerns, amount FROM records_openitem WHERE period = {sql_date(period.first_day)} "
        f"AND account BETWEEN {accounts.first} AND {accounts.last} AND account IN ({accounts.sql})"
    )


def posted_by_others(door: Door, accounts: AccountRange, period: Month, run: uuid.UUID) -> dict[str, Column]:
    """Return postings of `period` not made by `run`, summed: holder, fund, kind, concerns, debit, credit, amount."""
    return door.columns(
        "SELECT holder, fund, kind, concerns, debit, credit, sum(amount)::bigint AS amount FROM records_posting "
        f"WHERE period = {sql_date(period.first_day)} AND holder BETWEEN {accounts.first} AND {accounts.last} "
        f"AND cause <> '{run}' AND holder IN ({accounts.sql}) GROUP BY 1, 2, 3, 4, 5, 6"
    )


def arisen(door: Door, accounts: AccountRange, first: Month, last: Month) -> dict[str, Column]:
    """Return the principal that arose in month `last`, and from `first` on for accounts that pay by 3 or 6 months.

    Columns holder, fund, period, amount: additions only.
    """
    seldom = (
        f"SELECT id FROM records_employeraccount WHERE id BETWEEN {accounts.first} AND {accounts.last} "
        "AND pay_every_months > 1"
    )
    additions = (
        "SELECT holder, fund, period, sum(amount)::bigint AS amount FROM records_posting "
        f"WHERE holder BETWEEN {accounts.first} AND {accounts.last} AND debit = 131 AND kind IN (1, 2, 12) AND "
    )
    earlier = f"period >= {sql_date(first.first_day)} AND period < {sql_date(last.first_day)} AND holder IN ({seldom})"
    return door.columns(
        f"{additions} period = {sql_date(last.first_day)} GROUP BY 1, 2, 3 "
        f"UNION ALL {additions} {earlier} GROUP BY 1, 2, 3"
    )


def deferred(door: Door, accounts: AccountRange) -> dict[str, Column]:
    """Return the deferred retirement contributions that stand (account 137) of accounts that ever had a suspension."""
    return door.columns(
        "SELECT holder, sum(CASE WHEN debit = 137 THEN amount ELSE -amount END)::bigint AS amount FROM records_posting "
        "WHERE kind IN (11, 12) AND holder IN (SELECT account_id FROM records_retirementsuspension "
        f"WHERE account_id BETWEEN {accounts.first} AND {accounts.last}) GROUP BY 1"
    )


def receipts_by_day(door: Door, accounts: AccountRange, period: Month) -> dict[str, Column]:
    """Return the matched receipts of accounting month `period`: account, day (of value), amount."""
    return door.columns(
        "SELECT m.account_id AS account, l.value_date AS day, sum(m.amount)::bigint AS amount FROM records_bankmatch m "
        "JOIN records_bankline l ON l.id = m.line_id WHERE m.period = "
        f"{sql_date(period.first_day)} AND m.undone_at IS NULL "
        f"AND m.account_id BETWEEN {accounts.first} AND {accounts.last} GROUP BY 1, 2 ORDER BY 1, 2"
    )


def append_postings(period: Month, run: uuid.UUID, moved: Movements, office: NDArray[np.int64]) -> int:
    """Append `moved` to the ledger in accounting month `period`; `office` (n,) is the office of each posting."""
    size = len(moved)
    return copy_columns(
        "records_posting",
        {
            "period": np.full(size, np.datetime64(period.first_day, "D")),
            "office_id": office,
            "holder": moved.holder,
            "fund": moved.fund,
            "kind": moved.kind,
            "concerns": month_days(moved.concerns),
            "debit": moved.debit,
            "credit": moved.credit,
            "amount": moved.amount,
            "cause": np.full(size, np.void(run.bytes)),
        },
    )


def append_sheets(period: Month, sheets: Mapping[str, Column]) -> int:
    """Append closing sheets: the columns of AccountMonth without `period`."""
    size = len(sheets["account_id"])
    return copy_columns(
        "records_accountmonth", {"period": np.full(size, np.datetime64(period.first_day, "D")), **sheets}
    )


def append_items(period: Month, items: Mapping[str, Column]) -> int:
    """Append open items at the end of `period`: account, fund, concerns (month numbers), amount."""
    size = len(items["account"])
    period_column = np.full(size, np.datetime64(period.first_day, "D"))
    return copy_columns(
        "records_openitem", {"period": period_column, **items, "concerns": month_days(items["concerns"])}
    )
