"""The door to the dated tree of offices: opened, renamed, closed and taken over; what an office still keeps."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils import timezone

from ansinh.core.period import Month
from ansinh.domain.registry.trees import Books, Branch
from ansinh.records.models import Office, OfficeSuccessor, OfficeTerm, OfficeTerritory
from ansinh.records.store.pages.rows import read

_BRANCHES = """
SELECT o.code AS key, coalesce(t.name, o.name) AS name, o.kind, coalesce(p.code, '') AS parent, o.valid_from AS since,
       o.valid_to AS until
FROM records_office o LEFT JOIN records_officeterm t ON t.office_id = o.id AND t.superseded_at IS NULL
    AND t.validity @> %(day)s::date
LEFT JOIN records_office p ON p.id = CASE WHEN t.id IS NULL THEN o.parent_id ELSE t.parent_id END
"""


@dataclass(frozen=True, slots=True)
class OfficeLooks:
    """What a term of an office says: its names and what it stands under."""

    name: str
    name_en: str
    parent: int | None


def branches(day: dt.date, path: str = "") -> list[Branch]:
    """Return the offices under `path` (all without one) as they were called and stood on `day`."""
    where = "WHERE %(path)s = '' OR o.path = %(path)s OR o.path LIKE %(path)s || '.%%' ORDER BY o.path"
    return read(Branch, _BRANCHES + where, {"day": day, "path": path})


def branch(code: str, day: dt.date) -> Branch | None:
    """Return one office as it stood on `day`, or None."""
    return next(iter(read(Branch, _BRANCHES + "WHERE o.code = %(code)s", {"day": day, "code": code})), None)


def heirs() -> dict[str, str]:
    """Return the code of every office that was taken over, and of the one that took over."""
    return dict(OfficeSuccessor.objects.order_by("day").values_list("old__code", "new__code"))


def below(code: str) -> list[str]:
    """Return the codes of all offices under one."""
    path = Office.objects.values_list("path", flat=True).get(code=code)
    return list(Office.objects.filter(path__startswith=f"{path}.").values_list("code", flat=True))


_KEPT = """
SELECT EXISTS (SELECT 1 FROM records_office c WHERE c.parent_id = o.id
               AND (c.valid_to IS NULL OR c.valid_to > %(day)s)),
       EXISTS (SELECT 1 FROM records_employeraccount a WHERE a.office_id = o.id AND a.closed IS NULL),
       EXISTS (SELECT 1 FROM records_person p WHERE p.office_id = o.id),
       EXISTS (SELECT 1 FROM records_officeterritory t WHERE t.office_id = o.id
               AND (t.valid_to IS NULL OR t.valid_to > %(day)s))
FROM records_office o WHERE o.code = %(code)s
"""


def kept(code: str, day: dt.date) -> tuple[bool, bool, bool, bool]:
    """Return whether an office still has offices under it, open accounts, people, places it serves, on `day`."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, {"code": code, "day": day})
        row: tuple[bool, bool, bool, bool] = cursor.fetchone() or (False, False, False, False)
    return row


_BOOKS = """
SELECT o.code, min(r.period), max(r.period) FROM records_run r JOIN records_office o ON o.id = r.office_id
WHERE r.kind = 'month' AND r.state <> 'cancelled' AND (%(path)s = o.path OR starts_with(%(path)s, o.path || '.'))
GROUP BY o.id ORDER BY length(o.path) LIMIT 1
"""


def books(code: str) -> Books | None:
    """Return the months closed (or being closed) for an office, by itself or an office above it; None without any."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOKS, {"path": Office.objects.values_list("path", flat=True).get(code=code)})
        row = cursor.fetchone()
    return None if row is None else Books(row[0], Month.containing(row[1]), Month.containing(row[2]))


def open_office(new: Branch, name_en: str) -> None:
    """Write a new office under its parent."""
    above = Office.objects.select_for_update(no_key=True).get(code=new.parent)
    Office.objects.create(
        code=new.key, name=new.name, name_en=name_en, kind=new.kind, parent=above, path=f"{above.path}.{new.key}",
        valid_from=new.since,
    )  # fmt: skip


def rename(code: str, names: tuple[str, str], day: dt.date, document: str, actor: str) -> None:
    """Let an office bear other names (Vietnamese, English) from `day` on; what it was called before stays."""
    office = _locked(code)
    _from(office, day, (document, actor), names=names)
    Office.objects.filter(pk=office.pk).update(name=names[0], name_en=names[1])


def close(code: str, heir: str, day: dt.date, document: str, actor: str) -> None:
    """End an office on `day`. Its heir takes over its territory, and everything it keeps is reached from the heir."""
    office = _locked(code)
    Office.objects.filter(pk=office.pk).update(valid_to=day)
    if not heir:
        return
    taker = _locked(heir)
    OfficeSuccessor.objects.create(old=office, new=taker, day=day, document=document)
    _from(office, day, (document, actor), parent=taker.pk)
    _hand_over(office.pk, taker.pk, day)
    inside = Office.objects.filter(Q(pk=office.pk) | Q(path__startswith=f"{office.path}."))
    inside.update(path=Concat(Value(f"{taker.path}.{office.code}"), Substr("path", Length(Value(office.path)) + 1)))
    Office.objects.filter(pk=office.pk).update(parent=taker)


def _locked(code: str) -> Office:
    """Return an office that nobody else changes meanwhile."""
    return Office.objects.select_for_update(no_key=True, of=("self",)).get(code=code)


def _hand_over(office: int, taker: int, day: dt.date) -> None:
    """Let the taker serve from `day` on what the office served."""
    served = OfficeTerritory.objects.filter(office_id=office).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    served.filter(valid_from__gte=day).update(office_id=taker)
    running = list(served.filter(valid_from__lt=day).values("place_id", "valid_to"))
    served.filter(valid_from__lt=day).update(valid_to=day)
    OfficeTerritory.objects.bulk_create(OfficeTerritory(office_id=taker, valid_from=day, **one) for one in running)


def _from(
    office: Office, day: dt.date, said: tuple[str, str], *, names: tuple[str, str] | None = None,
    parent: int | None = None,
) -> None:  # fmt: skip
    """Let names or parent hold from `day` on, whatever else was believed; `said` is the document and who said it."""
    rows = list(OfficeTerm.objects.filter(office=office, superseded_at__isnull=True).order_by("validity"))
    looks = [(row.validity, OfficeLooks(row.name, row.name_en, row.parent_id), row.document) for row in rows]
    if not looks:
        looks = [(DateRange(office.valid_from, None), OfficeLooks(office.name, office.name_en, office.parent_id), "")]
    OfficeTerm.objects.filter(pk__in=[row.pk for row in rows]).update(superseded_at=timezone.now())
    for span, was, document in looks:
        if span.lower < day:
            _keep(office, (span.lower, min(span.upper or day, day)), was, (document, said[1]))
        if span.upper is None or span.upper > day:
            now = OfficeLooks(*(names or (was.name, was.name_en)), parent or was.parent)
            _keep(office, (max(span.lower, day), span.upper), now, said)


def _keep(office: Office, span: tuple[dt.date, dt.date | None], looks: OfficeLooks, said: tuple[str, str]) -> None:
    """Record one term of an office."""
    OfficeTerm.objects.create(
        office=office, validity=DateRange(*span), name=looks.name, name_en=looks.name_en, parent_id=looks.parent,
        document=said[0], recorded_by=said[1],
    )  # fmt: skip
