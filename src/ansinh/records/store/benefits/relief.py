"""The door of relief: who a measure may reach, lists and their cases written in bulk, states with their days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max, Sum
from numpy.typing import NDArray

from ansinh.core.errors import ConflictError
from ansinh.core.fund import Fund
from ansinh.core.text import Text
from ansinh.records.bulk.arrow import Column, Door, sql_date, sql_integers
from ansinh.records.bulk.copy import copy_columns
from ansinh.records.bulk.frames import take_ids
from ansinh.records.models import ReliefList
from ansinh.records.store.turns import take_turn

UI_BIT = 1 << int(Fund.UI)
NOBODY_TWICE = Text(
    "Có người đã nằm trong danh sách khác của cùng chính sách.",
    "Somebody is on another list of the same measure already.",
)
_HELD = f"s.superseded_at IS NULL AND (s.funds & {UI_BIT}) <> 0"
_MONTHS = (  # months contributed and not used: what was brought in, and months of these books; overlaps count once
    "SELECT s.person_id AS person, (coalesce(min(u.months), 0) + coalesce((SELECT sum((extract(year FROM upper(r)) - "
    "extract(year FROM lower(r))) * 12 + extract(month FROM upper(r)) - extract(month FROM lower(r))) "
    "FROM unnest(range_agg(s.validity * daterange(coalesce(u.as_of, DATE '2009-01-01'), {end}))) AS r "
    "WHERE NOT isempty(r)), 0))::smallint AS months FROM records_spell s "
    "LEFT JOIN records_unemploymentmonths u ON u.person_id = s.person_id "
    "WHERE {held} AND s.absence = 0 AND s.person_id IN (SELECT person FROM asked) GROUP BY s.person_id, u.as_of"
)


@dataclass(frozen=True, slots=True)
class Reached:
    """Days a cash support looks at: the snapshot, and the window in which others may have stopped; offices by id."""

    snapshot: dt.date
    stopped_from: dt.date
    offices: tuple[int, ...]

    @property
    def next_month(self) -> str:
        """The first day after the month of the snapshot, as SQL."""
        return sql_date((self.snapshot.replace(day=1) + dt.timedelta(days=32)).replace(day=1))

    @property
    def office_list(self) -> str:
        """The offices as an array of SQL."""
        return sql_integers(np.array(self.offices, dtype=np.int64))


def participants(door: Door, reached: Reached, measure: int) -> dict[str, Column]:
    """Return who took part on the snapshot, by account and person: person, account, office, excluded kind, months.

    Somebody in two accounts is listed in the one of the lower id; who is on a list of the measure is left out.
    """
    return door.columns(
        "WITH asked AS (SELECT DISTINCT ON (s.person_id) s.person_id AS person, a.id AS account, "  # noqa: S608 - numbers and dates of our own
        "a.office_id AS office, a.unit_kind <> 'enterprise' AS excluded FROM records_spell s "
        f"JOIN records_employeraccount a ON a.id = s.account_id AND a.office_id = ANY({reached.office_list}) "
        f"WHERE {_HELD} AND s.validity @> {sql_date(reached.snapshot)} AND NOT EXISTS (SELECT 1 "
        f"FROM records_reliefcase c WHERE c.measure = {measure} AND c.person = s.person_id "
        "AND c.state <> 3) ORDER BY s.person_id, a.id), "
        f"m AS ({_MONTHS.format(end=reached.next_month, held=_HELD)}) "
        "SELECT k.person, k.account, k.office, k.excluded, coalesce(m.months, 0)::smallint AS months FROM asked k "
        "LEFT JOIN m USING (person) ORDER BY k.account, k.person"
    )


def kept(door: Door, reached: Reached, measure: int) -> dict[str, Column]:
    """Return who had stopped by the snapshot, by office and person: person, office, stopped (day), months, pension."""
    window = f"daterange({sql_date(reached.stopped_from)}, {reached.next_month})"
    return door.columns(
        "WITH asked AS (SELECT p.id AS person, p.office_id AS office, max(upper(s.validity)) AS ended "  # noqa: S608 - numbers and dates of our own
        f"FROM records_spell s JOIN records_person p ON p.id = s.person_id AND p.merged_into_id IS NULL "
        f"WHERE {_HELD} AND p.office_id = ANY({reached.office_list}) AND NOT EXISTS (SELECT 1 "
        f"FROM records_reliefcase c WHERE c.measure = {measure} AND c.person = p.id "
        "AND c.state <> 3) GROUP BY p.id, p.office_id "
        f"HAVING bool_and(NOT upper_inf(s.validity)) AND max(upper(s.validity)) <@ {window}), "
        f"m AS ({_MONTHS.format(end=reached.next_month, held=_HELD)}) "
        "SELECT k.person, k.office, (k.ended - 1) AS stopped, coalesce(m.months, 0)::smallint AS months, "
        "EXISTS (SELECT 1 FROM records_pension n WHERE n.person_id = k.person) AS pension FROM asked k "
        "LEFT JOIN m USING (person) ORDER BY k.office, k.person"
    )


@dataclass(frozen=True, slots=True)
class NewLists:
    """Lists to be made, as columns: office, account (0: none), workers, amount; and their cases in the same order.

    The first `workers[0]` of the case columns (person, months, amount) are those of the first list, and so on. Without
    persons a case is the employer's own.
    """

    office: NDArray[np.int64]
    account: NDArray[np.int64]
    workers: NDArray[np.int64]
    amount: NDArray[np.int64]
    cases: dict[str, Column]


def make_lists(measure: tuple[str, int], kind: str, new: NewLists, day: dt.date, actor: str) -> int:
    """Make lists with a destination each (through the unit, or the counter of the office) and their cases; how many.

    In the open transaction. ConflictError where somebody is on another list of the measure.
    """
    code, number = measure
    if new.office.size == 0:
        return 0
    take_turn("relief lists", code)  # their numbers follow each other
    payees = _destinations(new, day, actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM records_relieflist WHERE measure = %s", [code])
        first_number = int(cursor.fetchone()[0]) + 1
        first = take_ids("records_relieflist", new.office.size)
        cursor.execute(
            "INSERT INTO records_relieflist (id, measure, office_id, account_id, kind, number, workers, amount, "
            "built_on, built_by) SELECT %s + n.at - 1, %s, n.office, nullif(n.account, 0), %s, %s + n.at - 1, "
            "n.workers, n.amount, %s, %s "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::bigint[]) WITH ORDINALITY "
            "AS n (office, account, workers, amount, at)",
            [
                first, code, kind, first_number, day, actor, new.office.tolist(), new.account.tolist(),
                new.workers.tolist(), new.amount.tolist(),
            ],
        )  # fmt: skip
    owner = np.repeat(np.arange(first, first + new.office.size), new.workers)
    size = owner.size
    try:
        with transaction.atomic():
            copy_columns(
                "records_reliefcase",
                {
                    "measure": np.full(size, number, dtype=np.int16), "list": owner,
                    **({"person": new.cases["person"]} if "person" in new.cases else {}),
                    "months": new.cases["months"].astype(np.int16), "amount": new.cases["amount"],
                    "payee": np.repeat(payees, new.workers),
                },
            )  # fmt: skip
    except IntegrityError as error:
        raise ConflictError(NOBODY_TWICE) from error
    return int(new.office.size)


def _destinations(new: NewLists, day: dt.date, actor: str) -> NDArray[np.int64]:
    """Return a destination for each list: the unit pays its people, or the counter of the office does."""
    first = take_ids("records_payee", new.office.size)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH n AS (SELECT n.at, n.office, CASE WHEN n.account > 0 THEN 'unit' ELSE 'cash' END AS form, "
            "coalesce(a.code, o.code) AS code, coalesce(a.name, o.name) AS name "
            "FROM unnest(%(office)s::bigint[], %(account)s::bigint[]) WITH ORDINALITY AS n (office, account, at) "
            "JOIN records_office o ON o.id = n.office LEFT JOIN records_employeraccount a ON a.id = n.account), "
            "c AS (INSERT INTO records_paychannel (form, code, name) SELECT DISTINCT ON (form, code) form, code, name "
            "FROM n ON CONFLICT (form, code) DO UPDATE SET name = records_paychannel.name RETURNING id, form, code) "
            "INSERT INTO records_payee (id, validity, office_id, channel_id, holder, recorded_by) "
            "SELECT %(first)s + n.at - 1, daterange(%(day)s, NULL), n.office, c.id, n.name, %(actor)s "
            "FROM n JOIN c USING (form, code)",
            {
                "office": new.office.tolist(), "account": new.account.tolist(), "first": first, "day": day,
                "actor": actor,
            },
        )  # fmt: skip
    return np.arange(first, first + new.office.size)


def receive(lists: Sequence[int], day: dt.date) -> int:
    """Keep that lists came back confirmed on `day`; return how many had not before."""
    return ReliefList.objects.filter(id__in=list(lists), received_on__isnull=True).update(received_on=day)


def built_by(lists: Sequence[int], actor: str) -> bool:
    """Return whether `actor` built one of these lists."""
    return ReliefList.objects.filter(id__in=list(lists), built_by=actor).exists()


def decide(lists: Sequence[int], day: dt.date, decision: str, actor: str) -> int:
    """Keep that `actor` decided received lists, as their builders proposed; return how many had not been before."""
    waiting = ReliefList.objects.filter(id__in=list(lists), received_on__lte=day, decided_on__isnull=True)
    return waiting.update(decided_on=day, decision=decision, proposed_by=F("built_by"), decided_by=actor)


def held(lists: Sequence[int]) -> list[int]:
    """Return which of these lists are still undecided, their rows locked until the transaction ends."""
    rows = ReliefList.objects.select_for_update().filter(id__in=list(lists), decided_on__isnull=True)
    return list(rows.order_by("id").values_list("id", flat=True))


def undecided(measure: str, offices: Sequence[int], *, received: bool, until: dt.date) -> list[int]:
    """Return the lists not decided yet: those received by `until`, or those still with their unit."""
    rows = ReliefList.objects.filter(measure=measure, office_id__in=list(offices), decided_on__isnull=True)
    rows = rows.filter(received_on__lte=until) if received else rows.filter(received_on__isnull=True)
    return list(rows.order_by("id").values_list("id", flat=True))


def except_from(list_id: int, persons: Sequence[int], state: int, note: str) -> int:
    """Take people off a list (2 declined, 3 refused) before it is decided, and reckon the list again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_reliefcase SET state = %s, note = %s WHERE list = %s AND person = ANY(%s) AND state = 1",
            [state, note, list_id, list(persons)],
        )
        moved = cursor.rowcount
        cursor.execute(
            "UPDATE records_relieflist l SET workers = c.workers, amount = c.amount FROM (SELECT count(*) AS workers, "
            "coalesce(sum(amount), 0) AS amount FROM records_reliefcase WHERE list = %s AND state = 1) c "
            "WHERE l.id = %s AND l.decided_on IS NULL",
            [list_id, list_id],
        )
    return int(moved)


def next_number(measure: str) -> int:
    """Return the number the next list of a measure will have: until the transaction ends nobody else makes one."""
    take_turn("relief lists", measure)
    return int(ReliefList.objects.filter(measure=measure).aggregate(last=Max("number"))["last"] or 0) + 1


def totals(measure: str, offices: Sequence[int]) -> tuple[int, int]:
    """Return workers and dong of all lists of a measure at `offices`."""
    found = ReliefList.objects.filter(measure=measure, office_id__in=list(offices)).aggregate(
        workers=Sum(F("workers")), amount=Sum(F("amount"))
    )
    return int(found["workers"] or 0), int(found["amount"] or 0)


def undecided_everywhere(measure: str) -> list[int]:
    """Return the lists of a measure that are still with their units, at any office."""
    rows = ReliefList.objects.filter(measure=measure, received_on__isnull=True)
    return list(rows.order_by("id").values_list("id", flat=True))
