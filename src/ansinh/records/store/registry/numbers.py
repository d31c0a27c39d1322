"""Numbers given out once: SI numbers of a province, receipt numbers of an office."""

from django.db import connection

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text

_NEXT = """
INSERT INTO records_numberseries AS n (series, last) VALUES (%(series)s, %(least)s::bigint + %(count)s::bigint)
ON CONFLICT (series) DO UPDATE SET last = greatest(n.last, %(least)s::bigint) + %(count)s::bigint RETURNING last
"""
PER_PROVINCE = 10**8


def next_numbers(series: str, count: int, *, least: int = 0) -> range:
    """Return `count` fresh numbers of `series`, all above `least`; nobody else gets one until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"series": series, "count": count, "least": least})
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


def issue_si_numbers(province: str, count: int) -> list[str]:
    """Return `count` SI numbers never used before: the province's two digits and eight more.

    Numbers that came with a first load are passed over. A province that has used all of its is a RefusedError.
    """
    prefix = province[-2:].rjust(2, "0")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(si_number), %s) FROM records_person WHERE si_number BETWEEN %s AND %s",
            [prefix + "0" * 8, prefix + "0" * 8, prefix + "9" * 8],
        )
        used = int(cursor.fetchone()[0][2:])
    numbers = next_numbers(f"si:{prefix}", count, least=used)
    if numbers and numbers[-1] >= PER_PROVINCE:
        raise RefusedError(Text("Tỉnh đã dùng hết mã số BHXH.", "The province has used up its SI numbers."))
    return [f"{prefix}{number:08d}" for number in numbers]
