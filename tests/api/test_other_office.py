"""Every operation of the API, asked by somebody of another office with every function: nothing is told, or done."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.web.small_office import NAMES, PEOPLE, Province, seed

from ansinh.api.urls import api
from ansinh.domain.registry.rights import ACTS_OF
from ansinh.records import models as m

SCHEMA: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/")
OPERATIONS = [(method, path) for path, operations in SCHEMA["paths"].items() for method in operations]
SINCE = dt.date(2020, 1, 1)


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Province]:  # noqa: ARG001 - the database
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


@pytest.fixture
def stranger(province: Province, db: None) -> Client:  # noqa: ARG001 - a savepoint for each test, inside the module's
    """Somebody with every function there is, in another province; the own account and record are not of this one."""
    user, elsewhere = m.User.objects.create(username="stranger"), m.Office.objects.get(code="27")
    for function in ACTS_OF:
        m.Grant.objects.create(user=user, function=function, office=elsewhere, valid_from=SINCE, granted_by="seed")
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def resolved(shape: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in shape:
        shape = SCHEMA["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in shape:
            return resolved(shape[several][0])
    return shape


def sample(given: dict[str, Any], name: str, known: dict[str, Any]) -> Any:
    """Return the least value of a shape; a name that is known gets an object of the other office."""
    shape = resolved(given)
    if shape.get("type") == "object":
        wanted = shape.get("required", [])
        return {each: sample(one, each, known) for each, one in shape.get("properties", {}).items() if each in wanted}
    if shape.get("type") == "array":
        return [sample(shape.get("items", {}), name, known)]
    fixed = [*shape.get("enum", []), *(shape[word] for word in ("const", "default") if shape.get(word) is not None)]
    return fixed[0] if fixed and name not in known else plain(shape, name, known.get(name))


def plain(shape: dict[str, Any], name: str, value: object) -> object:
    """Return a number, yes, a day, a month or a word."""
    if shape.get("type") in ("integer", "number"):
        return value if isinstance(value, int) else 1
    if shape.get("type") == "boolean" or shape.get("format") == "date":
        return "2021-11-15" if shape.get("format") else True
    if value is not None:
        return str(value)
    return "2021-10" if any(word in name for word in ("month", "period", "quarter", "first")) else "thử"


def objects(province: Province) -> dict[str, Any]:
    """Return objects of the province by the names parameters have in the API."""
    unit, person = province.accounts[0], province.people[0]
    uuid = province.filing and str(province.filing.pk)
    return {
        "account": unit.code, "code": unit.code, "unit": unit.code, "office": "26", "person": person.pk,
        "survivor": person.pk, "duplicate": province.people[1].pk, "si_number": person.si_number,
        "filing": uuid, "dossier": uuid, "key": uuid, "batch": uuid, "campaign": uuid, "change": uuid,
        "partner_list": uuid, "month": "2021-10", "months": 1, "day": "2021-10-01", "facility": "26001",
        "reference": "H1-1", "file_no": "H000001", "language": "vi", "number": person.si_number,
    }  # fmt: skip


def address(method: str, path: str, known: dict[str, Any]) -> str:
    """Return the address of an operation about objects of the province."""
    url, asked = path, {}
    for one in SCHEMA["paths"][path][method].get("parameters", []):
        name = one["name"]
        if one["in"] == "path":
            kind = resolved(one["schema"])
            number = kind.get("type") == "integer"
            value = 1 if number and not isinstance(known.get(name), int) else known.get(name, "1")
            if kind.get("format") == "uuid":
                value = known["filing"]
            url = url.replace(f"{{{name}}}", str(value))
        elif one["in"] == "query" and (one.get("required") or name in ("office", "account", "facility", "unit")):
            asked[name] = sample(one["schema"], name, known)
    for name in ("int", "uuidstr", "path"):
        url = url.replace(f"{{{name}:", "{")
    return f"{url}?{urlencode(asked)}" if asked else url


def body(method: str, path: str, known: dict[str, Any]) -> dict[str, Any]:
    """Return what the client sends with an operation."""
    told = SCHEMA["paths"][path][method].get("requestBody")
    if told is None:
        return {}
    form, given = next(iter(told["content"].items()))
    if form == "application/json":
        return {"data": json.dumps(sample(given["schema"], "", known)), "content_type": form}
    parts = resolved(given["schema"]).get("properties", {})
    file = {
        name: SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
        for name, one in parts.items()
        if resolved(one).get("format") == "binary"
    }
    return {"data": {name: sample(one, name, known) for name, one in parts.items() if name not in file} | file}


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda word: word)
def test_a_stranger_learns_nothing_and_does_nothing(
    method: str, path: str, stranger: Client, province: Province
) -> None:
    known = objects(province)
    answer = getattr(stranger, method)(address(method, path, known), **body(method, path, known))
    told = answer.content.decode(errors="replace")
    assert answer.status_code < 500, told[:500]
    assert not [mark for mark in (*NAMES, *PEOPLE, known["si_number"]) if mark in told and answer.status_code < 400]
    if method != "get":
        assert answer.status_code >= 400 or not m.AuditEntry.objects.filter(actor="stranger", office="26").exists()
