"""Places opened, renamed, closed or taken in by another from a day on; one proposes, another approves."""

import datetime as dt

from ansinh.core.text import Text
from ansinh.domain.registry.trees import PLACE_LEVELS, Branch, refuse_close, refuse_open, refuse_own, refuse_rename
from ansinh.records.store.registry import place_tree as store
from ansinh.records.store.registry.changes import NewChange
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.registry.places import plain_place

NO_KIND = Text("Không có cấp “{found}”.", "There is no level “{found}”.")
_LEFT = (
    Text("nơi trực thuộc", "places under it"),
    Text("cơ quan phụ trách", "an office that serves it"),
)


def place_change(
    act: str, key: str, day: dt.date, facts: dict[str, str], *, office: str, document: str
) -> NewChange:  # fmt: skip
    """Return a change of a place (kind:code) to be proposed: open (name, parent), rename (name), close (heir).

    The right is looked up at `office`.
    """
    where = office_by_code(office)
    return NewChange("place", act, key, where.id, where.path, day, facts, document)


def apply(new: NewChange, proposer: str) -> None:
    """Carry it out; inside the transaction of the approval. The audit chain names the proposer."""
    del proposer
    name = new.facts.get("name", "").strip()
    if new.act == "open":
        store.open_place(_branch(new), plain_place(name))
    elif new.act == "rename":
        store.rename(new.key, (name, plain_place(name)), new.day, new.document)
    else:
        store.close(new.key, new.facts.get("heir", ""), new.day, new.document)


def _branch(new: NewChange) -> Branch:
    """Return the place a change opens."""
    kind = new.key.partition(":")[0]
    return Branch(new.key, new.facts.get("name", "").strip(), kind, new.facts.get("parent", ""), new.day, None)


def _check_open(new: NewChange) -> Text | None:
    """Return why a place cannot be opened: a code may come back only after the place that bore it has ended."""
    branch = _branch(new)
    if branch.kind not in PLACE_LEVELS:
        return NO_KIND.fill(found=branch.kind)
    known = store.branch(new.key, new.day)
    taken = known if known is not None and (known.until is None or known.until > new.day) else None
    above = store.branch(branch.parent, new.day) if branch.parent else None
    return refuse_open(branch, taken, above, PLACE_LEVELS)


def _check_rename(new: NewChange) -> Text | None:
    """Return why a place cannot be renamed."""
    return refuse_rename(new.key, store.branch(new.key, new.day), new.facts.get("name", ""), new.day)


def _check_close(new: NewChange) -> Text | None:
    """Return why a place cannot end."""
    old, heir = store.branch(new.key, new.day), new.facts.get("heir", "")
    if old is None or not old.lives(new.day):
        return refuse_rename(new.key, None, "", new.day)
    keeps = [what for what, there in zip(_LEFT, store.kept(new.key, new.day), strict=True) if there]
    taker = store.branch(heir, new.day) if heir else None
    return refuse_own(new.key, heir, store.below(new.key, new.day)) or refuse_close(old, taker, heir, new.day, keeps)


CHECKS = {"open": _check_open, "rename": _check_rename, "close": _check_close}
"""What refuses each act: whatever would leave a hole or an overlap in the tree."""
