"""Every page of the database at hand, walked link by link as each function does: questions asked, milliseconds."""

import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from statistics import median
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from ansinh.records.bulk.arrow import close_doors
from ansinh.records.store.pages import samples

LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
WORD = re.compile(r"[a-z_-]+")  # in an address a word names another page, anything else another object of the same page
OF_A_KIND = 30  # addresses of one page that are asked for: its tabs, orders, filters, indicators
TIMES = 3
TYPED = (  # what a counter types: sent by POST, so no link leads there
    ("/search/", {"q": "cong ty may"}), ("/search/", {"q": "nguyen van"}), ("/people/", {"q": "nguyen thi hoa"}),
    ("/people/", {"q": "Nguyễn Văn"}), ("/people/", {"q": "2600000001"}),
)  # fmt: skip
OPENED = ("/", "/units/?q=cong+ty+may", "/units/?q=truong+tieu+hoc&order=debt")
Told = Callable[[str], None]
Ask = Callable[[], Any]  # the answer of the test client: a response with more on it


@dataclass(frozen=True, slots=True)
class PageVisit:
    """One address as one function sees it: queries, and milliseconds.

    `database` is the share of the first answer, which finds nothing remembered; `again` the median of three more, `cpu`
    what this process worked for the least of them (seconds on the wall tell little on a machine with other work).
    """

    page: str
    address: str
    function: str
    status: int
    queries: int
    database: float
    first: float
    again: float
    cpu: float


def walk_pages(functions: frozenset[str], tell: Told, *, of_a_kind: int = OF_A_KIND) -> list[PageVisit]:
    """Visit every page that links lead to, as one user of each function (all where none is named), and time each.

    A page is visited once for each of its kinds (tabs, filters, indicators), `of_a_kind` at most.
    Nothing is sent but searches. Sessions and the log of persons read are written, as for anybody who looks.
    """
    visits: list[PageVisit] = []
    try:
        for user in samples.users():
            if not functions or user.function in functions:
                found = list(_walk_as(user.id, user.function, of_a_kind))
                visits += found
                slow = max((one.again for one in found), default=0.0)
                tell(f"{user.function} ({user.username}): {len(found)} addresses, slowest {slow:,.0f} ms")
    finally:
        close_doors()  # some pages read columns beside Django's connection
    return visits


def _walk_as(user: int, function: str, of_a_kind: int) -> Iterator[PageVisit]:
    """Yield a visit for every page `user` finds, breadth first, each page once."""
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(pk=user))
    waiting, seen, pages = deque(OPENED), set[str](), Counter[str]()
    while waiting:
        address = waiting.popleft()
        page, kind = _named(address)
        if kind in seen or pages[page] >= of_a_kind or not page:
            continue
        seen.add(kind)
        pages[page] += 1
        visit, answer = _visit(kind, address, function, partial(client.get, address))
        if "text/html" in answer.get("Content-Type", "") and answer.status_code < 300:
            waiting.extend(unescape(link) for link in LINK.findall(answer.content.decode()))
            yield visit
        elif answer.status_code >= 400:
            yield visit
    for address, sent in TYPED:
        page, _ = _named(address)
        visit, answer = _visit(f"{page} typed", address, function, partial(client.post, address, sent))
        if answer.status_code < 300:
            yield visit


def _named(address: str) -> tuple[str, str]:
    """Return the name of the page at an address, and of its kind (tab, order, filters); nothing for a file."""
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return "", ""
    page = found.url_name or ""
    if not page or "form" in found.kwargs or "." in parts.path.rstrip("/").rsplit("/", 1)[-1]:
        return "", ""
    words = [f"{key}={value}" if WORD.fullmatch(str(value)) else key for key, value in
             [*found.kwargs.items(), *sorted(parse_qsl(parts.query))]]  # fmt: skip
    return page, " ".join([page, *words])


def _visit(kind: str, address: str, function: str, ask: Ask) -> tuple[PageVisit, HttpResponse]:
    """Ask for a page: once to count its queries, then to time it."""
    with CaptureQueriesContext(connection) as asked:
        answer, first, _ = _timed(ask)
    queries = list(asked.captured_queries)  # the next request forgets them
    database = 1000 * sum(float(one["time"]) for one in queries)
    more = [_timed(ask)[1:] for _ in range(TIMES)] if answer.status_code < 300 else [(first, 0.0)]
    again, cpu = median(wall for wall, _ in more), min(worked for _, worked in more)
    return PageVisit(kind, address, function, answer.status_code, len(queries), database, first, again, cpu), answer


def _timed(ask: Ask) -> tuple[HttpResponse, float, float]:
    """Return the answer, its milliseconds, and those this process worked for it."""
    begun, worked = time.perf_counter(), time.process_time()
    answer = ask()
    return answer, 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)
