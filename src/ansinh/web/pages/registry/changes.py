"""Changes of the register that wait for a second person: told in words, decided; the same for accounts and trees."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.records.store.registry import changes as store
from ansinh.records.store.registry.changes import Change
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.account_terms import terms_of
from ansinh.web import clock, words
from ansinh.web.attempts import carry_out
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

APPROVED = Text("Đã duyệt; thay đổi đã có trong sổ.", "Approved; the register says so now.")
REFUSED = Text("Đã từ chối; sổ không đổi.", "Refused; the register stays as it is.")
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
    """A change in words, and whether the viewer may decide it or has asked for it."""

    change: Change
    what: Text
    own: bool
    may_approve: bool


def told(found: list[Change], viewer: Viewer) -> list[Told]:
    """Return changes as a page shows them."""
    return [
        Told(
            one, what(one), one.proposed_by == viewer.username,
            viewer.reaches(changes.SUBJECTS[one.subject].approves, one.office_path),
        )
        for one in found
    ]  # fmt: skip


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


def show(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person in the viewer's offices, and what was decided."""
    viewer = viewer_of(request)
    waiting: list[Change] = []
    decided: list[Change] = []
    for name, subject in changes.SUBJECTS.items():
        offices = sorted({*viewer.office_ids(subject.approves), *viewer.office_ids(subject.proposes)})
        waiting += store.listed([name], offices, waiting=True)
        decided += store.listed([name], offices, waiting=False)
    context = {"waiting": told(waiting, viewer), "decided": told(decided, viewer)}
    return page(request, "registry/changes.html", context)


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Approve a change, or refuse it with a reason; who asked for it may take it back."""
    viewer = viewer_of(request)
    change = store.one(number)
    subject = changes.SUBJECTS[change.subject]
    approve = request.POST.get("decision") == "approve"
    own = change.proposed_by == viewer.username and not approve
    if not own and not viewer.reaches(subject.approves, change.office_path):
        raise Http404
    reason, today = request.POST.get("reason", "")[:500], clock.today()
    carry_out(
        request,
        lambda: changes.decide(number, viewer.username, approve=approve, today=today, reason=reason),
        APPROVED if approve else REFUSED,
    )
    return _back(change)


def _back(change: Change) -> HttpResponse:
    """Return to where the change shows."""
    if change.subject == "account_terms":
        return redirect("unit", code=change.key)
    return redirect("agency" if change.subject == "office" else "agency_places")
