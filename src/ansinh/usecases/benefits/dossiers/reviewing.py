"""Review: another person reckons anew, all of a few or a sample of many, and signs, or sends back with the reason."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.benefits.moves import after, require_other, require_reason
from ansinh.domain.benefits.sampling import draw
from ansinh.records.store.benefits import decisions, dossiers
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.dossiers import DossierFacts, moved_to
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.dossiers.computing import reckon
from ansinh.usecases.ledger.law import law_of_books


@dataclass(frozen=True, slots=True)
class Second:
    """What the reviewer's own reckoning of one dossier gave, beside the proposal (dong)."""

    dossier: str
    number: str
    proposed: Dong
    reckoned: Dong
    why: Text | None = None  # where the law gave no answer now

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.why is None and self.proposed == self.reckoned


def sample(ids: Sequence[str], actor: str) -> list[str]:
    """Return the dossiers a reviewer reckons anew out of many computed ones; the same for the page and its answer."""
    proposed = decisions.proposed(ids)
    return draw([(key, one.amount + one.monthly) for key, one in proposed.items()], f"{actor}|{min(ids, default='')}")


def second(ids: Sequence[str]) -> list[Second]:
    """Return what dossiers come to when they are reckoned again now, beside their proposals. Nothing is written."""
    found, proposed = dossiers.read(ids), decisions.proposed(ids)
    reckoned, stuck = reckon(found, dt.datetime.now(dt.UTC), law_of_books())
    why = {one.dossier: one.why for one in stuck}
    said = {one.dossier.id: (one.settled.once + one.settled.monthly if one.settled.granted else 0) for one in reckoned}
    return [
        Second(
            one.id, one.number, proposed[one.id].amount + proposed[one.id].monthly, said.get(one.id, 0), why.get(one.id)
        )
        for one in found
        if one.id in proposed
    ]  # fmt: skip


def review(ids: Sequence[str], actor: str, *, sampled: Sequence[str] | None = None) -> int:
    """Sign computed dossiers as reviewed and return how many; `sampled` (all by default) are reckoned anew first.

    A second reckoning that gives another amount stops the whole (ConflictError names the dossiers); who computed one
    may not review it (RefusedError).
    """
    again = list(ids if sampled is None else sampled)
    act = Act(
        "dossier.review", actor, object_kind="dossier", object_id=",".join(ids[:3]),
        body={"ids": list(ids), "sampled": again},
    )  # fmt: skip
    return perform(act, lambda: _review(ids, actor, again))


def _review(ids: Sequence[str], actor: str, again: list[str]) -> int:
    """Do it inside the transaction."""
    found = dossiers.read(ids, lock=True)
    moved = [moved_to(one, after("review", one.state), "review") for one in found]
    proposed = decisions.proposed(ids)
    for one in proposed.values():
        require_other(actor, {"proposed": one.proposed_by})
    differing = [one for one in second(again) if not one.agrees]
    if differing:
        names = ", ".join(one.number for one in differing[:20])
        raise ConflictError(
            Text(
                f"Tính lại cho kết quả khác ở hồ sơ: {names}. Chuyển lại người tính.",
                f"Reckoned anew, these give another amount: {names}. Send them back to be computed.",
            )
        )
    keys = {key: one.id for key, one in proposed.items()}
    decisions.review(list(keys.values()), actor, [keys[key] for key in again if key in keys])
    dossiers.move(moved, actor)
    return len(moved)


def send_back(ids: Sequence[str], actor: str, reason: str) -> int:
    """Send computed or reviewed dossiers back to be computed again, with the reason."""
    require_reason("send_back", reason)
    act = Act(
        "dossier.send_back", actor, object_kind="dossier", object_id=",".join(ids[:3]), reason=reason,
        body={"ids": list(ids)},
    )  # fmt: skip
    return perform(act, lambda: _send_back(ids, actor, reason))


def _send_back(ids: Sequence[str], actor: str, reason: str) -> int:
    """Do it inside the transaction."""
    found = dossiers.read(ids, lock=True)
    moved = [moved_to(one, after("send_back", one.state), "send_back", reason) for one in found]
    decisions.withdraw_review(ids)
    dossiers.move(moved, actor)
    return len(moved)


def reviewed(found: Sequence[DossierFacts]) -> dict[str, Decision]:
    """Return the reviewed proposals of dossiers; RefusedError where one was never reviewed."""
    proposed = decisions.proposed([one.id for one in found])
    if any(one.id not in proposed or not proposed[one.id].reviewed_by for one in found):
        raise RefusedError(Text("Có hồ sơ chưa được thẩm định.", "A dossier was not reviewed."))
    return proposed
