"""A hospital, its clerk and its systems, and a few people with cards: what the tests of look-ups stand on."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange
from tests.usecases.declarations.office import person, seed

from ansinh.records import models as m
from ansinh.records.store.coverage.accounts import kept_secret
from ansinh.records.store.registry import facilities
from ansinh.records.store.registry.facilities import NewFacility
from ansinh.records.store.registry.grants import token_hash

KEY = "khoa-cua-mot-benh-vien-0123456789-dai-va-ngau-nhien"
MD5 = "0CC175B9C0F1B6A831C399E269772661"
TODAY = dt.date(2026, 8, 10)


def hospital(code: str = "26001", **terms: object) -> m.Facility:
    office = m.Office.objects.get(code="26")
    words = {"level": "basic", "former_level": "district", "care": "both"} | terms
    facilities.load_facilities(
        [NewFacility(code, f"Bệnh viện {code}", office.id, since=dt.date(2015, 1, 1), **words)], "quan-tri"
    )
    return m.Facility.objects.get(code=code)


def keyed(facility: m.Facility, key: str = KEY) -> m.User:
    user = m.User.objects.create(username=f"his-{facility.code}")
    m.Grant.objects.create(
        user=user, function="facility", facility=facility, valid_from=dt.date(2020, 1, 1), granted_by="quan-tri"
    )
    m.PartnerToken.objects.create(
        user=user, label="HIS", hash=token_hash(key), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 1, 1)
    )
    return user


def account(facility: m.Facility, username: str = "26001_bv") -> None:
    m.GatewayAccount.objects.create(
        username=username, secret=kept_secret(MD5), facility=facility, validity=DateRange(dt.date(2020, 1, 1), None)
    )
    facilities.register_clerk(facility.id, "Đỗ Thị Quầy", "026199000001", dt.date(2020, 1, 1), "quan-tri")


def card(who: m.Person, first: str, stop: str | None, **said: object) -> m.CardPeriod:
    words = {
        "group": "DN", "level": 4, "pays_as": "DN", "province": 26, "five_year": dt.date(2024, 6, 1),
        "ground": "employment",
    } | said  # fmt: skip
    until = dt.date.fromisoformat(stop) if stop else None
    return m.CardPeriod.objects.create(
        person=who, office=who.office, validity=DateRange(dt.date.fromisoformat(first), until), **words
    )


def holder(name: str = "Nguyễn Thị Ánh", number: str = "2611111111", **more: object) -> m.Person:
    return person(name, number, birth=dt.date(1988, 2, 5), **more)


__all__ = ["KEY", "MD5", "TODAY", "account", "card", "holder", "hospital", "keyed", "seed"]
