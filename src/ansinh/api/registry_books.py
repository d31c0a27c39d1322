"""SI numbers and books over the API: issued again, corrected, closed; every look at a person is written down."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import caller
from ansinh.records.store.registry import people as store
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.usecases.registry import books
from ansinh.usecases.registry.books import Correction

router = Router(tags=["registry"])


class ReissueIn(Schema):
    """Why a book is issued again, and whether on paper."""

    reason: str
    form: Literal["electronic", "printed"] = "electronic"


class CorrectIn(Schema):
    """What is corrected (absent stays as it is), and why."""

    reason: str
    full_name: str | None = None
    birth_date: dt.date | None = None
    sex: Literal["female", "male", "other"] | None = None
    personal_id: str | None = None


class CloseIn(Schema):
    """The account the worker left, and whether the book is printed."""

    account: str
    form: Literal["electronic", "printed"] = "electronic"


@router.post("/persons/{person}/book/reissue")
def reissue(request: HttpRequest, person: int, body: ReissueIn) -> dict[str, Any]:
    """Issue a book again; the number stays."""
    event = books.reissue(person, _may(request, person), body.reason, form=body.form)
    return {"event": event}


@router.post("/persons/{person}/book/correct")
def correct(request: HttpRequest, person: int, body: CorrectIn) -> dict[str, Any]:
    """Correct what the book says of the person; the old values stay in the log."""
    wanted = Correction(body.full_name, body.birth_date, body.sex, body.personal_id)
    return {"event": books.correct(person, wanted, _may(request, person), body.reason)}


@router.post("/persons/{person}/book/close")
def close(request: HttpRequest, person: int, body: CloseIn) -> dict[str, Any]:
    """Close the book of a worker who left: confirmed to the last month that is paid."""
    actor, account = _may(request, person), account_by_code(body.account)
    closed = books.close(person, account.id, actor, form=body.form)
    return {
        "event": closed.event, "last": str(closed.last), "confirmed_to": str(closed.confirmed_to), "paid": closed.paid,
    }  # fmt: skip


def _may(request: HttpRequest, person: int) -> str:
    """Return who calls if they may write in the person's book."""
    who = caller(request)
    who.require("people.numbers", office_path=store.by_id(person).office_path)
    return who.name
