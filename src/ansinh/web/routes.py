"""Every page: its address, its view, and the act one must be allowed. One line each; a test reads this table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ansinh.web.pages import home, problems, signing_in
from ansinh.web.rights import Act
from ansinh.web.viewer import Viewer

View = Callable[..., HttpResponse]
READ, SEND, BOTH = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Route:
    """One page. `needs` is the act; "anyone" is open to all, "signed_in" to every user."""

    name: str
    pattern: str
    view: View
    needs: Act | str
    methods: tuple[str, ...] = READ


ROUTES = (
    Route("login", "login/", signing_in.enter, "anyone", BOTH),
    Route("logout", "logout/", signing_in.leave, "signed_in", SEND),
    Route("language", "language/", signing_in.choose_language, "anyone", SEND),
    Route("home", "", home.start, "signed_in"),
    Route("office", "offices/<str:code>/", home.show, "overview"),
    *(Route(n, n+"/", home.start, "signed_in", BOTH) for n in "work briefing filings bank units months search portal me targets people".split()),
    Route("figure", "why/<str:a>/<str:b>/", home.start, "signed_in"),
    Route("filing", "filings/<uuid:a>/", home.start, "signed_in"),
)


def guarded(route: Route) -> View:
    """Return the view of `route` behind its door: sign in first, then the right."""

    @wraps(route.view)
    def view(request: HttpRequest, **values: object) -> HttpResponse:
        viewer: Viewer | None = getattr(request, "viewer", None)
        if route.needs != "anyone":
            if viewer is None:
                return redirect(f"/login/?{urlencode({'next': request.get_full_path()})}")
            if route.needs != "signed_in" and not any(viewer.may(act) for act in _acts(route)):
                return problems.forbidden(request)
        return route.view(request, **values)

    return require_http_methods(list(route.methods))(view)


def _acts(route: Route) -> list[Act]:
    """Return the acts of which one is enough."""
    return route.needs.split("|")  # type: ignore[return-value] # the table holds names of acts; a test checks them


urlpatterns: list[URLPattern] = [path(route.pattern, guarded(route), name=route.name) for route in ROUTES]
