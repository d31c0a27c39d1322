"""A district office with two employers, straight into the tables; and declarations as JSON."""

import datetime as dt
import json
from typing import Any

import psycopg
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.core.period import Month
from ansinh.core.person_name import search_key, sort_key
from ansinh.records import models as m
from ansinh.usecases import declarations

OCTOBER = Month.of(2021, 10)


def seed() -> dict[str, m.EmployerAccount]:
    """Write offices and two employer accounts; return them by code."""
    start = dt.date(1995, 1, 1)
    top = m.Office.objects.create(code="00", name="BHXH Việt Nam", kind="national", path="00", valid_from=start)
    province = m.Office.objects.create(
        code="26", name="BHXH tỉnh Vĩnh Phúc", kind="province", parent=top, path="00.26", valid_from=start
    )
    base = m.Office.objects.create(
        code="2601", name="BHXH Vĩnh Yên", kind="district", parent=province, path="00.26.2601", valid_from=start
    )
    accounts = {}
    for code, tax, name in (("TA0001A", "0100233488", "Công ty Hoa Sen"), ("TA0002A", None, "Công ty Tam Đảo")):
        employer = m.Employer.objects.create(tax_code=tax, name=name, name_search=search_key(name))
        accounts[code] = m.EmployerAccount.objects.create(
            code=code, employer=employer, office=base, name=name, name_search=search_key(name),
            unit_kind="enterprise", region=2, opened=dt.date(2015, 1, 1),
        )  # fmt: skip
    return accounts


def person(name: str, number: str | None, *, birth: dt.date = dt.date(1990, 5, 1), **more: Any) -> m.Person:
    return m.Person.objects.create(
        full_name=name, name_search=search_key(name), name_sort=sort_key(name), si_number=number, birth_date=birth,
        sex="female", office=m.Office.objects.get(code="2601"), **more,
    )  # fmt: skip


def spell(
    account: m.EmployerAccount, who: m.Person, first: str, last: str | None = None, base: int = 5_000_000, **more: Any
) -> m.Spell:
    end = Month.parse(last).plus(1).first_day if last else None
    return m.Spell.objects.create(
        account=account, person=who, validity=DateRange(Month.parse(first).first_day, end), group=1, pay_regime=1,
        base=base, **more,
    )  # fmt: skip


def row(**given: Any) -> dict[str, Any]:
    """Return a row under the keys of the form; a new worker unless told otherwise."""
    new = {
        "full_name": "Nguyễn Thị Đào", "birth_date": "12/03/1995", "sex": "Nữ", "job": "Công nhân may",
        "coef_or_wage": 6_000_000, "si_from": "10/2021", "change": "TM",
    }  # fmt: skip
    return {key: value for key, value in {**new, **given}.items() if value is not None}


def change(code: str, who: m.Person, first: str | None, last: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a row that changes a known person."""
    birth = f"{who.birth_date:%d/%m/%Y}"
    return {
        "full_name": who.full_name, "si_number": who.si_number, "birth_date": birth, "sex": "Nữ", "job": "Công nhân",
        "change": code, "note": "hết hạn hợp đồng", "coef_or_wage": "", **({"si_from": first} if first else {}),
        **({"si_to": last} if last else {}), **more,
    }  # fmt: skip


def listing(*rows: dict[str, Any], month: str = "10/2021", unit: str = "TA0001A") -> bytes:
    head = {"unit_code": unit, "month": month}
    return json.dumps({"header": head, "rows": list(rows)}, ensure_ascii=False).encode()


def send(data: bytes, *, account: str = "TA0001A", period: Month = OCTOBER) -> str:
    return declarations.receive(
        declarations.Sent("D02", data, "t10.json", "counter", "tiep-nhan", account=account, period=period)
    )


def codes(filing: str) -> list[tuple[int | None, str]]:
    return list(m.FilingFinding.objects.filter(filing_id=filing).order_by("position").values_list("row", "code"))


def months(who: m.Person) -> list[tuple[str, str, int | None, int, int]]:
    """Return (first, last or "", base, absence, funds) of the spells that stand."""
    found = []
    for one in m.Spell.objects.filter(person=who, superseded_at__isnull=True).order_by("validity"):
        last = str(Month.containing(one.validity.upper).plus(-1)) if one.validity.upper else ""
        found.append((str(Month.containing(one.validity.lower)), last, one.base, one.absence, one.funds))
    return found


def tables() -> list[int]:
    """Return how many rows the register holds: nothing may change where a file is refused."""
    return [model.objects.count() for model in (m.Person, m.Spell, m.SiBookEvent)]


__all__ = [
    "OCTOBER",
    "change",
    "codes",
    "listing",
    "months",
    "person",
    "psycopg",
    "row",
    "seed",
    "send",
    "spell",
    "tables",
]
