"""While the database is away every door answers 503 with the time to ask again."""

from collections.abc import Iterator
from errno import ENOSPC

import psycopg
import pytest
from django.db import OperationalError, connections
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.web.conftest import ClientOf

from ansinh.api import callers
from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.text import Text
from ansinh.web.pages import months


@pytest.fixture
def away(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001 - the database
    default = connections["default"]
    port = default.settings_dict["PORT"]
    with django_db_blocker.unblock():
        default.close()
        default.settings_dict["PORT"] = 1  # nobody listens there
        yield
        default.close()
        default.settings_dict["PORT"] = port


def client() -> Client:
    made = Client(raise_request_exception=False)
    made.cookies["sessionid"] = "k" * 32
    return made


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", ["/", "/units/", "/filings/", "/login/?next=/units/"])
def test_a_page_says_so_and_asks_again_by_itself(path: str) -> None:
    answer = client().get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert b'http-equiv="refresh"' in answer.content


@pytest.mark.usefixtures("away")
def test_a_form_is_not_sent_again_by_itself() -> None:
    answer = client().post("/login/", {"username": "a", "password": "b"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert b'http-equiv="refresh"' not in answer.content


@pytest.mark.usefixtures("away")
def test_the_api_says_so_as_a_problem() -> None:
    answer = Client(raise_request_exception=False).get(
        "/api/invariants", headers={"Authorization": "Bearer " + "x" * 40}
    )
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"


def disk_full() -> OperationalError:
    error = OperationalError("could not extend file")
    error.__cause__ = psycopg.errors.DiskFull("could not extend file")
    return error


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (disk_full(), 507, "hết chỗ lưu"),
        (OSError(ENOSPC, "No space left on device"), 507, "hết chỗ lưu"),
        (ConflictError(Text("Người khác vừa ghi.", "Somebody else was first.")), 409, "Người khác vừa ghi."),
        (RefusedError(Text("Chưa đủ giấy tờ.", "A paper is missing.")), 422, "Chưa đủ giấy tờ."),
    ],
)
def test_what_stops_a_page_is_said_on_a_page(
    error: Exception, status: int, words: str, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise error

    monkeypatch.setattr(months.work, "months", stopped)
    signed_in = client_of("leader")
    signed_in.raise_request_exception = False
    answer = signed_in.get("/months/")
    assert answer.status_code == status
    assert words in answer.content.decode()


@pytest.mark.parametrize("error", [disk_full(), OSError(ENOSPC, "No space left on device")])
def test_a_full_disk_is_a_problem_of_its_own(
    error: Exception, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise error

    monkeypatch.setattr(callers, "grants_of", stopped)
    answer = client_of("leader").get("/api/debts/board?office=26")
    assert (answer.status_code, answer["Content-Type"]) == (507, "application/problem+json")
