"""Papers: what came is written down; a dossier is complete when nothing is missing, or is returned with reasons."""

import datetime as dt
from collections.abc import Mapping, Sequence

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.clock import Clock, clock_of, limit_of
from ansinh.domain.benefits.moves import after, require_reason
from ansinh.domain.benefits.procedures import Sender, missing_papers, procedure
from ansinh.records.store.benefits import dossiers, papers
from ansinh.records.store.benefits.dossiers import DossierFacts, Moved, moved_to
from ansinh.usecases.act import Act, perform
from ansinh.usecases.clock import today
from ansinh.usecases.ledger.law import law_of_books


def _add(dossier: str, came: Mapping[str, str], actor: str) -> None:
    """Write down papers that came: code -> number of the document; data:<source> for data in place of paper."""
    wanted = {paper.code for paper in procedure(dossiers.one(dossier, lock=True).procedure).papers}
    rows = [
        (dossier, code, "data" if said.startswith("data:") else "paper", said.removeprefix("data:"))
        for code, said in came.items()
        if code in wanted
    ]
    papers.add(rows, today(), actor)


def complete_with(dossier: str, came: Mapping[str, str], actor: str) -> int:
    """Write down papers that came, and confirm the dossier as complete; both or neither."""
    act = Act("dossier.complete", actor, object_kind="dossier", object_id=dossier, body={"papers": dict(came)})
    return perform(act, lambda: _complete_with(dossier, came, actor))


def _complete_with(dossier: str, came: Mapping[str, str], actor: str) -> int:
    """Do it inside the transaction."""
    _add(dossier, came, actor)
    return _complete([dossier], actor)


def complete(ids: Sequence[str], actor: str) -> int:
    """Confirm dossiers as complete and return how many; RefusedError names every paper that is missing.

    The clock of a returned dossier goes on with the days that were left.
    """
    act = Act("dossier.complete", actor, object_kind="dossier", object_id=",".join(ids[:3]), body={"ids": list(ids)})
    return perform(act, lambda: _complete(ids, actor))


def _complete(ids: Sequence[str], actor: str) -> int:
    """Do it inside the transaction."""
    found = dossiers.read(ids, lock=True)
    held = papers.held(list(ids))
    gaps = [
        (one.number, paper.name)
        for one in found
        for paper in missing_papers(procedure(one.procedure), {paper.paper for paper in held[one.id]})
    ]
    if gaps:
        said = [Text(f"{number}: {name.vi}", f"{number}: {name.en}") for number, name in gaps[:20]]
        vi, en = "; ".join(text.vi for text in said), "; ".join(text.en for text in said)
        raise RefusedError(Text(f"Còn thiếu giấy tờ: {vi}.", f"Papers are missing: {en}."))
    dossiers.move([_completed(one) for one in found], actor)
    return len(found)


def _completed(one: DossierFacts) -> Moved:
    """Return a dossier whose papers are all there."""
    due = one.due if one.clock_left is None else clock(one).resume(today(), one.clock_left)
    return moved_to(one, after("complete", one.state), "complete", due=due, clock_left=None)


def clock(one: DossierFacts) -> Clock:
    """Return how the limit of a dossier counts."""
    return clock_of(procedure(one.procedure), _sender(one), one.received_on, law_of_books())


def _sender(one: DossierFacts) -> Sender:
    """Return who handed a dossier in."""
    return "employer" if one.account else "person"


def limit_anew(one: DossierFacts) -> dt.date:
    """Return the last day to decide a dossier that is opened again today: as long as one received today."""
    return limit_of(procedure(one.procedure), _sender(one), today(), law_of_books()).day


def give_back(ids: Sequence[str], actor: str, reason: str) -> int:
    """Return dossiers to who sent them, with the reason in writing; the clock stands until they are complete."""
    require_reason("return", reason)
    act = Act(
        "dossier.return", actor, object_kind="dossier", object_id=",".join(ids[:3]), reason=reason,
        body={"ids": list(ids)},
    )  # fmt: skip
    return perform(act, lambda: _give_back(ids, actor, reason))


def _give_back(ids: Sequence[str], actor: str, reason: str) -> int:
    """Do it inside the transaction."""
    day = today()
    moved = [
        moved_to(one, after("return", one.state), "return", reason, clock_left=clock(one).left(day, one.due))
        for one in dossiers.read(ids, lock=True)
    ]
    dossiers.move(moved, actor)
    return len(moved)


def withdraw(dossier: str, actor: str, reason: str) -> None:
    """Close a dossier its claimant withdrew, with the reason given (such as advice to keep the years)."""
    require_reason("withdraw", reason)
    act = Act("dossier.withdraw", actor, object_kind="dossier", object_id=dossier, reason=reason)
    perform(act, lambda: _end(dossier, "withdraw", actor, reason))


def close(dossier: str, actor: str) -> None:
    """Close a dossier of which nothing is left to do: paid, or refused."""
    act = Act("dossier.close", actor, object_kind="dossier", object_id=dossier)
    perform(act, lambda: _end(dossier, "close", actor, ""))


def _end(dossier: str, move: str, actor: str, reason: str) -> None:
    """Do it inside the transaction."""
    one = dossiers.one(dossier, lock=True)
    if move == "close" and one.state != "paid" and one.outcome == "grant":
        raise RefusedError(Text("Còn khoản chưa chi trả.", "An amount has not been paid yet."))
    dossiers.move([moved_to(one, after(move, one.state), move, reason, clock_left=None)], actor)
