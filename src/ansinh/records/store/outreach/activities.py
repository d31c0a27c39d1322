"""The door to activities: lists and one of them with its story, what people and files write, guests."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import polars as pl
from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.bulk.frames import copy_frame
from ansinh.records.models import Activity, ActivityEvent, ActivityGuest, ActivityPlan, EmployerAccount, Person

FACTS: Final = (
    "type", "level", "partner", "place", "commune", "day", "channel", "theme", "plan_item", "times", "invited_people",
    "attended_people", "invited_employers", "attended_employers", "employees", "leads", "cost", "evidence", "state",
)  # fmt: skip
_NAMES = ", ".join(FACTS)
_STAGE = f"""
    CREATE TEMP TABLE fresh_activity ON COMMIT DROP AS
    SELECT office_id, key, {_NAMES}, row, made_by FROM records_activity WITH NO DATA
"""  # noqa: S608 - our own words
_MERGE = f"""
    WITH changed AS (
        INSERT INTO records_activity AS a (office_id, key, {_NAMES}, file_id, row, made_by)
        SELECT office_id, key, {_NAMES}, %(file)s, row, made_by FROM fresh_activity ORDER BY row
        ON CONFLICT (office_id, key) DO UPDATE SET ({_NAMES}, file_id, row) =
            ({", ".join(f"excluded.{name}" for name in FACTS)}, excluded.file_id, excluded.row)
        WHERE ({", ".join(f"a.{name}" for name in FACTS)}) IS DISTINCT FROM
            ({", ".join(f"excluded.{name}" for name in FACTS)})
        RETURNING a.*)
    INSERT INTO records_activityevent (activity_id, kind, actor, day, note, facts)
    SELECT id, state, %(actor)s, %(day)s, %(note)s, to_jsonb(changed) - 'id' - 'key' - 'file_id' FROM changed
"""  # noqa: S608 - our own words


class Row(NamedTuple):
    """An activity in a list; dong and counts as told, guests as known in the register."""

    id: int
    office: str
    office_path: str
    key: str
    type: str
    level: str
    partner: str
    place: str
    commune: str
    day: dt.date
    channel: str
    theme: str
    plan_item: str
    times: int
    invited_people: int
    attended_people: int
    invited_employers: int
    attended_employers: int
    employees: int
    leads: int
    cost: int
    evidence: str
    state: str
    campaign: int
    guests: int
    made_by: str


class Cut(NamedTuple):
    """Which activities: of a type (and those within it), a level, a state ("" all), between two days."""

    types: Sequence[str] = ()
    level: str = ""
    state: str = ""
    first: dt.date = dt.date(2000, 1, 1)
    last: dt.date = dt.date(9999, 1, 1)
    campaign: int = 0


_ROW = f"""
    SELECT a.id, o.code, o.path, a.key, {", ".join(f"a.{name}" for name in FACTS)}, coalesce(a.campaign_id, 0),
           (SELECT count(*) FROM records_activityguest g WHERE g.activity_id = a.id), a.made_by
    FROM records_activity a JOIN records_office o ON o.id = a.office_id
"""  # noqa: S608 - our own words
_CUT = """
    WHERE a.office_id = ANY(%(offices)s) AND a.day BETWEEN %(first)s AND %(last)s
      AND (%(types)s::text[] = '{}' OR a.type = ANY(%(types)s)) AND (%(level)s = '' OR a.level = %(level)s)
      AND (%(state)s = '' OR a.state = %(state)s) AND (%(campaign)s = 0 OR a.campaign_id = %(campaign)s)
      AND (%(key)s::date IS NULL OR (a.day, a.id) < (%(key)s::date, %(after)s))
    ORDER BY a.day DESC, a.id DESC LIMIT %(limit)s
"""


def page(offices: list[int], cut: Cut, *, after: tuple[dt.date, int] | None = None, limit: int = 50) -> list[Row]:
    """Return a page of activities, the latest first; `after` = (day, id) of the last one shown."""
    key, number = after if after is not None else (None, 0)
    given = {"offices": offices, "key": key, "after": number, "limit": limit, **cut._asdict()}
    given["types"] = list(cut.types)
    with connection.cursor() as cursor:
        cursor.execute(_ROW + _CUT, given)
        return [Row(*row) for row in cursor.fetchall()]


def one(number: int) -> Row:
    """Return an activity; MissingError if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROW} WHERE a.id = %s", [number])
        row = cursor.fetchone()
    if row is None:
        raise MissingError(Text("Không có hoạt động này.", "There is no such activity."))
    return Row(*row)


def events(number: int) -> list[ActivityEvent]:
    """Return what happened to an activity, the latest first."""
    return list(ActivityEvent.objects.filter(activity_id=number).order_by("-id"))


def locked(number: int) -> Activity:
    """Return an activity, its row locked; MissingError if there is none."""
    found = Activity.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise MissingError(Text("Không có hoạt động này.", "There is no such activity."))
    return found


def id_of(office: int, key: str) -> int:
    """Return the id of the activity that stands under a key of an office."""
    return Activity.objects.values_list("id", flat=True).get(office_id=office, key=key)


def states(office: int, keys: Sequence[str]) -> dict[str, str]:
    """Return the state of the activities of an office that stand under these keys."""
    found = Activity.objects.filter(office_id=office, key__in=keys)
    return dict(found.values_list("key", "state"))


def merge(frame: pl.DataFrame, *, file: str | None, actor: str, day: dt.date, note: str) -> int:
    """Write activities (columns FACTS with office_id, key, row, made_by) with an event each; return those changed.

    One that stands under the same office and key is replaced; the same facts again write nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
    copy_frame("fresh_activity", frame)
    with connection.cursor() as cursor:
        cursor.execute(_MERGE, {"file": file, "actor": actor, "day": day, "note": note})
        changed = int(cursor.rowcount)
        cursor.execute("DROP TABLE fresh_activity")
    return changed


def write(number: int, facts: Mapping[str, Any], *, kind: str, actor: str, day: dt.date, note: str) -> None:
    """Write new facts of an activity and the event that says so."""
    Activity.objects.filter(pk=number).update(**facts)
    told = {name: str(value) if isinstance(value, dt.date) else value for name, value in facts.items()}
    ActivityEvent.objects.create(activity_id=number, kind=kind, actor=actor, day=day, note=note, facts=told)


class Guest(NamedTuple):
    """A guest as the page shows it: a person or an employer account, whether they came and may be written to."""

    id: int
    person: int
    account: str
    name: str
    attended: bool
    consent: bool


def guests(number: int, limit: int = 200) -> list[Guest]:
    """Return the guests of an activity known in the register, employers first."""
    found = ActivityGuest.objects.filter(activity_id=number).select_related("person", "account")
    return [
        Guest(
            one.pk, one.person_id or 0, one.account.code if one.account else "",
            one.account.name if one.account else one.person.full_name if one.person else "",
            one.attended, one.consent,
        )
        for one in found.order_by("person_id", "account__code")[:limit]
    ]  # fmt: skip


def known(numbers: Sequence[str], offices: Sequence[int]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the ids of people (by SI number) and of accounts (by code) among `numbers`, of these offices."""
    people = Person.objects.filter(si_number__in=numbers, merged_into__isnull=True, office_id__in=offices)
    accounts = EmployerAccount.objects.filter(code__in=numbers, office_id__in=offices)
    return (
        {number: pk for number, pk in people.values_list("si_number", "id") if number},
        dict(accounts.values_list("code", "id")),
    )


def invite(number: int, *, people: Sequence[int], accounts: Sequence[int], came: bool, consent: bool) -> int:
    """Note guests; one noted before is only told to have come, or to have agreed. Returns those noted or changed."""
    with connection.cursor() as cursor:
        changed = 0
        for column, ids in (("person", people), ("account", accounts)):
            cursor.execute(
                f"INSERT INTO records_activityguest AS g (activity_id, {column}_id, attended, consent) "  # noqa: S608 - our own words
                f"SELECT %s, x, %s, %s FROM unnest(%s::bigint[]) x ON CONFLICT (activity_id, {column}_id) DO UPDATE "
                "SET attended = g.attended OR excluded.attended, consent = g.consent OR excluded.consent "
                "WHERE (g.attended, g.consent) IS DISTINCT FROM "
                "(g.attended OR excluded.attended, g.consent OR excluded.consent)",
                [number, came, consent, list(ids)],
            )
            changed += int(cursor.rowcount)
    return changed


def set_plan(office: int, facts: Mapping[str, Any], times: int, by: str) -> None:
    """Keep what a plan asks for; again replaces the number."""
    ActivityPlan.objects.update_or_create(office_id=office, **facts, defaults={"times": times, "entered_by": by})
