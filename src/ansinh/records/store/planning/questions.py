"""Questions of offices in the tables: raised once, answered and reminded by appending, found without accents."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from ansinh.core.errors import MissingError
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.planning.questions import standing
from ansinh.records.models import OfficeQuestion, QuestionMove

_NONE = Text("Không có kiến nghị này.", "There is no such question.")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody added: an answer, a reminder, a withdrawal."""

    kind: str
    actor: str
    day: dt.date
    body: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands, with what was said since."""

    id: int
    office: str
    office_name: str
    office_path: str
    kind: str
    title: str
    body: str
    figures: Sequence[Mapping[str, str]]
    department: str
    answer_by: dt.date | None
    raised_by: str
    raised_on: dt.date
    task: int | None
    said: list[Said] = field(default_factory=list)

    @property
    def answers(self) -> list[Said]:
        """The answers, the latest last."""
        return [one for one in self.said if one.kind == "answered"]

    def standing(self, day: dt.date) -> str:
        """Return how it stands on `day`."""
        if any(one.kind == "withdrawn" for one in self.said):
            return "withdrawn"
        return standing(self.answer_by, answered=bool(self.answers), day=day)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question to keep; `office` is an id."""

    office: int
    kind: str
    title: str
    body: str
    figures: Sequence[Mapping[str, str]]
    department: str
    answer_by: dt.date | None
    raised_on: dt.date
    task: int | None = None


def ask(new: NewQuestion, actor: str) -> int:
    """Keep a question and return its id."""
    return OfficeQuestion.objects.create(
        office_id=new.office, kind=new.kind, title=new.title, body=new.body, figures=list(new.figures),
        department=new.department, answer_by=new.answer_by, raised_by=actor, raised_on=new.raised_on,
        task_id=new.task, search=search_key(f"{new.title} {new.body}"),
    ).pk  # fmt: skip


def add(question: int, kind: str, actor: str, day: dt.date, body: str = "") -> None:
    """Append what somebody said; a second reminder on one day is left out."""
    known = Q(question_id=question, kind="reminded", day=day)
    if kind == "reminded" and QuestionMove.objects.filter(known).exists():
        return
    QuestionMove.objects.create(
        question_id=question, kind=kind, actor=actor, day=day, body=body, search=search_key(body)
    )


def one(question: int, *, hold: bool = False) -> Question:
    """Return a question, held until the end of the transaction if asked; MissingError without it."""
    if hold:
        list(OfficeQuestion.objects.select_for_update().filter(pk=question).values_list("pk"))
    found = _questions(OfficeQuestion.objects.filter(pk=question))
    if not found:
        raise MissingError(_NONE)
    return found[0]


def search(words: str = "", kind: str = "", limit: int = 100) -> list[Question]:
    """Return questions of all offices whose text or answers hold every one of `words`, the latest first."""
    rows = OfficeQuestion.objects.filter(kind=kind) if kind else OfficeQuestion.objects.all()
    for word in search_key(words).split():
        answers = QuestionMove.objects.filter(question=OuterRef("pk"), search__contains=word)
        rows = rows.filter(Q(search__contains=word) | Exists(answers))
    return _questions(rows.order_by("-raised_on", "-pk")[:limit])


def waiting(offices: Sequence[int], department: str = "") -> list[Question]:
    """Return the questions of `offices` that nobody has answered, the earliest day first."""
    done = QuestionMove.objects.filter(question=OuterRef("pk"), kind__in=("answered", "withdrawn"))
    rows = OfficeQuestion.objects.filter(~Exists(done), office_id__in=offices, answer_by__isnull=False)
    return _questions((rows.filter(department=department) if department else rows).order_by("answer_by", "pk"))


def _questions(rows: QuerySet[OfficeQuestion]) -> list[Question]:
    """Return questions with what was said, in two queries."""
    found = list(rows.select_related("office"))
    said: dict[int, list[Said]] = defaultdict(list)
    for row in QuestionMove.objects.filter(question_id__in=[one.pk for one in found]).order_by("pk"):
        said[row.question_id].append(Said(row.kind, row.actor, row.day, row.body))
    return [
        Question(
            row.pk, row.office.code, row.office.name, row.office.path, row.kind, row.title, row.body, row.figures,
            row.department, row.answer_by, row.raised_by, row.raised_on, row.task_id, said[row.pk],
        )
        for row in found
    ]  # fmt: skip
