"""Search from anywhere: what is typed finds units, persons and files in one go."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.records.store.pages import search as store
from ansinh.records.store.pages.search import Hit
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

LEAST = 2
KINDS: tuple[tuple[str, Act, str, str, Text], ...] = (
    ("unit", "units", "unit", "unit", Text("Đơn vị", "Units")),
    ("person", "people", "user", "person", Text("Người tham gia", "People")),
    ("filing", "filings", "file", "filing", Text("Hồ sơ", "Declarations")),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, with where it opens."""

    hit: Hit
    path: str
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """The things of one kind."""

    name: Text
    found: list[Found]


def show(request: HttpRequest) -> HttpResponse:
    """Show what was found for what was typed."""
    viewer = viewer_of(request)
    typed = request.POST.get("q", "").strip()[:80]
    words = search_key(typed)
    groups = []
    if len(words) >= LEAST:
        number = typed if any(sign.isdigit() for sign in typed) else ""
        for kind, act, icon, route, name in KINDS:
            if viewer.may(act) and not (kind == "filing" and not number):
                hits = store.hits(kind, words, number, viewer.office_ids(act))
                found = [Found(hit, reverse(route, args=[hit.key]), icon) for hit in hits]
                groups += [Group(name, found)] if found else []
    template = "found.html" if request.headers.get("HX-Request") else "search.html"
    return page(request, template, {"groups": groups, "typed": typed, "short": len(words) < LEAST})
