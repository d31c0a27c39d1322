"""The door to single changes of inspections: a case opened and moved, its team, papers, findings, requests, money."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import (
    Inspection,
    InspectionDeclaration,
    InspectionFinding,
    InspectionMember,
    InspectionMove,
    InspectionPaper,
    InspectionRecovery,
    InspectionRequest,
    Person,
)

_NO_PERSON = Text("Không có người mang mã số BHXH {number}.", "Nobody has the SI number {number}.")


def create(**facts: Any) -> UUID:  # noqa: ANN401 - the columns of the table by name
    """Keep a planned case; return its id."""
    return Inspection.objects.create(**facts).pk


def change(case: UUID, **facts: Any) -> None:  # noqa: ANN401 - the columns of the table by name
    """Write facts into a case."""
    Inspection.objects.filter(pk=case).update(**facts)


def move(case: UUID, **facts: Any) -> None:  # noqa: ANN401 - the columns of the table by name
    """Append a move to the story of a case: move, before, after, day, actor, document."""
    InspectionMove.objects.create(case_id=case, **facts)


def set_team(case: UUID, leader: str, members: Sequence[str]) -> None:
    """Make the team of a case: one leader and members."""
    InspectionMember.objects.filter(case_id=case).delete()
    InspectionMember.objects.bulk_create(
        [
            InspectionMember(case_id=case, username=who, role="leader" if who == leader else "member")
            for who in (leader, *members)
        ]
    )


def ask_papers(case: UUID, codes: Sequence[str], day: dt.date) -> None:
    """Ask for papers; those asked for before stay as they are."""
    InspectionPaper.objects.bulk_create(
        [InspectionPaper(case_id=case, code=code, day=day) for code in codes], ignore_conflicts=True
    )


def note_paper(case: UUID, code: str, *, state: str, day: dt.date, note: str) -> int:
    """Write down whether a paper came; return how many rows changed (0: it was not asked for)."""
    return InspectionPaper.objects.filter(case_id=case, code=code).update(state=state, day=day, note=note)


def people(numbers: Sequence[str]) -> Mapping[str, tuple[int, str]]:
    """Return (person, name) by SI number; who was merged is the survivor."""
    found = Person.objects.filter(si_number__in=numbers).values_list("si_number", "id", "merged_into_id", "full_name")
    return {number or "": (survivor or person, name) for number, person, survivor, name in found}


def add_findings(case: UUID, rows: Sequence[Mapping[str, Any]], by: str) -> int:
    """Append violations; return how many."""
    made = InspectionFinding.objects.bulk_create(
        [InspectionFinding(case_id=case, written_by=by, **row) for row in rows]
    )
    return len(made)


def drop_finding(case: UUID, finding: int) -> int:
    """Take a violation out of a case; return how many rows went."""
    return InspectionFinding.objects.filter(case_id=case, pk=finding).delete()[0]


def add_request(case: UUID, text: str, deadline: dt.date) -> int:
    """Ask for something to be done by a day; return its id; the same text again is the same request."""
    made, _ = InspectionRequest.objects.get_or_create(case_id=case, text=text, defaults={"deadline": deadline})
    return made.pk


def finish_request(case: UUID, request: int, day: dt.date, proof: str) -> int:
    """Write down that a request was done; return how many rows changed."""
    waiting = InspectionRequest.objects.filter(case_id=case, pk=request, done_on__isnull=True)
    return waiting.update(done_on=day, proof=proof)


def locked_finding(case: UUID, finding: int) -> InspectionFinding:
    """Return a violation of a case, its row locked; MissingError if there is none."""
    found = InspectionFinding.objects.select_for_update().filter(case_id=case, pk=finding).first()
    if found is None:
        raise MissingError(Text("Không có vi phạm này trong hồ sơ.", "The case has no such violation."))
    return found


def recovered(finding: int) -> Dong:
    """Return what came back of a violation so far."""
    return sum(InspectionRecovery.objects.filter(finding_id=finding).values_list("amount", flat=True))


def recover(finding: int, amount: Dong, *, day: dt.date, document: str, actor: str) -> None:
    """Append money that came back."""
    InspectionRecovery.objects.create(finding_id=finding, amount=amount, day=day, document=document, actor=actor)


def known_recovery(finding: int, document: str) -> bool:
    """Return whether a paper already paid something of a violation."""
    return InspectionRecovery.objects.filter(finding_id=finding, document=document).exists()


def link_declaration(case: UUID, *, sha256: str, rows: int, filing: UUID, by: str) -> None:
    """Keep the filing that came of a case; the same again changes nothing."""
    InspectionDeclaration.objects.get_or_create(
        case_id=case, sha256=sha256, defaults={"rows": rows, "filing": filing, "made_by": by}
    )
