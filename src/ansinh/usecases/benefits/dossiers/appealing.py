"""Appeals: a decision contested in time is answered in writing by somebody who had no hand in it."""

import datetime as dt

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.moves import after, require_other, require_reason
from ansinh.law.deadlines.due import due_date
from ansinh.records.store.benefits import appeals, decisions, dossiers
from ansinh.records.store.benefits.dossiers import moved_to
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.dossiers.papering import limit_anew
from ansinh.usecases.clock import today
from ansinh.usecases.ledger.law import law_of_books


def appeal(dossier: str, actor: str, grounds: str, *, on: dt.date | None = None) -> str:
    """Record an appeal against the decision in force and return its id; RefusedError where the time has run out."""
    require_reason("appeal", grounds)
    act = Act("dossier.appeal", actor, object_kind="dossier", object_id=dossier, reason=grounds)
    return perform(act, lambda: _appeal(dossier, actor, grounds, on or today()))


def _appeal(dossier: str, actor: str, grounds: str, on: dt.date) -> str:
    """Do it inside the transaction."""
    one = dossiers.one(dossier, lock=True)
    state = after("appeal", one.state)
    signed = decisions.in_force([dossier])[dossier]
    if signed.contest_until is not None and on > signed.contest_until:
        until = signed.contest_until.strftime("%d/%m/%Y")
        raise RefusedError(
            Text(f"Thời hiệu khiếu nại đã hết ngày {until}.", f"The time to contest it ended on {until}.")
        )
    due = due_date("complaint_answer", on, law_of_books()).day
    made = appeals.write(dossier, signed.version, grounds, (on, due), actor)
    dossiers.move([moved_to(one, state, "appeal", grounds, due=due)], actor)  # it waits for the answer now
    return made


def answer(dossier: str, actor: str, text: str, *, upheld: bool) -> None:
    """Answer the open appeal: `upheld` opens the dossier to be reckoned anew, else the decision stands.

    Who computed, reviewed or approved the decision may not answer (RefusedError); the answer is in writing.
    """
    require_reason("answer", text)
    act = Act("dossier.answer", actor, object_kind="dossier", object_id=dossier, reason=text, body={"upheld": upheld})
    perform(act, lambda: _answer(dossier, actor, text, upheld=upheld))


def _answer(dossier: str, actor: str, text: str, *, upheld: bool) -> None:
    """Do it inside the transaction."""
    one = dossiers.one(dossier, lock=True)
    signed = decisions.in_force([dossier])[dossier]
    require_other(actor, {**signed.hands, "approved": signed.approved_by})
    move = "reopen" if upheld else "answer"
    state = after(move, one.state, came_from=dossiers.came_from(dossier, "appeal"))
    appeals.answer(dossier, text, actor, today(), upheld=upheld)
    stands = dossiers.decided_due(dossier) or one.due
    version, due = (signed.version + 1, limit_anew(one)) if upheld else (one.version, stands)
    dossiers.move([moved_to(one, state, move, text, version=version, due=due)], actor)
