"""What officers and agents do with prospects: give them out, call, visit, promise, refuse."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.outreach.contact import OUTCOMES, next_day
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import facts, prospects
from ansinh.usecases.act import Act, perform

MOST = 200_000
_CLOSED = Text("Đối tượng này đã kết thúc.", "This prospect is closed.")
_UNKNOWN = Text("Không có kết quả {outcome}.", "There is no outcome {outcome}.")
_DAY = Text("Cần ngày hẹn, không trước hôm nay.", "The promised day is needed, not before today.")


@dataclass(frozen=True, slots=True)
class Contact:
    """What came of a call or visit: how (call, visit, message, counter), the outcome, what was said, a promised day."""

    way: str
    outcome: str
    day: dt.date
    note: str = ""
    promised_for: dt.date | None = None


def note(prospect: int, contact: Contact, actor: str) -> str:
    """Write down a contact; return the state the prospect is in now.

    RefusedError for a closed prospect, an unknown outcome, or a promise without its day.
    """
    _check(contact)
    act = _act(prospect, contact, actor)

    def work() -> str:
        state, closed = prospects.locked(prospect)
        if closed is not None:
            raise RefusedError(_CLOSED)
        _write(prospect, contact, actor)
        return _move(prospect, contact, state)

    return perform(act, work)


def note_late(prospect: int, contact: Contact, actor: str, written: dt.datetime) -> tuple[str, bool]:
    """Write down a contact somebody wrote on a phone at `written`; return (state now, whether it moved the prospect).

    It always enters the story; a closed prospect, or one another person was in touch with since, keeps its state.
    RefusedError as for `note`.
    """
    _check(contact)

    def work() -> tuple[str, bool]:
        state, closed = prospects.locked(prospect)
        moves = closed is None and not prospects.touched_since(prospect, written, actor)
        _write(prospect, contact, actor)
        return (_move(prospect, contact, state), True) if moves else (state, False)

    return perform(_act(prospect, contact, actor), work)


def _check(contact: Contact) -> None:
    """Refuse an unknown outcome, or a promise without its day."""
    if contact.outcome not in OUTCOMES:
        raise RefusedError(_UNKNOWN.fill(outcome=contact.outcome))
    missing = contact.promised_for is None or contact.promised_for < contact.day
    if OUTCOMES[contact.outcome].needs_day and missing:
        raise RefusedError(_DAY)


def _act(prospect: int, contact: Contact, actor: str) -> Act:
    body: dict[str, object] = {"way": contact.way, "outcome": contact.outcome}
    return Act("outreach.contact", actor, "prospect", str(prospect), body=body)


def _write(prospect: int, contact: Contact, actor: str) -> None:
    """Add the contact to the story of the prospect."""
    prospects.note(
        prospect, kind=f"{contact.way}:{contact.outcome}", actor=actor, day=contact.day, note=contact.note,
        promised_for=contact.promised_for,
    )  # fmt: skip


def _move(prospect: int, contact: Contact, state: str) -> str:
    """Move the prospect to where the outcome leads; return its state."""
    outcome = OUTCOMES[contact.outcome]
    after = outcome.state or state
    due = next_day(contact.outcome, contact.day, contact.promised_for)
    prospects.change(prospect, state=after, due=due, contacted=outcome.reached)
    return after


def assign(office: str, owners: Sequence[str], actor: str, *, kind: str = "") -> dict[str, int]:
    """Give the prospects nobody has to `owners`, whole runs of communes each; return how many each got."""
    place = months.office(office)
    act = Act("outreach.assign", actor, "office", office, office, body={"owners": list(owners), "kind": kind})

    def work() -> dict[str, int]:
        numbers = prospects.unassigned(facts.office_ids(place.path), kind, MOST)
        share = -(-len(numbers) // len(owners))
        parts = [numbers[at * share : (at + 1) * share] for at in range(len(owners))]
        return {who: prospects.give(part, who) for who, part in zip(owners, parts, strict=True)}

    return perform(act, work)


def give(numbers: Sequence[int], owner: str, actor: str) -> int:
    """Give chosen prospects to somebody, whoever had them; return how many changed hands."""
    act = Act("outreach.give", actor, "user", owner, body={"prospects": len(numbers)})
    return perform(act, lambda: prospects.give(list(numbers), owner))
