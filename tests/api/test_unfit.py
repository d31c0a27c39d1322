"""What no column can hold is a problem in two languages, never a fault of the server; odd years are no days."""

import psycopg
import pytest
from django.db import DataError, IntegrityError
from ninja import NinjaAPI
from ninja.testing import TestClient

from ansinh.api.unfit import answer_unfit
from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.web import fields


def against_a_check() -> IntegrityError:
    error = IntegrityError("new row violates check constraint")
    error.__cause__ = psycopg.errors.CheckViolation("x")
    return error


@pytest.mark.parametrize("error", [DataError("x"), psycopg.DataError("x"), OverflowError("x"), against_a_check()])
def test_a_value_that_cannot_be_kept_is_told(error: Exception) -> None:
    api = NinjaAPI(urls_namespace=f"unfit{id(error)}")
    answer_unfit(api)

    @api.get("/")
    def ask(request: object) -> None:  # noqa: ARG001 - the shape of a view
        raise error

    answer = TestClient(api).get("/")
    assert answer.status_code == 422
    assert answer.json()["title"]
    assert answer.json()["title_en"]


@pytest.mark.parametrize("text", ["0000-01", "9999-12", "1899-12", "2021-13", "", "x"])
def test_months_of_years_nobody_means(text: str) -> None:
    assert fields.month(text) is None
    with pytest.raises(RefusedError):
        month_of(text)


def test_days_and_keys_of_addresses() -> None:
    assert fields.month("2021-10") == month_of("2021-10") == Month.parse("2021-10")
    assert fields.day("0001-01-01") is fields.day("9999-12-31") is fields.day("x") is None
    assert [fields.whole(text) for text in ("12", " 7 ", "", "-1", "²", "9" * 18, "9" * 19)] == [
        12, 7, None, None, None, 10**18 - 1, None
    ]  # fmt: skip
