"""Numbers given out once: SI numbers of a province, receipt numbers of an office."""

from django.db import connection

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text

_NEXT = """
WITH known(least) AS ({least})
INSERT INTO records_numberseries AS n (series, last) SELECT %(series)s, known.least + %(count)s::bigint FROM known
ON CONFLICT (series) DO UPDATE SET last = greatest(n.last, excluded.last - %(count)s::bigint) + %(count)s::bigint
RETURNING last
"""
_NUMBERS = "SELECT %(least)s::bigint"
_SI_NUMBERS = """
SELECT coalesce(right(max(si_number), 8)::bigint, 0) FROM records_person
WHERE si_number BETWEEN %(prefix)s || '00000000' AND %(prefix)s || '99999999'
"""
PER_PROVINCE = 10**8


def next_numbers(series: str, count: int) -> range:
    """Return `count` fresh numbers of `series`; nobody else gets one until the transaction ends."""
    return _next(_NUMBERS, {"series": series, "count": count, "least": 0})


def issue_si_numbers(province: str, count: int) -> list[str]:
    """Return `count` SI numbers never used before: the province's two digits and eight more.

    Numbers that came with a first load are passed over. A province that has used all of its is a RefusedError.
    """
    prefix = province[-2:].rjust(2, "0")
    numbers = _next(_SI_NUMBERS, {"series": f"si:{prefix}", "count": count, "prefix": prefix})
    if numbers and numbers[-1] >= PER_PROVINCE:
        raise RefusedError(Text("Tỉnh đã dùng hết mã số BHXH.", "The province has used up its SI numbers."))
    return [f"{prefix}{number:08d}" for number in numbers]


def _next(least: str, asked: dict[str, str | int]) -> range:
    """Return the next numbers of a series, all above what the query `least` says."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT.format(least=least), asked)
        last = int(cursor.fetchone()[0])
    return range(last - int(asked["count"]) + 1, last + 1)
