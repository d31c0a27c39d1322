"""Signing in with a second factor: set up by QR code, asked after the password, each code once, required by choice."""

import time

import pytest
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.small_office import PASSWORD, Province

from ansinh.domain.registry.second_factor import code_at, step_of
from ansinh.records.models import AuditEntry, SecondFactor, User
from ansinh.usecases.registry import second_factor
from ansinh.usecases.registry.second_factor import Owner

SECRET = b"12345678901234567890"  # of RFC 4226, appendix D


def test_codes_are_those_of_the_standard() -> None:
    assert [code_at(SECRET, step) for step in (0, 1, 9)] == ["755224", "287082", "520489"]


def code_of(username: str, later: int = 0) -> str:
    user = User.objects.get(username=username)
    return code_at(second_factor._open(SecondFactor.objects.get(user=user).sealed), step_of(time.time()) + later)


@pytest.fixture
def enrolled(client_of: ClientOf) -> list[str]:
    """The leader has a second factor; the recovery codes shown."""
    client = client_of("leader")
    assert "otpauth" not in client.get("/account/second-factor/").content.decode()
    assert client.get("/account/second-factor/qr.svg").headers["Content-Type"] == "image/svg+xml"
    wrong = client.post("/account/second-factor/", {"code": "000000"})
    assert wrong.status_code == 401
    shown = client.post("/account/second-factor/", {"code": code_of("leader", -1)}).content.decode()
    codes = [line.split("<")[0] for line in shown.split('<li class="code">')[1:]]
    assert len(codes) == 10
    assert client.get("/account/second-factor/qr.svg").status_code == 404
    return codes


def sign_in(username: str = "leader") -> Client:
    client = Client()
    client.post("/login/", {"username": username, "password": PASSWORD, "next": "/targets/"})
    return client


def test_a_password_alone_lets_nobody_in(enrolled: list[str]) -> None:
    client = sign_in()
    assert client.get("/")["Location"].startswith("/login/")
    assert client.get("/login/code/").status_code == 200
    code = code_of("leader")
    answer = client.post("/login/code/", {"code": code})
    assert answer["Location"] == "/targets/"
    assert client.get("/targets/").status_code == 200
    again = sign_in()  # a code is taken once
    assert again.post("/login/code/", {"code": code}).status_code == 401
    assert len(enrolled) == len(set(enrolled))


def test_a_recovery_code_works_once_however_it_is_typed(enrolled: list[str]) -> None:
    first = sign_in()
    assert first.post("/login/code/", {"code": enrolled[3].upper().replace("-", " ")})["Location"] == "/targets/"
    assert sign_in().post("/login/code/", {"code": enrolled[3]}).status_code == 401


def test_codes_cannot_be_guessed_quickly(enrolled: list[str]) -> None:
    client = sign_in()
    answers = [client.post("/login/code/", {"code": "000000"}).status_code for _ in range(4)]
    assert answers == [401, 401, 401, 429]
    assert client.post("/login/code/", {"code": enrolled[0]}).status_code == 429


def test_who_approves_must_enrol_first_where_the_agency_asks(province: Province) -> None:  # noqa: ARG001 - the users
    second_factor.choose("second_factor", "required", "administrator")
    client = sign_in("accounting")
    assert client.get("/bank/")["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    shown = client.post("/account/second-factor/", {"code": code_of("accounting")})
    assert shown.status_code == 200
    assert client.get("/bank/").status_code == 200
    assert client.post("/account/second-factor/remove/", {"code": code_of("accounting", 1)}).status_code == 302
    assert second_factor.has(User.objects.get(username="accounting").pk)  # required: it cannot be turned off
    assert sign_in("intake").get("/units/").status_code == 200  # takes in, approves nothing


def test_every_step_is_audited_and_no_secret_is_kept_open(enrolled: list[str]) -> None:
    kept = SecondFactor.objects.get()
    assert enrolled[0].replace("-", "") not in str(kept.recovery)
    assert set(AuditEntry.objects.filter(act__startswith="second_factor").values_list("act", flat=True)) == {
        "second_factor.begin",
        "second_factor.confirm",
    }
    owner = Owner(kept.user_id, "leader")
    assert second_factor.take_away(owner, "quantri", "mất điện thoại")
    assert not second_factor.has(owner.user)
