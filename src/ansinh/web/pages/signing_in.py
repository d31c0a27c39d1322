"""Sign in, sign out, choose a language."""

import datetime as dt

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from ansinh.core.text import Text
from ansinh.usecases import signing_in
from ansinh.web import speech
from ansinh.web.render import page

WRONG = Text("Tên đăng nhập hoặc mật khẩu chưa đúng.", "The user name or the password is not right.")
WAIT = Text(
    "Đã thử nhiều lần. Hãy đợi {seconds} giây rồi thử lại; nếu quên mật khẩu, liên hệ quản trị của cơ quan.",
    "Too many tries. Wait {seconds} seconds and try again; if you forgot the password, ask your administrator.",
)


def enter(request: HttpRequest) -> HttpResponse:
    """Show the form, or sign in and go on to where the person wanted to be."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    if request.method != "POST":
        return page(request, "login.html", {"next": wanted})
    username, network = request.POST.get("username", "")[:150], request.META.get("REMOTE_ADDR", "")
    problem, status = _try(request, username, network)
    if problem is None:
        return redirect(_inside(request, wanted))
    return page(request, "login.html", {"next": wanted, "problem": problem, "username": username}, status=status)


def _try(request: HttpRequest, username: str, network: str) -> tuple[Text | None, int]:
    """Sign in; return what is wrong (None if nothing) and the status of the answer."""
    now = dt.datetime.now(dt.UTC)
    wait = signing_in.wait(username, network, now)
    if wait:
        return WAIT.fill(seconds=int(wait.total_seconds()) + 1), 429
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    signing_in.note(username, network, now, success=user is not None)
    if user is None:
        return WRONG, 401
    kept = request.session.get(speech.KEY)
    login(request, user)
    if kept:
        request.session[speech.KEY] = kept
    return None, 200


def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("login")


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language with the session and return to the page."""
    request.session[speech.KEY] = speech.chosen(request.POST.get("language"))
    return redirect(_inside(request, request.POST.get("next", "/")))


def _inside(request: HttpRequest, wanted: str) -> str:
    """Return `wanted` if it stays on this site, else the start."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
