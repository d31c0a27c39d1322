"""Merge two numbers of one person: proposed by one, approved by another, undone if it was wrong; no month is lost."""

from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.merging import divide
from ansinh.records.store.registry import merges
from ansinh.usecases.act import Act, perform

_SAME = Text("Hai mã số này đã là của một người.", "The two numbers belong to one person already.")
_TWO = Text("Người đề nghị không được tự duyệt.", "Who proposes may not approve: a second person decides.")
_OPEN = Text("Mã số này đang có đề nghị gộp khác.", "Another merge of this number is open.")
_STATE = Text("Đề nghị gộp đang ở trạng thái “{state}”.", "The merge is {state}.")
_LATER = Text(
    "Người giữ lại đã được gộp tiếp; hoàn tác lần gộp sau trước.", "The survivor was merged since: undo that first."
)


def propose(survivor: int, duplicate: int, evidence: dict[str, Any], actor: str) -> int:
    """Propose that `duplicate` is the same person as `survivor`; return the merge. Both lead to their survivors."""
    act = Act("merge.propose", actor, object_kind="person", object_id=str(survivor), body={"duplicate": duplicate})
    return perform(act, lambda: _propose(survivor, duplicate, evidence, actor))


def _propose(survivor: int, duplicate: int, evidence: dict[str, Any], actor: str) -> int:
    """Do it inside the transaction."""
    kept, gone = merges.root_of(survivor), merges.root_of(duplicate)
    if kept == gone:
        raise RefusedError(_SAME)
    if merges.open_merge_of(gone):
        raise RefusedError(_OPEN)
    return merges.propose(kept, gone, evidence, actor)


def decide(merge: int, actor: str, *, approve: bool, reason: str = "") -> list[dict[str, Any]]:
    """Approve or refuse; return the conflicts: months both numbers have in one account, which stay where they are.

    The proposer may not decide (RefusedError). Approving moves every month the survivor does not have, points the
    duplicate to the survivor, and keeps a journal that undoes it.
    """
    name = "merge.approve" if approve else "merge.refuse"
    act = Act(name, actor, object_kind="merge", object_id=str(merge), reason=reason, body={"approve": approve})
    return perform(act, lambda: _decide(merge, actor, approve=approve, reason=reason))


def _decide(merge: int, actor: str, *, approve: bool, reason: str) -> list[dict[str, Any]]:
    """Do it inside the transaction."""
    facts = merges.merge_facts(merge)
    if facts.proposed_by == actor:
        raise RefusedError(_TWO)
    if facts.state != "proposed":
        raise RefusedError(_STATE.fill(state=facts.state))
    if not approve:
        merges.decide(merge, "refused", actor, reason, {})
        return []
    if merges.root_of(facts.survivor) != facts.survivor or merges.root_of(facts.duplicate) != facts.duplicate:
        raise RefusedError(_LATER)
    journal = _move(facts.survivor, facts.duplicate, actor)
    merges.point(facts.duplicate, facts.survivor)
    mine, theirs = merges.personal_ids(facts.survivor, facts.duplicate)
    journal["adopted"] = theirs if mine is None else None
    if mine is None and theirs is not None:
        merges.adopt_personal_id(facts.survivor, theirs)
    merges.decide(merge, "approved", actor, reason, journal)
    merges.note_book(facts.survivor, actor, reason, {"merge": merge, "from": facts.duplicate})
    conflicts: list[dict[str, Any]] = journal["conflicts"]
    return conflicts


def _move(survivor: int, duplicate: int, actor: str) -> dict[str, Any]:
    """Move the months of all three kinds of spells; return the journal."""
    journal: dict[str, Any] = {"tables": {}, "conflicts": []}
    for table in merges.TABLES:
        parts = divide(merges.spans(table, survivor), merges.spans(table, duplicate))
        made = merges.move(table, parts, survivor=survivor, duplicate=duplicate, actor=actor)
        journal["tables"][table] = {"gone": sorted({part.id for part in parts if part.moves}), "made": made}
        journal["conflicts"] += [
            {"table": table, "spell": part.id, "first": part.first, "end": part.end} for part in parts if not part.moves
        ]
    return journal


def undo(merge: int, actor: str, reason: str) -> None:
    """Undo an approved merge: the duplicate has its own months again, as they were.

    Only the latest of a chain of merges can be undone (RefusedError). What was recorded for the survivor since stays.
    """
    act = Act("merge.undo", actor, object_kind="merge", object_id=str(merge), reason=reason)
    perform(act, lambda: _undo(merge, actor, reason))


def _undo(merge: int, actor: str, reason: str) -> None:
    """Do it inside the transaction."""
    facts = merges.merge_facts(merge)
    if facts.state != "approved":
        raise RefusedError(_STATE.fill(state=facts.state))
    if merges.root_of(facts.survivor) != facts.survivor:
        raise RefusedError(_LATER)
    if facts.journal.get("adopted"):
        merges.adopt_personal_id(facts.survivor, None)
    merges.point(facts.duplicate, None)
    for table in merges.TABLES:
        lines = facts.journal["tables"][table]
        merges.supersede(table, lines["made"])
        merges.record_again(table, merges.superseded_by(table, lines["gone"]), facts.duplicate, actor)
    merges.decide(merge, "undone", actor, reason, facts.journal)
    merges.note_book(facts.survivor, actor, reason, {"merge": merge, "undone": True})
