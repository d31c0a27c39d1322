"""Users: who signs in and what they may do; rights begin and end on days, a user is disabled, never removed."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.registry.rights import ACTS_OF
from ansinh.records.store.pages import administration as store
from ansinh.records.store.pages.administration import UserRow
from ansinh.records.store.users import GrantLine
from ansinh.usecases.registry import second_factor, users
from ansinh.usecases.registry.second_factor import Owner
from ansinh.web import listing
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.render import page
from ansinh.web.viewer import FUNCTION_NAMES, Viewer, viewer_of

SCOPES = {"unit": "account", "citizen": "si_number", "facility": "facility"}  # others reach an office
GIVEN = Text("Đã cấp quyền.", "The right was given.")
ENDED = Text("Quyền hết hiệu lực từ hôm nay.", "The right ends today.")
SWITCHED = Text("Đã đổi trạng thái tài khoản.", "The account was switched.")
GONE = Text("Đã gỡ xác thực hai bước; người dùng đăng ký lại.", "The second factor was removed; to be set up again.")
NO_REASON = Text("Hãy ghi lý do.", "Say why.")
BAD_DAY = Text("Ngày chưa đúng.", "The day is not right.")


def show_list(request: HttpRequest) -> HttpResponse:
    """Show the users an administrator looks after, by name."""
    viewer = viewer_of(request)
    text, after = request.GET.get("q", "").strip()[:60], request.GET.get("after", "")[:60]
    rows = store.users(viewer.office_ids("users"), text, viewer.today, after, listing.SIZE + 1)
    found = listing.cut(rows)
    context = {"found": found, "next": found.last.username if found.last else "", "functions": FUNCTION_NAMES}
    return page(request, "administration/users.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """Make a user; the first password is shown once, in this answer."""
    viewer = viewer_of(request)
    name, shown = request.POST.get("username", ""), request.POST.get("name", "")
    password = attempt(request, lambda: users.create(name, shown, viewer.username))
    if password is None:
        return redirect("users")
    context = {"username": name.strip().lower(), "password": password}
    return page(request, "administration/password.html", context)


def user_for(viewer: Viewer, number: int) -> UserRow:
    """Return a user the administrator looks after; Http404 otherwise."""
    found = store.user(number, viewer.office_ids("users"), viewer.today)
    if found is None:
        raise Http404
    return found


def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show one user: rights past and present, and what an administrator may do."""
    viewer = viewer_of(request)
    user = user_for(viewer, number)
    context = {
        "user": user,
        "grants": store.grants(user.id),
        "functions": [(code, FUNCTION_NAMES.get(code, Text(code, code))) for code in ACTS_OF],
        "names": FUNCTION_NAMES,
        "offices": [one for one in viewer.offices if viewer.reaches("users", one.path)],
        "today": viewer.today,
        "acts": store.audit("", "user.", user.username, None, 20),
        "own": user.username == viewer.username,
    }
    return page(request, "administration/user.html", context)


def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give a right: a function in an office's subtree, or on one account, person or facility."""
    viewer = viewer_of(request)
    user = user_for(viewer, number)
    function, code = request.POST.get("function", ""), request.POST.get("code", "").strip()[:60]
    office = request.POST.get("office", "")
    line = GrantLine(function, **{SCOPES[function]: code} if function in SCOPES else {"office": office})
    if function not in SCOPES:
        viewer.office("users", office)
    dates = _dates(request)
    if dates is None:
        tell(request, BAD_DAY, "gold")
    else:
        carry_out(request, lambda: users.give(user.username, line, dates, viewer.username), GIVEN)
    return redirect("user", number=user.id)


def _dates(request: HttpRequest) -> tuple[dt.date, dt.date | None] | None:
    """Return from .. to as typed (the last day holds too), None where they are no days in order."""
    try:
        first = dt.date.fromisoformat(request.POST.get("from", ""))
        last = request.POST.get("to", "")
        end = dt.date.fromisoformat(last) + dt.timedelta(days=1) if last else None
    except ValueError:
        return None
    return None if end is not None and end <= first else (first, end)


def change(request: HttpRequest, number: int) -> HttpResponse:
    """End a right, disable or enable, remove a second factor: each with a reason; or set a new password."""
    viewer = viewer_of(request)
    user = user_for(viewer, number)
    wanted, reason = request.POST.get("change", ""), request.POST.get("reason", "").strip()[:500]
    if wanted == "password":
        password = attempt(request, lambda: users.new_password(user.username, viewer.username))
        context = {"username": user.username, "password": password}
        return page(request, "administration/password.html", context) if password else redirect("user", number=user.id)
    if not reason:
        tell(request, NO_REASON, "gold")
    elif wanted == "end":
        grant = request.POST.get("grant", "")
        if not grant.isdigit():
            raise Http404
        carry_out(request, lambda: users.end(user.username, int(grant), viewer.today, viewer.username, reason), ENDED)
    elif wanted in {"disable", "enable"}:
        on = wanted == "enable"
        carry_out(request, lambda: users.switch(user.username, viewer.username, reason, on=on), SWITCHED)
    elif wanted == "factor":
        owner = Owner(user.id, user.username)
        carry_out(request, lambda: second_factor.take_away(owner, viewer.username, reason), GONE)
    return redirect("user", number=user.id)
