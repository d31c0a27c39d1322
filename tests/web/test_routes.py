"""Every page has its line in the table of rights, and the door of that line holds."""

from typing import get_args

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.domain.registry.rights import ACTS_OF, Act
from ansinh.web.routes import ROUTES, Route

IDS = {"ids": lambda route: route.name}
USERS = (
    "leader",
    "collection",
    "accounting",
    "intake",
    "planning",
    "auditor",
    "administrator",
    "unit",
    "citizen",
    "nobody",
)


def values(route: Route, province: Province) -> dict[str, object]:
    """Values for the address of a route, of objects inside everybody's province."""
    known: dict[str, object] = {
        "code": province.bases[0].code if route.name == "office" else province.accounts[0].code,
        "office": "26",
        "indicator": "debt_total",
        "tab": "people",
        "form": "csv" if route.name == "units_export" else "xlsx" if route.name == "filings_export" else "pdf",
        "number": province.numbers[route.name]
        if route.name in province.numbers
        else province.people[0].pk
        if "int:" in route.pattern
        else province.lines[0].pk
        if "bank" in route.name
        else province.filing.pk,
        "period": "2021-10",
        "months": 3,
        "facility": "26001",
        "campaign": province.filing.pk,
        "prospect": 1,
        "partner_list": province.filing.pk,
    }
    return {name: value for name, value in known.items() if f":{name}>" in route.pattern}


def address(route: Route, province: Province) -> str:
    path = route.pattern
    for name, value in values(route, province).items():
        for kind in ("str", "int", "uuid"):
            path = path.replace(f"<{kind}:{name}>", str(value))
    return "/" + path


def test_every_address_of_the_site_is_in_the_table() -> None:
    named = {route.name for route in ROUTES}
    strangers = []
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and entry.app_name == "" and entry.pattern.describe() == "''":
            strangers += [
                one.name for one in entry.url_patterns if isinstance(one, URLPattern) and one.name not in named
            ]
    assert strangers == []
    assert len(named) == len(ROUTES)


@pytest.mark.parametrize("route", ROUTES, **IDS)
def test_every_route_needs_a_known_act_or_an_open_door(route: Route) -> None:
    acts = set(get_args(Act))
    assert route.needs in {"anyone", "signed_in"} or set(route.needs) <= acts


@pytest.mark.parametrize("route", [one for one in ROUTES if one.needs != "anyone"], **IDS)
def test_a_stranger_is_sent_to_sign_in(route: Route, province: Province) -> None:
    client = Client()
    path = address(route, province)
    response = client.get(path) if "GET" in route.methods else client.post(path)
    assert (response.status_code, response["Location"].startswith("/login/")) == (302, True)


@pytest.mark.parametrize("route", [one for one in ROUTES if one.methods == ("POST",)], **IDS)
def test_nothing_is_changed_by_reading(route: Route, province: Province, client_of: ClientOf) -> None:
    assert client_of("collection").get(address(route, province)).status_code == 405


@pytest.mark.parametrize("user", USERS)
def test_a_page_opens_exactly_for_those_whose_function_opens_its_act(
    user: str, province: Province, client_of: ClientOf
) -> None:
    client = client_of(user)
    acts = ACTS_OF.get(user, frozenset())
    wrong = []
    for route in ROUTES:
        if isinstance(route.needs, tuple) and "GET" in route.methods and route.name not in {"statement", "pay_qr"}:
            status = client.get(address(route, province)).status_code
            allowed = bool(set(route.needs) & acts)
            if (status == 403) is allowed:
                wrong.append((route.name, status, allowed))
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [
        "/offices/2602/",
        "/offices/27/",
        "/offices/00/",
        "/why/26/debt_total/",
        "/units/TA0001A/",
        "/units/TA0001A/ledger/",
        "/units/NOBODY/",
        "/units/?office=2602",
        "/people/999999/",
        "/briefing/?office=26",
    ],
)
def test_what_lies_outside_the_district_is_not_there(path: str, client_of: ClientOf) -> None:
    assert client_of("district").get(path).status_code == 404


def test_outside_and_missing_look_the_same(client_of: ClientOf) -> None:
    client = client_of("district")
    outside, missing = client.get("/units/TA0001A/"), client.get("/units/TA9999A/")
    assert outside.status_code == missing.status_code == 404
    assert len(outside.content) - len(missing.content) in range(-60, 60)


def test_an_employer_reaches_only_its_own_account(client_of: ClientOf) -> None:
    client = client_of("unit")
    assert client.get("/units/TA0000A/").status_code == 200
    assert client.get("/units/TA0001A/").status_code == 404
    assert client.get("/units/").status_code == 403
    assert client.get("/").headers["Location"] == "/portal/"


def test_an_employer_opens_no_month_of_another_account(province: Province, client_of: ClientOf) -> None:
    client = client_of("unit")
    stranger = province.people[1].pk
    assert client.get(f"/people/{stranger}/TA0001A/2021-10/").status_code == 404
    assert client.get(f"/people/{stranger}/TA0000A/2021-10/").status_code == 404
