"""Look-ups through Django: the route of the description (OpenAPI), and the compatibility endpoint for any server."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from ninja import Router

from ansinh.api.callers import Caller, caller
from ansinh.api.lookup_gateway import PATHS, Gateway
from ansinh.api.lookup_http import Request, Response
from ansinh.api.lookup_own import look_up
from ansinh.api.lookup_shapes import LookupIn, LookupOut
from ansinh.records.store.coverage import callers
from ansinh.records.store.coverage.callers import Counter
from ansinh.usecases.clock import today
from ansinh.usecases.coverage.desk import desk, execute

MULTIPART = "multipart/form-data"
router = Router(tags=["coverage"])


@router.post("/lookup", response=LookupOut)
def post_lookup(request: HttpRequest, body: LookupIn) -> HttpResponse:  # noqa: ARG001 - the shape for the description
    """Look a card up by number and birth date, or by what a scanner read. Valid or not, and why; logged, limited.

    A wrong second fact and an unknown number give the very same answer. For facilities (a right for the facility) and
    for officers (a right for cards).
    """
    return _sent(look_up(desk(), _counter(caller(request)), _call(request)))


def _counter(who: Caller) -> Counter:
    """Return the counter of a caller: its facility, or an office with a right for cards (else a MissingError)."""
    facility = next(
        (grant.facility for grant in who.grants if grant.facility and grant.opens("own.facility", who.day)), 0
    )
    found = callers.counter_of_name(execute, who.name, facility, today()) if facility else None
    if found is None:
        who.offices("cards")
        return Counter(who.name)
    return found


@csrf_exempt
@require_POST
def gateway_call(request: HttpRequest, **_: Any) -> HttpResponse:  # noqa: ANN401 - what the path holds
    """Answer a call written for the national gateway."""
    return _sent(gateway().answer(_call(request)))


@cache
def gateway() -> Gateway:
    """Return the compatibility endpoint of this process."""
    return Gateway(desk())


def _call(request: HttpRequest) -> Request:
    """Return the call of a Django request."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = request.POST.urlencode().encode() if MULTIPART in headers.get("content-type", "") else request.body
    return Request(
        request.path, request.META.get("QUERY_STRING", ""), headers, body, request.META.get("REMOTE_ADDR", "")
    )


def _sent(answer: Response) -> HttpResponse:
    """Return an answer as Django sends it."""
    kind = "application/json; charset=utf-8" if answer.status == 200 else "application/problem+json"
    return HttpResponse(answer.body, status=answer.status, content_type=kind, headers={"Cache-Control": "no-store"})


gateway_urls: list[URLPattern] = [path(each.removeprefix("/"), gateway_call) for each in sorted(PATHS)]
