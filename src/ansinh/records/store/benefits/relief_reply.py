"""The door to what units and people answer: replies matched with the list sent, accounts, one person's facts."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text
from ansinh.formats.relief_list import Reply, ReplyRow
from ansinh.records.models import ReliefList
from ansinh.records.store.benefits import payroll_load
from ansinh.records.store.benefits.relief import UI_BIT

STRANGER = Text("Không có người này trong danh sách đã gửi.", "This person is not on the list that was sent.")
STRANGER_MEND = Text(
    "Bỏ dòng này; người chưa có trong danh sách nộp đề nghị riêng.",
    "Remove the row; who is not on the list applies on their own.",
)
TWICE = Text("Người này có hai dòng.", "This person has two rows.")
TWICE_MEND = Text("Giữ lại một dòng.", "Keep one of them.")
SILENT = Text("Đơn vị không trả lời về người này.", "The unit says nothing about this person.")
SILENT_MEND = Text("Hỏi lại đơn vị; người này vẫn được giữ trong danh sách.", "Ask the unit; the person stays listed.")


@dataclass(frozen=True, slots=True)
class Matched:
    """A reply against its list: ids of people confirmed and declined, new accounts, and findings."""

    confirmed: list[int] = field(default_factory=list)
    declined: list[int] = field(default_factory=list)
    accounts: list[tuple[int, ReplyRow]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def matched(list_id: int, reply: Reply) -> Matched:
    """Match the rows of a reply with the people of a list, by SI number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.si_number, p.id FROM records_reliefcase c JOIN records_person p ON p.id = c.person "
            "WHERE c.list = %s AND c.state = 1",
            [list_id],
        )
        people = dict(cursor.fetchall())
    found, seen = Matched(), set[str]()
    for row in reply.rows:
        where = Place("", row.row, "Mã số BHXH")
        if row.si_number in seen:
            found.findings.append(Finding("relief.twice", where, row.si_number, TWICE, TWICE_MEND))
        elif row.si_number not in people:
            found.findings.append(Finding("relief.stranger", where, row.si_number, STRANGER, STRANGER_MEND))
        elif row.takes:
            found.confirmed.append(people[row.si_number])
            found.accounts.extend([(people[row.si_number], row)] if row.account else [])
        else:
            found.declined.append(people[row.si_number])
        seen.add(row.si_number)
    missing = sorted(set(people) - seen)
    found.findings.extend(
        Finding("relief.silent", Place(), number, SILENT, SILENT_MEND, Severity.WARNING) for number in missing
    )
    return found


def redirect(list_id: int, accounts: list[tuple[int, ReplyRow]], day: dt.date, actor: str) -> None:
    """Pay people of a list to the accounts the unit gave."""
    if not accounts:
        return
    wanted = [("bank", row.bank, row.bank_name or row.bank) for _, row in accounts]
    channels = payroll_load.channels(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH n AS (SELECT n.*, nextval(pg_get_serial_sequence('records_payee', 'id')) AS payee "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS n (person, channel, number)), "
            "made AS (INSERT INTO records_payee (id, validity, office_id, channel_id, number, holder, recorded_by) "
            "SELECT n.payee, daterange(%s, NULL), l.office_id, n.channel, n.number, p.full_name, %s FROM n "
            "JOIN records_relieflist l ON l.id = %s JOIN records_person p ON p.id = n.person RETURNING id) "
            "UPDATE records_reliefcase c SET payee = n.payee FROM n "
            "WHERE c.list = %s AND c.person = n.person AND c.state = 1",
            [
                [person for person, _ in accounts], [channels["bank", row.bank] for _, row in accounts],
                [row.account for _, row in accounts], day, actor, list_id, list_id,
            ],
        )  # fmt: skip


def numbered(measure: str, number: int) -> list[int]:
    """Return the id of the list with a number."""
    return list(ReliefList.objects.filter(measure=measure, number=number).values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person as a cash support looks at them."""

    person: int
    participating: bool
    excluded: bool
    stopped: dt.date | None
    months: int
    pension: bool


def facts_of(si_number: str, snapshot: dt.date) -> PersonFacts:
    """Return the facts of the person with this SI number on the day of the snapshot; MissingError for nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, coalesce(bool_or(s.validity @> %(day)s::date), false), "
            "coalesce(bool_or(s.validity @> %(day)s::date AND a.unit_kind <> 'enterprise'), false), "
            "max(upper(s.validity)) - 1, (coalesce(max(u.months), 0) + coalesce((SELECT sum(("
            "extract(year FROM upper(r)) - extract(year FROM lower(r))) * 12 "
            "+ extract(month FROM upper(r)) - extract(month FROM lower(r))) "
            "FROM unnest(range_agg(s.validity * daterange(coalesce(u.as_of, '2009-01-01'), "
            "(date_trunc('month', %(day)s::date) + interval '1 month')::date)) FILTER (WHERE s.absence = 0)) AS r "
            "WHERE NOT isempty(r)), 0))::int, EXISTS (SELECT 1 FROM records_pension n WHERE n.person_id = p.id) "
            "FROM records_person p LEFT JOIN records_spell s ON s.person_id = p.id AND s.superseded_at IS NULL "
            "AND (s.funds & %(bit)s) <> 0 LEFT JOIN records_employeraccount a ON a.id = s.account_id "
            "LEFT JOIN records_unemploymentmonths u ON u.person_id = p.id WHERE p.si_number = %(number)s "
            "AND p.merged_into_id IS NULL GROUP BY p.id, u.as_of",
            {"day": snapshot, "bit": UI_BIT, "number": si_number},
        )
        row = cursor.fetchone()
    if row is None:
        raise MissingError(Text(f"Không có mã số {si_number}.", f"There is no number {si_number}."))
    return PersonFacts(row[0], row[1], row[2], row[3], row[4], row[5])
