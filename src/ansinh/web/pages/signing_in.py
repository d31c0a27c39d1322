"""Sign in, sign out, choose a language."""

import datetime as dt
import time

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ansinh.core.text import Text
from ansinh.domain.registry.second_factor import needs_second_factor
from ansinh.records.store.users import User
from ansinh.usecases import signing_in
from ansinh.usecases.registry import second_factor
from ansinh.web import speech
from ansinh.web.render import page
from ansinh.web.viewer import Viewer

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING, MUST_ENROL = "second_factor_waiting", "second_factor_first"  # keys of the session
HOMES = {"benefits": "work", "assessment": "work", "intake": "work", "administrator": "users"}  # others: the overview
CODE_SECONDS = 300  # between the password and the code

WRONG = Text("Tên đăng nhập hoặc mật khẩu chưa đúng.", "The user name or the password is not right.")
WAIT = Text(
    "Đã thử nhiều lần. Hãy đợi {seconds} giây rồi thử lại; nếu quên mật khẩu, liên hệ quản trị của cơ quan.",
    "Too many tries. Wait {seconds} seconds and try again; if you forgot the password, ask your administrator.",
)


def enter(request: HttpRequest) -> HttpResponse:
    """Show the form, or sign in and go on to where the person wanted to be; by way of the second factor if there is."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    if request.method != "POST":
        return page(request, "login.html", {"next": wanted})
    username, network = request.POST.get("username", "")[:150], request.META.get("REMOTE_ADDR", "")
    user, problem, status = _try(request, username, network)
    if user is None:
        return page(request, "login.html", {"next": wanted, "problem": problem, "username": username}, status=status)
    wanted = inside(request, wanted)
    if second_factor.has(user.pk):
        request.session[WAITING] = {"user": user.pk, "until": time.time() + CODE_SECONDS, "next": wanted}
        return redirect("login_code")
    let_in(request, user)
    if second_factor.required() and needs_second_factor(Viewer(user.pk, user.get_username(), "").acts):
        request.session[MUST_ENROL] = True
        return redirect("second_factor")
    return redirect(first_page(user, wanted))


def first_page(user: User, wanted: str) -> str:
    """Return where somebody goes after signing in: where they wanted to, else to their work."""
    if wanted != "/":
        return wanted
    rights = Viewer(user.pk, user.get_username(), "").grants
    return reverse(HOMES[rights[0].function]) if rights and rights[0].function in HOMES else "/"


def _try(request: HttpRequest, username: str, network: str) -> tuple[User | None, Text, int]:
    """Return the user whose password it is, else what is wrong and the status of the answer."""
    now = dt.datetime.now(dt.UTC)
    wait = signing_in.wait(username, network, now)
    if wait:
        return None, WAIT.fill(seconds=int(wait.total_seconds()) + 1), 429
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    signing_in.note(username, network, now, success=user is not None)
    return user, WRONG, 401


def let_in(request: HttpRequest, user: User) -> None:
    """Sign the user in with a fresh session that keeps the language."""
    kept = request.session.get(speech.KEY)
    login(request, user, backend=BACKEND)
    if kept:
        request.session[speech.KEY] = kept


def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("login")


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language with the session and return to the page."""
    request.session[speech.KEY] = speech.chosen(request.POST.get("language"))
    return redirect(inside(request, request.POST.get("next", "/")))


def inside(request: HttpRequest, wanted: str) -> str:
    """Return `wanted` if it stays on this site, else the start."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
