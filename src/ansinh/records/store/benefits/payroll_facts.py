"""The door to single facts of a pension: stops and resumptions, destinations, life checks; the lists about them."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.text import Text
from ansinh.records.models import LifeCheck, Office, Payee, Pension, PensionStop, Person
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.months import OfficeRow
from ansinh.records.store.pages.rows import read

STOPPED = Text("Hồ sơ {file} đã dừng chi trong thời gian này.", "File {file} is stopped in these months already.")
NOT_STOPPED = Text("Hồ sơ {file} không bị tạm dừng.", "File {file} is not stopped.")


@dataclass(frozen=True, slots=True)
class PensionFacts:
    """A pension as acts need it."""

    id: int
    file_no: str
    person: int
    office_path: str


def pension(file_no: str) -> PensionFacts:
    """Return the pension with this file number; MissingError if there is none."""
    row = Pension.objects.filter(file_no=file_no).values_list("id", "file_no", "person_id").first()
    if row is None:
        raise MissingError(Text(f"Không có hồ sơ hưởng {file_no}.", f"There is no benefit file {file_no}."))
    path = Payee.objects.filter(pension_id=row[0]).order_by("-validity").values_list("office__path", flat=True).first()
    return PensionFacts(*row, office_path=path or "")


def by_id(key: int) -> PensionFacts:
    """Return a pension by its id; MissingError if there is none."""
    file_no = Pension.objects.filter(pk=key).values_list("file_no", flat=True).first()
    if file_no is None:
        raise MissingError(Text(f"Không có hồ sơ hưởng số {key}.", f"There is no benefit file {key}."))
    return pension(file_no)


def office_of(facts: PensionFacts) -> int:
    """Return the office (id) that pays a pension now."""
    held = Payee.objects.filter(pension_id=facts.id, superseded_at__isnull=True).order_by("-validity")
    return int(held.values_list("office_id", flat=True)[0])


def office_row(key: int) -> OfficeRow:
    """Return an office by id, as the months of the books ask for it."""
    return months.office(Office.objects.values_list("code", flat=True).get(pk=key))


def in_payment(person: int, regime: int) -> PensionFacts | None:
    """Return the latest benefit of a regime paid monthly to a person; None without."""
    rows = Pension.objects.filter(person_id=person, regime=regime).order_by("-started", "-id")
    file_no = rows.values_list("file_no", flat=True).first()
    return None if file_no is None else pension(file_no)


def of_person(person: int) -> list[str]:
    """Return the file numbers of everything a person is paid monthly."""
    return list(Pension.objects.filter(person_id=person).order_by("id").values_list("file_no", flat=True))


def stop(facts: PensionFacts, since: dt.date, why: tuple[str, str, dt.date], actor: str) -> int:
    """Stop a pension from the month that begins on `since`; `why` is reason, document, day of the notice.

    A death takes the place of a stop for another reason, which then ends with the month of death. ConflictError where
    it is stopped already.
    """
    reason, document, noticed = why
    if reason == "death":
        _cut_stops(facts, since)
    try:
        with transaction.atomic():
            return PensionStop.objects.create(
                pension_id=facts.id, validity=DateRange(since, None, "[)"), reason=reason, document=document,
                noticed_on=noticed, recorded_by=actor,
            ).pk  # fmt: skip
    except IntegrityError as error:
        raise ConflictError(STOPPED.fill(file=facts.file_no)) from error


def _cut_stops(facts: PensionFacts, since: dt.date) -> None:
    """End the stops for other reasons that reach into or beyond a month before it."""
    held = PensionStop.objects.filter(pension_id=facts.id, superseded_at__isnull=True).exclude(reason="death")
    for row in held.select_for_update():
        if row.validity.upper is None or row.validity.upper > since:
            PensionStop.objects.filter(pk=row.pk).update(superseded_at=Now())
            if row.validity.lower < since:
                PensionStop.objects.create(
                    pension_id=facts.id, validity=DateRange(row.validity.lower, since, "[)"), reason=row.reason,
                    document=row.document, noticed_on=row.noticed_on, recorded_by=row.recorded_by,
                )  # fmt: skip


def resume(facts: PensionFacts, since: dt.date, *, with_arrears: bool, actor: str) -> None:
    """End the open suspension of a pension: with arrears it never held, without it held until `since`."""
    held = PensionStop.objects.filter(
        pension_id=facts.id, superseded_at__isnull=True, validity__endswith__isnull=True
    ).exclude(reason="death")
    row = held.select_for_update().first()
    if row is None:
        raise ConflictError(NOT_STOPPED.fill(file=facts.file_no))
    PensionStop.objects.filter(pk=row.pk).update(superseded_at=Now())
    if not with_arrears and row.validity.lower < since:
        PensionStop.objects.create(
            pension_id=facts.id, validity=DateRange(row.validity.lower, since, "[)"), reason=row.reason,
            document=row.document, noticed_on=row.noticed_on, recorded_by=actor,
        )  # fmt: skip


def born(person: int) -> dt.date | None:
    """Return the birth date of a person, as the register holds it."""
    found: dt.date | None = Person.objects.filter(pk=person).values_list("birth_date", flat=True).first()
    return found


def known_death(person: int) -> dt.date | None:
    """Return the day of death of a person, None where the register knows of none."""
    found: dt.date | None = Person.objects.filter(pk=person).values_list("died_on", flat=True).first()
    return found


def died(person: int, day: dt.date) -> None:
    """Keep the day of death in the register, where it says none yet."""
    Person.objects.filter(pk=person, died_on__isnull=True).update(died_on=day)


def redirect(facts: PensionFacts, where: tuple[int, int, str, str], since: dt.date, people: tuple[str, str]) -> None:
    """Pay a pension elsewhere from a month on: office, channel, account number, holder; entered and approved by two."""
    office, channel, number, holder = where
    current = Payee.objects.filter(pension_id=facts.id, superseded_at__isnull=True, validity__contains=since)
    row = current.select_for_update().first()
    if row is not None:
        Payee.objects.filter(pk=row.pk).update(superseded_at=Now())
        if row.validity.lower < since:
            Payee.objects.create(
                pension_id=facts.id, validity=DateRange(row.validity.lower, since, "[)"), office_id=row.office_id,
                channel_id=row.channel_id, number=row.number, holder=row.holder, recorded_by=row.recorded_by,
                approved_by=row.approved_by,
            )  # fmt: skip
    Payee.objects.create(
        pension_id=facts.id, validity=DateRange(since, None, "[)"), office_id=office, channel_id=channel,
        number=number, holder=holder, recorded_by=people[0], approved_by=people[1],
    )  # fmt: skip


def seen(facts: PensionFacts, day: dt.date, method: str, actor: str) -> bool:
    """Keep that a person was seen alive; False where it is kept already."""
    _, fresh = LifeCheck.objects.get_or_create(pension_id=facts.id, day=day, method=method, defaults={"actor": actor})
    return fresh


@dataclass(frozen=True, slots=True)
class Overdue:
    """A pension in payment whose holder was not seen alive for too long."""

    pension: int
    file_no: str
    full_name: str
    regime: int
    last_seen: dt.date | None
    form: str


def life_check_overdue(office_path: str, day: dt.date, seen_since: dt.date, limit: int = 200) -> list[Overdue]:
    """Return pensions paid on `day` whose holder was last seen before `seen_since`, the longest ago first.

    Whom a dossier of ours put into payment was seen then: a check of life is due a year after, as for everybody.
    """
    return read(
        Overdue,
        "SELECT p.id AS pension, p.file_no, n.full_name, p.regime, k.last_seen, c.form FROM records_pension p "
        "JOIN records_person n ON n.id = p.person_id "
        "JOIN records_payee y ON y.pension_id = p.id AND y.superseded_at IS NULL AND y.validity @> %(day)s::date "
        "JOIN records_paychannel c ON c.id = y.channel_id "
        "JOIN records_office o ON o.id = y.office_id AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') "
        "LEFT JOIN LATERAL (SELECT greatest(max(k.day), "
        "CASE WHEN p.origin IS NOT NULL THEN p.pay_from END) AS last_seen FROM records_lifecheck k "
        "WHERE k.pension_id = p.id) k ON true "
        "WHERE (k.last_seen IS NULL OR k.last_seen < %(since)s) AND NOT EXISTS (SELECT 1 FROM records_pensionstop s "
        "WHERE s.pension_id = p.id AND s.superseded_at IS NULL AND s.validity @> %(day)s::date) "
        "ORDER BY k.last_seen NULLS FIRST, p.id LIMIT %(limit)s",
        {"path": office_path, "day": day, "since": seen_since, "limit": limit},
    )


def the_dead(office_path: str) -> list[tuple[int, dt.date]]:
    """Return what is paid to people the register knows to be dead: pension, the month after that of the death."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, (date_trunc('month', n.died_on) + interval '1 month')::date FROM records_person n "
            "JOIN records_pension p ON p.person_id = n.id "
            "WHERE n.died_on IS NOT NULL AND EXISTS (SELECT 1 FROM records_payee y JOIN records_office o "
            "ON o.id = y.office_id AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') WHERE y.pension_id = p.id) "
            "AND NOT EXISTS (SELECT 1 FROM records_pensionstop s WHERE s.pension_id = p.id "
            "AND s.superseded_at IS NULL AND upper_inf(s.validity) AND s.reason = 'death') ORDER BY p.id",
            {"path": office_path},
        )
        return [(int(pension), since) for pension, since in cursor.fetchall()]
