"""What follows an inspection until nothing is left: requests with deadlines, money that comes back."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_write as write
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.inspection_claims import came_back

_STATE = Text("Chỉ thực hiện được ở bước “{states}”.", "Possible only while the case is “{states}”.")
_TOO_MUCH = Text("Chỉ còn phải thu {left} đồng.", "Only {left} dong are still to come back.")
_NO_PROOF = Text("Cần số chứng từ.", "The number of the paper is needed.")
_NO_REQUEST = Text("Kiến nghị này đã thực hiện hoặc không có.", "There is no such request, or it is done.")
_NO_TEXT = Text("Cần nội dung kiến nghị.", "What is asked for is needed.")


def ask(case: UUID, text: str, deadline: dt.date, actor: str) -> int:
    """Ask the subject to do something by a day; return the request. The same text again is the same request."""
    if not text.strip():
        raise RefusedError(_NO_TEXT)
    made: list[int] = []
    _in(case, ("started", "recorded", "concluded"), "inspection.request", actor, body={"text": text},
        work=lambda: made.append(write.add_request(case, text.strip(), deadline)))  # fmt: skip
    return made[0]


def finish(case: UUID, request: int, *, day: dt.date, proof: str, actor: str) -> None:
    """Write down that a request was done, with its proof."""
    if not proof.strip():
        raise RefusedError(_NO_PROOF)

    def work() -> None:
        if not write.finish_request(case, request, day, proof):
            raise RefusedError(_NO_REQUEST)

    _in(case, ("concluded",), "inspection.request.done", actor, body={"request": request, "proof": proof}, work=work)


def recover(case: UUID, finding: int, amount: Dong, *, day: dt.date, document: str, actor: str) -> None:
    """Write down money that came back for a violation; the same paper again changes nothing.

    On what the subject itself owes by a claim in the books, it is posted as well.

    RefusedError for more than is left, without the number of the paper, or before the conclusion.
    """
    if not document.strip():
        raise RefusedError(_NO_PROOF)

    def work() -> None:
        found = write.locked_finding(case, finding)
        if write.known_recovery(finding, document):
            return
        left = found.amount - write.recovered(finding)
        if not 0 < amount <= left:
            raise RefusedError(_TOO_MUCH.fill(left=f"{left:,}"))
        came_back(case, finding, amount, day)
        write.recover(finding, amount, day=day, document=document, actor=actor)

    body: dict[str, object] = {"finding": finding, "amount": amount, "document": document}
    _in(case, ("concluded",), "inspection.recover", actor, body=body, work=work)


def _in(
    case: UUID, states: tuple[str, ...], name: str, actor: str, *, body: dict[str, object], work: Callable[[], object]
) -> None:
    """Do `work` on a case in one of `states`, its row locked."""

    def whole() -> None:
        if store.locked(case).state not in states:
            raise RefusedError(_STATE.fill(states=" / ".join(states)))
        work()

    perform(Act(name, actor, "inspection", str(case), store.case(case).office, body=body), whole)
