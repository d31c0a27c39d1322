"""Figures: money on a report is the money of the books, plans add up, offices lead on, none is newer than its books.

What is summed is read from indicators.yaml, so a new indicator over the closing sheets is checked from its first month.
"""

from ansinh.core.text import Text
from ansinh.domain.planning.indicators import Indicator, catalogue
from ansinh.records.store.invariants.shape import Invariant

HERE = "'Asia/Ho_Chi_Minh'"


def _plain_sum(one: Indicator) -> bool:
    """Return whether an indicator is a plain sum of columns of the closing sheets, of the month or since January."""
    source = one.source
    if source is None or source.way != "account_month" or one.since is not None:
        return False
    return not (source.debt_classes or source.statuses or source.at_december or source.electronic or source.levels)


def _sum(one: Indicator) -> str:
    """Return the sum of an indicator over the sheets of an office, as SQL."""
    columns = " + ".join(f"a.{name}::numeric" for name in one.source.names) if one.source else "0"
    return f"sum({columns})" + ("" if one.kind == "flow" else " FILTER (WHERE a.period = m.period)")


_CHECKED = [one for one in catalogue().values() if _plain_sum(one)]
_SUMS, _CODES = ", ".join(map(_sum, _CHECKED)), ", ".join(f"'{one.code}'" for one in _CHECKED)
_ADDED = ", ".join(f"'{one.code}'" for one in catalogue().values() if one.kind != "rate")

PLANNING = (
    Invariant(
        "C2",
        Text(
            "Số tiền và số người trên báo cáo bằng tổng các bảng khóa sổ mà nó mở ra.",
            "Money and people on a report are the sums of the closing sheets they open to.",
        ),
        f"""
        SELECT 'office ' || s.office || ' ' || t.code || ' ' || to_char(s.period, 'YYYY-MM'), v.numerator::text, t.amount::text
        FROM (SELECT o.id, o.code AS office, m.period, array[{_SUMS}] AS sums
              FROM (SELECT DISTINCT ON (office_id) office_id, period FROM records_monthstate
                    WHERE state = 'closed' ORDER BY office_id, period DESC) m
              JOIN records_office o ON o.id = m.office_id
              JOIN records_office below ON below.path = o.path OR starts_with(below.path, o.path || '.')
              JOIN records_accountmonth a ON a.office_id = below.id
                   AND a.period BETWEEN date_trunc('year', m.period)::date AND m.period
              GROUP BY o.id, o.code, m.period) s
        CROSS JOIN LATERAL unnest(array[{_CODES}], s.sums) t (code, amount)
        JOIN records_indicatorvalue v ON v.office_id = s.id AND v.indicator = t.code AND v.period = s.period
             AND v.state = 'computed' AND v.superseded_at IS NULL
        WHERE v.numerator <> coalesce(t.amount, 0)
        """,  # noqa: S608, E501 - constants of this module
    ),
    Invariant(
        "C3",
        Text(
            "Kế hoạch của cơ quan bằng tổng kế hoạch các cơ quan dưới khi đã giao đủ.",
            "The plan of an office is the sum of those below it, once each of them has one.",
        ),
        f"""
        SELECT 'office ' || o.code || ' ' || t.indicator || ' ' || t.year || ' ' || t.version, t.value::text, sum(c.value)::text
        FROM records_target t JOIN records_office o ON o.id = t.office_id
        JOIN records_office below ON below.parent_id = o.id AND below.valid_from <= make_date(t.year, 12, 31)
             AND (below.valid_to IS NULL OR below.valid_to > make_date(t.year, 12, 31))
        LEFT JOIN records_target c ON c.office_id = below.id AND c.assignee_id IS NULL AND c.superseded_at IS NULL
             AND c.indicator = t.indicator AND c.year = t.year AND c.month IS NOT DISTINCT FROM t.month
             AND c.version = t.version
        WHERE t.assignee_id IS NULL AND t.superseded_at IS NULL AND t.indicator IN ({_ADDED})
        GROUP BY t.id, o.code HAVING count(*) = count(c.id) AND sum(c.value) <> t.value
        """,  # noqa: S608, E501 - constants of this module
    ),
    Invariant(
        "C4",
        Text(
            "Số liệu đã thay phải có số liệu mới đứng thay; không số nào biến mất.",
            "A figure that was replaced has one that stands in its place; none vanishes.",
        ),
        """
        SELECT 'office ' || o.code || ' ' || v.indicator || ' ' || to_char(v.period, 'YYYY-MM'), 'none stands', 'one'
        FROM records_indicatorvalue v JOIN records_office o ON o.id = v.office_id
        GROUP BY o.code, v.indicator, v.period HAVING bool_and(v.superseded_at IS NOT NULL)
        UNION ALL
        SELECT 'office ' || o.code || ' ' || v.indicator || ' ' || to_char(v.period, 'YYYY-MM'), count(*)::text, 'one'
        FROM records_indicatorvalue v JOIN records_office o ON o.id = v.office_id
        WHERE v.superseded_at IS NULL GROUP BY o.code, v.indicator, v.period, v.state HAVING count(*) > 1
        """,
    ),
    Invariant(
        "C5",
        Text(
            "Cơ quan đã thôi hoạt động mà còn đơn vị, còn người thì có cơ quan kế tiếp từ đúng ngày đó.",
            "An office that ended and left employers or people leads on to another from that very day.",
        ),
        """
        SELECT 'office ' || o.code || ' ended ' || o.valid_to, coalesce(min(s.day)::text, 'nobody'), 'a successor'
        FROM records_office o LEFT JOIN records_officesuccessor s ON s.old_id = o.id
        WHERE o.valid_to IS NOT NULL GROUP BY o.id HAVING min(s.day) > o.valid_to OR count(s.id) = 0 AND (
            EXISTS (SELECT 1 FROM records_employeraccount a WHERE a.office_id = o.id AND a.closed IS NULL)
            OR EXISTS (SELECT 1 FROM records_person p WHERE p.office_id = o.id))
        UNION ALL
        SELECT 'office ' || o.code || ' under ' || above.code, 'path ' || o.path, above.path || '.' || o.code
        FROM records_office o JOIN records_office above ON above.id = o.parent_id
        WHERE NOT starts_with(o.path, above.path || '.')
        """,
    ),
    Invariant(
        "C6",
        Text(
            "Không số liệu nào mang ngày sau ngày nó được ghi.",
            "No figure bears a day after the day it was written.",
        ),
        f"""
        SELECT 'office ' || o.code || ' ' || v.indicator || ' ' || to_char(v.period, 'YYYY-MM'), 'as of ' || v.as_of,
               'written ' || (v.recorded_at AT TIME ZONE {HERE})::date
        FROM records_indicatorvalue v JOIN records_office o ON o.id = v.office_id
        WHERE v.superseded_at IS NULL AND v.as_of > (v.recorded_at AT TIME ZONE {HERE})::date
        """,  # noqa: S608 - constants of this module
    ),
)
