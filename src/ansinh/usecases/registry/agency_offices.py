"""Offices opened, renamed, closed or taken over by another from a day on; one proposes, another approves."""

import datetime as dt

from ansinh.core.text import Text
from ansinh.domain.registry.trees import (
    OFFICE_LEVELS,
    Branch,
    refuse_close,
    refuse_hand_over,
    refuse_open,
    refuse_own,
    refuse_rename,
)
from ansinh.records.store.registry import office_tree as store
from ansinh.records.store.registry.changes import NewChange
from ansinh.records.store.registry.offices import office_by_code

NO_KIND = Text("Không có cấp “{found}”.", "There is no level “{found}”.")
_LEFT = (
    Text("đơn vị trực thuộc", "offices under it"),
    Text("đơn vị sử dụng lao động", "employers"),
    Text("người tham gia", "insured people"),
    Text("địa bàn phụ trách", "places it serves"),
)


def office_change(act: str, key: str, day: dt.date, facts: dict[str, str], document: str) -> NewChange:
    """Return a change of an office to be proposed.

    Facts: open name, name_en, kind, parent; rename name, name_en; close heir ("" without one). The right is looked up
    at the parent of a new office, else at the office itself.
    """
    where = office_by_code(facts.get("parent", "") if act == "open" else key)
    return NewChange("office", act, key, where.id, where.path, day, facts, document)


def apply(new: NewChange, proposer: str) -> None:
    """Carry it out; inside the transaction of the approval."""
    if new.act == "open":
        store.open_office(_branch(new), new.facts.get("name_en", ""))
    elif new.act == "rename":
        names = (new.facts["name"].strip(), new.facts.get("name_en", "").strip())
        store.rename(new.key, names, new.day, new.document, proposer)
    else:
        store.close(new.key, new.facts.get("heir", ""), new.day, new.document, proposer)


def _branch(new: NewChange) -> Branch:
    """Return the office a change opens."""
    facts = new.facts
    return Branch(new.key, facts.get("name", "").strip(), facts.get("kind", ""), facts.get("parent", ""), new.day, None)


def _check_open(new: NewChange) -> Text | None:
    """Return why an office cannot be opened."""
    branch = _branch(new)
    if branch.kind not in OFFICE_LEVELS or not branch.parent:
        return NO_KIND.fill(found=branch.kind)
    return refuse_open(branch, store.branch(new.key, new.day), store.branch(branch.parent, new.day), OFFICE_LEVELS)


def _check_rename(new: NewChange) -> Text | None:
    """Return why an office cannot be renamed."""
    return refuse_rename(new.key, store.branch(new.key, new.day), new.facts.get("name", ""), new.day)


def _check_close(new: NewChange) -> Text | None:
    """Return why an office cannot end."""
    old, heir = store.branch(new.key, new.day), new.facts.get("heir", "")
    if old is None:
        return refuse_rename(new.key, None, "", new.day)
    keeps = [what for what, there in zip(_LEFT, store.kept(new.key, new.day), strict=True) if there]
    taker = store.branch(heir, new.day) if heir else None
    after = heir or old.parent  # without an heir nothing is left, and what books there are above go on there
    return (
        refuse_own(new.key, heir, store.below(new.key))
        or refuse_close(old, taker, heir, new.day, keeps)
        or refuse_hand_over(store.books(new.key), store.books(after) if after else None, heir, new.day)
    )


CHECKS = {"open": _check_open, "rename": _check_rename, "close": _check_close}
"""What refuses each act: whatever would leave a hole or an overlap in the tree."""
