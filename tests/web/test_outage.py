"""While the database is away every door answers 503 with the time to ask again."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client
from pytest_django import DjangoDbBlocker


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
