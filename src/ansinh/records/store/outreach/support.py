"""The door to proposals of budget support: lists of people, what each costs, the story to the transfer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from django.db import connection
from django.db.models import Count, Q, Sum

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.models import Person, SupportEvent, SupportPerson, SupportProposal

# Left out: whoever died, is insured from another source on the first day, or stands on another list of the time.
_ADD = """
    INSERT INTO records_supportperson AS s (proposal_id, person_id, reason, amount, left_out)
    SELECT %(proposal)s, p.id, %(reason)s, CASE WHEN w.why = '' THEN %(amount)s ELSE 0 END, w.why
    FROM records_person p, LATERAL (SELECT CASE
        WHEN p.died_on IS NOT NULL AND p.died_on <= %(first)s THEN 'dead'
        WHEN EXISTS (SELECT 1 FROM records_healthspell h WHERE h.person_id = p.id AND h.superseded_at IS NULL
                     AND h.validity @> %(first)s::date)
          OR EXISTS (SELECT 1 FROM records_spell e WHERE e.person_id = p.id AND e.superseded_at IS NULL
                     AND e.validity @> %(first)s::date) THEN 'insured'
        WHEN EXISTS (SELECT 1 FROM records_supportperson o JOIN records_supportproposal q ON q.id = o.proposal_id
                     WHERE o.person_id = p.id AND o.left_out = '' AND q.id <> %(proposal)s AND q.state <> 'rejected'
                       AND q.first < %(end)s AND q.first + make_interval(months => q.months) > %(first)s)
        THEN 'elsewhere' ELSE '' END AS why) w
    WHERE p.id = ANY(%(people)s) ORDER BY p.name_sort, p.id
    ON CONFLICT (proposal_id, person_id) DO UPDATE SET amount = excluded.amount, left_out = excluded.left_out
    WHERE (s.amount, s.left_out) IS DISTINCT FROM (excluded.amount, excluded.left_out)
"""


Proposal: TypeAlias = SupportProposal


class Line(NamedTuple):
    """Somebody on a list."""

    id: int
    person: int
    si_number: str
    name: str
    reason: str
    amount: int
    left_out: str


def create(facts: Mapping[str, Any]) -> SupportProposal:
    """Keep a proposal and return it."""
    return SupportProposal.objects.create(**facts)


def proposals(offices: list[int], limit: int = 50) -> list[SupportProposal]:
    """Return the proposals of the offices, the latest first, each with `people` and `left` (counts) and `asked`."""
    found = SupportProposal.objects.filter(office_id__in=offices).select_related("office")
    counted = found.annotate(
        listed=Count("people", filter=Q(people__left_out="")), left=Count("people", filter=~Q(people__left_out="")),
        asked=Sum("people__amount"),
    )  # fmt: skip
    return list(counted.order_by("-id")[:limit])


def one(number: int, *, lock: bool = False) -> SupportProposal:
    """Return a proposal; MissingError if there is none."""
    rows = SupportProposal.objects.select_for_update(of=("self",)) if lock else SupportProposal.objects
    found = rows.select_related("office").filter(pk=number).first()
    if found is None:
        raise MissingError(Text("Không có đề xuất này.", "There is no such proposal."))
    return found


def people(number: int, *, after: int = 0, limit: int = 50) -> list[Line]:
    """Return the people of a list by id after one; those left out too, with the reason."""
    found = SupportPerson.objects.filter(proposal_id=number, id__gt=after).select_related("person").order_by("id")
    return [
        Line(
            one.pk,
            one.person_id,
            one.person.si_number or "",
            one.person.full_name,
            one.reason,
            one.amount,
            one.left_out,
        )
        for one in found[:limit]
    ]


def known(numbers: Sequence[str], path: str) -> dict[str, int]:
    """Return the ids of people by SI number or personal ID, of the office at `path` and under it."""
    told = Q(si_number__in=numbers) | Q(personal_id__in=numbers)
    under = Q(office__path=path) | Q(office__path__startswith=f"{path}.")
    found = Person.objects.filter(told, under, merged_into__isnull=True)
    made: dict[str, int] = {}
    for number, personal, pk in found.values_list("si_number", "personal_id", "id"):
        made |= {key: pk for key in (number, personal) if key}
    return made


def add(proposal: SupportProposal, ids: Sequence[int], *, reason: str, amount: int, end: dt.date) -> int:
    """Put people on a list (again: their amount anew); return those added or changed."""
    given: dict[str, Any] = {
        "proposal": proposal.pk, "people": list(ids), "reason": reason, "amount": amount, "first": proposal.first,
        "end": end,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ADD, given)
        return int(cursor.rowcount)


def cost(number: int) -> tuple[int, int]:
    """Return (people not left out, dong) of a list."""
    found = SupportPerson.objects.filter(proposal_id=number, left_out="").aggregate(n=Count("id"), dong=Sum("amount"))
    return found["n"], found["dong"] or 0


def move(number: int, facts: Mapping[str, Any], *, actor: str, day: dt.date, document: str) -> None:
    """Write the new state of a proposal and the event that says so."""
    SupportProposal.objects.filter(pk=number).update(**facts)
    SupportEvent.objects.create(proposal_id=number, kind=facts["state"], actor=actor, day=day, document=document)


def events(number: int) -> list[SupportEvent]:
    """Return what happened to a proposal, the latest first."""
    return list(SupportEvent.objects.filter(proposal_id=number).order_by("-id"))
