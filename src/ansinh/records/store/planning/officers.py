"""Officers as planning needs them: where they work, and what each did in a quarter (measured, by nobody's hand)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from django.db import connection
from django.db.models import Q

from ansinh.domain.planning.progress import percent
from ansinh.records.models import Grant

PORTALS = ("unit", "citizen", "facility", "agent")
_WORK = """
SELECT 'people_joined', coalesce(sum(p.people), 0)::bigint, 0 FROM records_prospect p
WHERE p.owner = %(who)s AND p.state = 'joined' AND p.closed_on >= %(first)s AND p.closed_on < %(end)s
UNION ALL SELECT 'contacts', count(*), 0 FROM records_prospectevent e
WHERE e.actor = %(who)s AND e.day >= %(first)s AND e.day < %(end)s
UNION ALL SELECT 'debt_steps_on_time', count(*) FILTER (WHERE s.done_on <= s.deadline), count(*)
FROM records_debtstep s JOIN records_debtcase c ON c.id = s.case_id
WHERE c.officer = %(who)s AND s.state <> 'dropped' AND s.deadline >= %(first)s AND s.deadline < %(end)s
UNION ALL SELECT 'tasks_on_time', count(*) FILTER (WHERE r.day <= t.deadline), count(*)
FROM records_directiontask t
LEFT JOIN LATERAL (SELECT min(m.day) AS day FROM records_taskmove m
    WHERE m.task_id = t.id AND m.state = 'reported') r ON true
WHERE t.officer = %(who)s AND t.deadline >= %(first)s AND t.deadline < %(end)s
    AND NOT EXISTS (SELECT FROM records_taskmove m WHERE m.task_id = t.id AND m.state = 'withdrawn')
"""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who works at an office: user name, name to show, function."""

    username: str
    name: str
    function: str
    office: str


def paths(usernames: Collection[str]) -> dict[str, list[str]]:
    """Return the paths of the offices at which each of `usernames` works."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = Grant.objects.filter(user__username__in=usernames, user__is_active=True, office__isnull=False)
    for username, path in rows.values_list("user__username", "office__path"):
        if path is not None:
            found[username].append(path)
    return dict(found)


def functions(username: str, day: dt.date) -> list[tuple[str, str]]:
    """Return the functions somebody holds on `day`, each with the path of its office."""
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = Grant.objects.filter(lasts, user__username=username, office__isnull=False, valid_from__lte=day)
    return [(function, path or "") for function, path in rows.values_list("function", "office__path")]


def at(path: str, day: dt.date) -> list[Officer]:
    """Return who works at the office `path` or below it on `day`, without portals, by user name."""
    inside = Q(office__path=path) | Q(office__path__startswith=f"{path}.")
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = Grant.objects.filter(inside, lasts, valid_from__lte=day, user__is_active=True).exclude(function__in=PORTALS)
    found: dict[str, Officer] = {}
    for username, name, function, office in rows.order_by("user__username", "pk").values_list(
        "user__username", "user__display_name", "function", "office__code"
    ):
        found.setdefault(username, Officer(username, name, function, office or ""))
    return list(found.values())


def worked(username: str, first: dt.date, end: dt.date) -> dict[str, Fraction]:
    """Return what somebody did from `first` to before `end`, by measure; shares in per cent, none of nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_WORK, {"who": username, "first": first, "end": end})
        rows = cursor.fetchall()
    found: dict[str, Fraction] = {}
    for measure, count, whole in rows:
        share = Fraction(count) if measure in {"people_joined", "contacts"} else percent(count, whole)
        if share is not None:
            found[measure] = share
    return found
