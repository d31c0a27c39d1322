"""People with months in an employer account, and claims of theirs handed in at the counter."""

import datetime as dt
from typing import Any

from tests.usecases.declarations.office import person, seed, spell

from ansinh.records import models as m
from ansinh.records.store.benefits.dossiers import PayTo
from ansinh.usecases.benefits.dossiers import approving, computing, papering, receiving, reviewing
from ansinh.usecases.benefits.dossiers.receiving import Claim, Received

DAY = dt.date(2021, 10, 25)
BANK = PayTo("bank", "970436", "Vietcombank", "0071000123456", "NGUYEN THI DAO")
PAPERS = {"sick_certificate": "C65-0001", "child_sick_certificate": "C65-0002", "birth_certificate": "KS-0003"}


def world() -> tuple[dict[str, m.EmployerAccount], m.Person]:
    """Return the accounts and a woman who has worked in one since 2016 for 5,200,000 dong."""
    accounts = seed()
    dao = person("Nguyễn Thị Đào", "2600000001")
    spell(accounts["TA0001A"], dao, "2016-01", base=5_200_000)
    return accounts, dao


def claim(procedure: str = "sickness.own", number: str = "2600000001", **given: Any) -> Claim:
    """Return a claim: five working days of October 2021 unless told otherwise."""
    typed = {"first": "2021-10-04", "last": "2021-10-08", **given}
    return Claim(
        procedure, number, {k: v for k, v in typed.items() if v is not None}, BANK, "counter", "tiep-nhan",
        account="TA0001A", papers=PAPERS, received_on=DAY,
    )  # fmt: skip


def take_in(**more: Any) -> Received:
    """Hand in a claim."""
    return receiving.receive(claim(**more))


def settled(dossier: str, *, people: tuple[str, str, str] = ("can-bo", "tham-dinh", "giam-doc")) -> None:
    """Bring a received dossier to its approval by three people."""
    officer, reviewer, director = people
    papering.complete([dossier], officer)
    computing.compute([dossier], officer)
    reviewing.review([dossier], reviewer)
    approving.approve([dossier], director, on=dt.date(2021, 10, 28))


def state(dossier: str) -> str:
    return m.Dossier.objects.get(id=dossier).state


def codes(received: Received) -> list[str]:
    return [one.code for one in received.findings]
