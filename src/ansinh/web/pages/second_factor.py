"""The second factor: its code at sign-in; setting it up with a QR code; recovery codes, shown once."""

import datetime as dt
import time
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import AnsinhError, RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.second_factor import key_uri, needs_second_factor, secret_text
from ansinh.formats import qr
from ansinh.records.store import users
from ansinh.usecases import signing_in
from ansinh.usecases.registry import second_factor
from ansinh.usecases.registry.second_factor import Owner
from ansinh.web.attempts import tell
from ansinh.web.pages.signing_in import MUST_ENROL, WAIT, WAITING, first_page, let_in
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

GONE = Text("Đã gỡ xác thực hai bước.", "The second factor was removed.")
KEPT = Text("Cơ quan bắt buộc xác thực hai bước với quyền của bạn.", "Your rights require the second factor here.")


def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code after a right password, and let the person in."""
    waiting = request.session.get(WAITING)
    user = users.active(int(waiting["user"])) if waiting else None
    if waiting is None or user is None or time.time() > waiting["until"]:
        request.session.pop(WAITING, None)
        return redirect("login")
    if request.method != "POST":
        return page(request, "login_code.html", {})
    problem = _try(request, Owner(user.pk, user.get_username()), second_factor.check)
    if problem:
        return page(request, "login_code.html", {"problem": problem[0]}, status=problem[1])
    del request.session[WAITING]
    let_in(request, user)
    return redirect(first_page(user, str(waiting["next"])))


def _try(
    request: HttpRequest, owner: Owner, act: Callable[[Owner, str, dt.datetime], object]
) -> tuple[Text, int] | None:
    """Do `act` with the code typed; return what is wrong and the status of the answer, None if nothing is."""
    now, name, network = dt.datetime.now(dt.UTC), owner.username, request.META.get("REMOTE_ADDR", "")
    wait = signing_in.wait(name, network, now, signing_in.CODE)
    if wait:
        return WAIT.fill(seconds=int(wait.total_seconds()) + 1), 429
    try:
        act(owner, request.POST.get("code", "")[:40], now)
    except AnsinhError as refusal:
        signing_in.note(name, network, now, success=False, door=signing_in.CODE)
        return refusal.message, 401
    signing_in.note(name, network, now, success=True, door=signing_in.CODE)
    return None


def show(request: HttpRequest) -> HttpResponse:
    """Set the second factor up, or show that it is; recovery codes are shown in the answer that made them, only."""
    viewer = viewer_of(request)
    owner = Owner(viewer.user, viewer.username)
    has = second_factor.has(viewer.user)
    context: dict[str, object] = {"has": has, "forced": _forced(viewer)}
    if request.method == "POST":
        made: list[str] = []
        renew = second_factor.renew_recovery if has else second_factor.confirm
        problem = _try(request, owner, lambda who, typed, now: made.extend(renew(who, typed, now)))
        if problem is None:
            request.session.pop(MUST_ENROL, None)
            return page(request, "second_factor_codes.html", {"codes": made})
        context |= {"problem": problem[0]}
    if not has:
        context["secret"] = secret_text(second_factor.begin(owner))
    return page(request, "second_factor.html", context, status=401 if "problem" in context else 200)


def _forced(viewer: Viewer) -> bool:
    """Return whether the agency asks the second factor of this viewer."""
    return second_factor.required() and needs_second_factor(viewer.acts)


def picture(request: HttpRequest) -> HttpResponse:
    """Return the QR code of a secret that waits for its first code; Http404 once it counts."""
    viewer = viewer_of(request)
    try:
        secret = second_factor.begin(Owner(viewer.user, viewer.username))
    except RefusedError as refusal:
        raise Http404 from refusal
    return HttpResponse(qr.svg(key_uri(secret, viewer.username)), content_type="image/svg+xml")


def remove(request: HttpRequest) -> HttpResponse:
    """Take the own second factor away, for a right code, where the agency leaves it to the person."""
    viewer = viewer_of(request)
    if _forced(viewer):
        tell(request, KEPT, "gold")
        return redirect("second_factor")

    def act(owner: Owner, typed: str, now: dt.datetime) -> None:
        second_factor.check(owner, typed, now)
        second_factor.take_away(owner, owner.username, "own wish")

    problem = _try(request, Owner(viewer.user, viewer.username), act)
    tell(request, problem[0] if problem else GONE, "red" if problem else "green")
    return redirect("second_factor")
