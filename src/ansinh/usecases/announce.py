"""Announced values: what the agency publishes because the texts do not establish it, by two people."""

from dataclasses import replace
from fractions import Fraction

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.law.value_files import load
from ansinh.law.values import Announced, Parameter
from ansinh.records.store.ledger import announced
from ansinh.records.store.ledger.announced import Announcement
from ansinh.usecases.act import Act, perform

TWO = Text("Người nhập và người duyệt phải khác nhau.", "One enters, another approves.")


def announce(entry: Announcement, entered_by: str, approved_by: str) -> int:
    """Enter and approve an announced value as two acts of two people; return its id. Again changes nothing.

    RefusedError where both are the same person.
    """
    if entered_by == approved_by:
        raise RefusedError(TWO)
    made = perform(_act("announced.enter", entry, entered_by), lambda: announced.enter(entry, entered_by))
    perform(_act("announced.approve", entry, approved_by), lambda: announced.approve(made, approved_by))
    return made


def enter(entry: Announcement, actor: str) -> int:
    """Enter an announced value and return its id; it counts once another person has approved it, not before.

    RefusedError where the law has no such value, or the text is none.
    """
    checked = Announced(entry.key, entry.day, entry.value, entry.document, actor, f"not {actor}")
    _check_number(load().with_announced([checked]).parameters[entry.key], entry.value)
    return perform(_act("announced.enter", entry, actor), lambda: announced.enter(entry, actor))


def _check_number(parameter: Parameter, text: str) -> None:
    """Refuse a text that is no number where the other values of the parameter are numbers."""
    others = [line.content for line in parameter.dates if line.established and line.content != text]
    if (not others or any(_is_number(other) for other in others)) and not _is_number(text):
        raise RefusedError(
            Text("Giá trị phải là một số, ví dụ 0.0639.", "The value has to be a number, such as 0.0639.")
        )


def _is_number(content: object) -> bool:
    """Return whether a content is written as a number."""
    try:
        Fraction(str(content))
    except ValueError:
        return False
    return True


def approve(number: int, entry: Announcement, actor: str) -> None:
    """Approve an entry of somebody else: from now on it counts, and the one in force before is history.

    RefusedError for one's own, and for one that waits no more.
    """
    if announced.entered_by(number) == actor:
        raise RefusedError(TWO)
    perform(_act("announced.approve", entry, actor), lambda: _decided(announced.approve(number, actor)))


def refuse(number: int, entry: Announcement, actor: str, reason: str) -> None:
    """Refuse an entry with the reason; the value in force stays. Who entered it may take it back the same way."""
    if not reason.strip():
        raise RefusedError(Text("Hãy ghi lý do không duyệt.", "Write why it is not approved."))
    act = _act("announced.refuse", entry, actor)
    perform(replace(act, reason=reason), lambda: _decided(announced.refuse(number, actor, reason.strip())))


def _decided(done: bool) -> None:  # noqa: FBT001 - the answer of the door, passed straight on
    """Refuse what somebody else decided meanwhile."""
    if not done:
        raise RefusedError(Text("Giá trị này không còn chờ duyệt.", "This value does not wait for approval any more."))


def _act(name: str, entry: Announcement, actor: str) -> Act:
    """Return the act for the audit chain."""
    body: dict[str, object] = {"day": str(entry.day), "value": entry.value, "document": entry.document}
    return Act(name=name, actor=actor, object_kind="announced", object_id=entry.key, body=body)
