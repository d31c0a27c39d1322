"""Questions of offices: raised with their figures, answered by the department by a day, reminded, found by all."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.questions import DEPARTMENTS, KINDS
from ansinh.records.store.planning import officers as people
from ansinh.records.store.planning import offices
from ansinh.records.store.planning import questions as store
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.situations import situation

_KIND = Text("Không có loại {kind}.", "There is no kind {kind}.")
_EMPTY = Text("Cần tiêu đề và nội dung.", "A title and a text are needed.")
_DEPARTMENT = Text("Chọn phòng trả lời và ngày trả lời, không trước hôm nay.", "Choose who answers, and by which day.")
_CODE = Text("Không có chỉ tiêu {code}.", "There is no indicator {code}.")
_DONE = Text("Kiến nghị này đã rút.", "This question was withdrawn.")
_ANSWER = Text("Câu trả lời không được trống.", "An answer is not empty.")
_OWN = Text("Người nêu kiến nghị không tự trả lời.", "Who raised a question does not answer it.")
_NOT_YOURS = Text("Việc trả lời giao cho {name}.", "{name} answers this.")
_ONLY_OWN = Text("Chỉ người nêu mới rút được.", "Only who raised it withdraws it.")


@dataclass(frozen=True, slots=True)
class Raising:
    """What an office raises on `day`: kind, title, text, the indicators it speaks of, who answers by when."""

    office: str
    kind: str
    title: str
    body: str
    day: dt.date
    department: str = ""
    answer_by: dt.date | None = None
    indicators: tuple[str, ...] = ()
    task: int | None = None


def raise_question(asked: Raising, month: Month, actor: str) -> int:
    """Keep what an office raises, with its figures of `month` as they stand; return the id. RefusedError as it is not.

    A good practice is only told; a difficulty or proposal has a department that answers by a day.
    """
    _check(asked)
    here = situation(asked.office, month, with_children=False)
    figures = [
        {"indicator": code, "month": str(month), "value": str(found.value), "as_of": str(found.as_of)}
        for code in asked.indicators
        if (found := here.of(code)) is not None
    ]
    tells = asked.kind == "practice"
    new = store.NewQuestion(
        offices.office(asked.office).id, asked.kind, asked.title.strip(), asked.body.strip(), figures,
        "" if tells else asked.department, None if tells else asked.answer_by, asked.day, asked.task,
    )  # fmt: skip
    act = Act("question.raise", actor, "question", asked.title[:60], asked.office, body={"kind": asked.kind})
    return perform(act, lambda: store.ask(new, actor))


def _check(asked: Raising) -> None:
    """Refuse what cannot be raised."""
    if asked.kind not in KINDS:
        raise RefusedError(_KIND.fill(kind=asked.kind))
    if not asked.title.strip() or not asked.body.strip():
        raise RefusedError(_EMPTY)
    for code in asked.indicators:
        if code not in catalogue():
            raise RefusedError(_CODE.fill(code=code))
    if asked.kind != "practice" and (
        asked.department not in DEPARTMENTS or asked.answer_by is None or asked.answer_by < asked.day
    ):
        raise RefusedError(_DEPARTMENT)


def answer(question: int, body: str, day: dt.date, actor: str) -> None:
    """Answer a question; a later answer stands beside the earlier ones.

    RefusedError for its own asker, or for another department; leaders may answer for every one.
    """
    if not body.strip():
        raise RefusedError(_ANSWER)

    def work() -> None:
        found = store.one(question, hold=True)
        held = {function for function, _ in people.functions(actor, day)}
        if found.standing(day) == "withdrawn":
            raise RefusedError(_DONE)
        if found.raised_by == actor:
            raise RefusedError(_OWN)
        if held and found.department and not held & {found.department, "leader"}:
            name = DEPARTMENTS[found.department]
            raise RefusedError(Text(_NOT_YOURS.vi.format(name=name.vi), _NOT_YOURS.en.format(name=name.en)))
        store.add(question, "answered", actor, day, body.strip())

    perform(Act("question.answer", actor, "question", str(question), body={"day": str(day)}), work)


def withdraw(question: int, day: dt.date, actor: str) -> None:
    """Withdraw a question one raised oneself."""

    def work() -> None:
        if store.one(question, hold=True).raised_by != actor:
            raise RefusedError(_ONLY_OWN)
        store.add(question, "withdrawn", actor, day)

    perform(Act("question.withdraw", actor, "question", str(question)), work)


def remind(office: str, day: dt.date) -> int:
    """Remind of every unanswered question of the subtree that is due soon or overdue on `day`; return how many.

    Again on the same day writes none.
    """
    due: Sequence[store.Question] = [
        found
        for found in store.waiting([row.id for row in offices.subtree(offices.office(office))])
        if found.standing(day) in {"soon", "overdue"}
        and not any(one.kind == "reminded" and one.day == day for one in found.said)
    ]
    if not due:
        return 0
    act = Act("question.remind", "nightly", "office", office, office, body={"day": str(day), "count": len(due)})

    def work() -> int:
        for found in due:
            store.add(found.id, "reminded", "nightly", day)
        return len(due)

    return perform(act, work)
