"""Announced values: what the agency publishes because the texts do not establish it, by two people."""

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.records.store.ledger import announced
from ansinh.records.store.ledger.announced import Announcement
from ansinh.usecases.act import Act, perform


def announce(entry: Announcement, entered_by: str, approved_by: str) -> int:
    """Enter and approve an announced value as two acts of two people; return its id. Again changes nothing.

    RefusedError where both are the same person.
    """
    if entered_by == approved_by:
        raise RefusedError(Text("Người nhập và người duyệt phải khác nhau.", "One enters, another approves."))
    made = perform(_act("announced.enter", entry, entered_by), lambda: announced.enter(entry, entered_by))
    perform(_act("announced.approve", entry, approved_by), lambda: announced.approve(made, approved_by))
    return made


def _act(name: str, entry: Announcement, actor: str) -> Act:
    """Return the act for the audit chain."""
    body: dict[str, object] = {"day": str(entry.day), "value": entry.value, "document": entry.document}
    return Act(name=name, actor=actor, object_kind="announced", object_id=entry.key, body=body)
