"""Changes of the register in words, with who may decide them: what asks for two people, told the same everywhere."""

from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.records.store.registry.changes import Change
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.account_terms import terms_of
from ansinh.web import clock, words
from ansinh.web.viewer import Viewer

SAY = {
    "open": Text("Mở {key} “{name}”, trực thuộc {parent}", "Open {key} “{name}” under {parent}"),
    "rename": Text("{key} đổi tên thành “{name}”", "{key} is called “{name}”"),
    "close": Text("{key} chấm dứt", "{key} ends"),
    "taken": Text("{key} chấm dứt, {heir} tiếp nhận", "{key} ends and {heir} takes over"),
}
TERMS = Text("{code}: {kind}, vùng {region}, BHTN {ui}", "{code}: {kind}, region {region}, unemployment insurance {ui}")
SINCE_EVER = Text("từ đầu", "from the start")
SINCE = Text("từ {month}", "from {month}")


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words, why it was refused, and what the viewer may do with it or has asked."""

    change: Change
    what: Text
    own: bool
    may_approve: bool
    why: Text
    may_withdraw: bool


def told(found: list[Change], viewer: Viewer) -> list[Told]:
    """Return changes as a page shows them."""
    return [_told(one, viewer) for one in found]


def _told(one: Change, viewer: Viewer) -> Told:
    """Return one."""
    approves = viewer.reaches(changes.SUBJECTS[one.subject].approves, one.office_path)
    ahead = one.state == "waiting" and one.day > clock.today()
    why = Text(one.reason, one.reason_en or one.reason)
    return Told(one, what(one), one.proposed_by == viewer.username, approves, why, ahead and approves)


def what(change: Change) -> Text:
    """Return in a sentence what a change does."""
    if change.subject == "account_terms":
        terms = terms_of(change.facts)
        since = SINCE.fill(month=f"{terms.ui_from:%m/%Y}") if terms.ui_from else SINCE_EVER
        kind = words.UNIT_KIND.get(terms.unit_kind, terms.unit_kind)
        return TERMS.fill(code=change.key, kind=kind, region=terms.region, ui=since)
    facts = {name: change.facts.get(name, "") or "–" for name in ("name", "parent", "heir")}
    act = "taken" if change.act == "close" and change.facts.get("heir") else change.act
    return SAY[act].fill(key=_plain(change.key), **{name: _plain(value) for name, value in facts.items()})


def _plain(key: str) -> str:
    """Return the code in the key of a place."""
    kind, _, code = key.partition(":")
    return code if kind in words.PLACE_KIND and code else key
