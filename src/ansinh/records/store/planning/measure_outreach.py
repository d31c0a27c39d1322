"""What a snapshot measures of activities of communication: one query for each indicator, grouped by office."""

from collections.abc import Sequence

from django.db import connection
from psycopg import sql

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator

Amounts = dict[str, dict[int, int]]
SUMMED = frozenset({"times", "attended_people", "attended_employers", "employees", "leads", "cost"})

_ANY = "SELECT DISTINCT office_id FROM records_activity WHERE office_id = ANY(%s) AND day BETWEEN %s AND %s"
_SUM = """
SELECT office_id, sum({column})::bigint FROM records_activity
WHERE office_id = ANY({offices}) AND day BETWEEN {first} AND {last} AND state IN ('held', 'reported')
    AND type = ANY({types}) AND ({levels} = '{{}}' OR level = ANY({levels})) GROUP BY 1
"""


def activities(indicators: Sequence[Indicator], month: Month, offices: Sequence[int]) -> Amounts:
    """Return what was done since January by indicator and office.

    Nothing at all where no office of `offices` keeps a log in the year, so that reported figures stay; ValueError for
    an indicator that sums what is no figure of an activity.
    """
    first = month.first_day.replace(month=1)
    with connection.cursor() as cursor:
        cursor.execute(_ANY, [list(offices), first, month.last_day])
        keeping = [office for (office,) in cursor.fetchall()]
        if not keeping:
            return {}
        amounts: Amounts = {}
        for one in indicators:
            column, *types = one.source.names if one.source else ("",)
            if column not in SUMMED:
                message = f"{one.code} sums {column!r}, which activities do not have"
                raise ValueError(message)
            query = sql.SQL(_SUM).format(
                column=sql.Identifier(column), offices=sql.Literal(list(offices)), first=sql.Literal(first),
                last=sql.Literal(month.last_day), types=sql.Literal(types),
                levels=sql.SQL("{}::text[]").format(sql.Literal(list(one.source.levels) if one.source else [])),
            )  # fmt: skip
            cursor.execute(query.as_string(None))
            amounts[one.code] = dict.fromkeys(keeping, 0) | {
                office: int(number) for office, number in cursor.fetchall()
            }
    return amounts
