"""What every request gets: its viewer, language and number; what every answer gets: headers that keep it private."""

import logging
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ansinh.web import speech
from ansinh.web.viewer import Viewer

REFUSED = (401, 403, 404)
_refused = logging.getLogger("ansinh.refused")
Answer = Callable[[HttpRequest], HttpResponse]


class ViewerMiddleware:
    """Set viewer, language and request number; forbid keeping any page in a cache."""

    def __init__(self, answer: Answer) -> None:
        """Keep the next door."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        user = request.user
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined] # PageRequest names it
        request.viewer = (  # type: ignore[attr-defined] # PageRequest names it
            Viewer(user.pk, user.get_username(), getattr(user, "display_name", "")) if user.is_authenticated else None
        )
        kept = request.session.get(speech.KEY) or getattr(user, "language", "vi")
        with translation.override(speech.chosen(kept)):
            response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers["Content-Language"] = speech.chosen(kept)
        if response.status_code in REFUSED:
            _note(request, response.status_code)
        return response


def _note(request: HttpRequest, status: int) -> None:
    """Write down who was refused what: the pattern of the address, never the numbers of people that stand in it."""
    asked = request.resolver_match
    if asked is None:
        return
    caller = getattr(request, "auth", None)
    who = getattr(caller, "name", "") or request.user.get_username() or "-"
    number = getattr(request, "request_id", "-")
    _refused.warning("%s %s %s asked by %s, request %s", status, request.method, asked.route, who, number)
