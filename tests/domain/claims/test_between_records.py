"""Rules that read several records, as they are written: each case is a few visits of its own, all in one batch."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from ansinh.domain.claims.assess import Assessment, assess
from ansinh.domain.claims.batch import batch_of
from ansinh.domain.claims.lists import Lists
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.jobs.synthetic.claims.factory import XRAY, Factory
from ansinh.jobs.synthetic.claims.plants_items import _move as move
from ansinh.jobs.synthetic.claims.plants_items import _same_person as same_person
from ansinh.jobs.synthetic.claims.registers import lists_of
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import envelope

NOW = dt.datetime.fromisoformat("2026-07-10T08:00")
DAY = dt.timedelta(days=1)
Case = Callable[[Factory], list[Visit]]


def refill(days: int, *, first: str = "I10", second: str = "I11.9", given: int = 28, drugs: bool = True) -> Case:
    """Two visits of one person `days` apart: drugs for `given` days, then with or without drugs again."""

    def made(factory: Factory) -> list[Visit]:
        visits = [factory.outpatient(), factory.outpatient()]
        same_person(visits[1], visits[0])
        move(visits[1], visits[0].came + days * DAY + dt.timedelta(minutes=3))
        for visit, icd in zip(visits, (first, second), strict=True):
            visit.summary["MA_BENH_CHINH"] = icd
        visits[0].drugs[0].update(SO_LUONG=str(given), LIEU_DUNG=f"1 viên * 1 lần * {given} ngày")
        if not drugs:
            visits[1].drugs.clear()
        return visits

    return made


def performed(first: str, second: str, *, apart: int = 0, facility: str = "26002") -> Case:
    """Two visits in two places whose tests were performed by these licences, `apart` minutes after one another."""

    def made(factory: Factory) -> list[Visit]:
        visits = [factory.outpatient("26001"), factory.outpatient(facility)]
        move(visits[1], visits[0].came + dt.timedelta(minutes=apart))
        for visit in visits:  # only the licences are looked at, not the machine of the house
            visit.services[2]["MA_MAY"] = f"XQ.1.{visit.summary['MA_CSKCB']}.{visit.episode}"
        for visit, licences in zip(visits, (first, second), strict=True):
            visit.services[1]["NGUOI_THUC_HIEN"] = licences
            visit.services[2]["NGUOI_THUC_HIEN"] = f"KTV{visit.summary['MA_CSKCB']}"
        return visits

    return made


def long_scan(factory: Factory) -> list[Visit]:
    """A case of an hour, a short one inside it, and a third that begins before the first ends."""
    visits = [factory.outpatient("26014") for _ in range(3)]
    start = visits[0].came
    for visit, minutes in zip(visits, (0, 10, 30), strict=True):
        move(visit, start + dt.timedelta(minutes=minutes))
        scan = next(row for row in visit.services if row["MA_DICH_VU"] == XRAY)
        scan["NGAY_KQ"] = visit.at(91 if minutes == 0 else 33)
    return visits


def beside(facility: str, minutes: int) -> Case:
    """An outpatient visit of somebody who lies elsewhere; it begins `minutes` after the admission."""

    def made(factory: Factory) -> list[Visit]:
        visits = [factory.inpatient("26001"), factory.outpatient(facility)]
        same_person(visits[1], visits[0])
        visits[1].summary.update(MA_DOITUONG_KCB="2", MA_DKBD="26001")
        move(visits[1], visits[0].came + dt.timedelta(minutes=20 + minutes))
        return visits

    return made


def asked_again(hours: int, icd: str) -> Case:
    """Procalcitonin twice, so many hours apart, with a disease beside the main one."""

    def made(factory: Factory) -> list[Visit]:
        visit = factory.inpatient()
        visit.summary["MA_BENH_KT"] = icd
        for minutes in (60, 60 + hours * 60):
            visit.add_service("23.0130.1549", "1", 400_000, minutes=minutes)
        return [visit]

    return made


CASES: dict[str, tuple[Case, str]] = {
    "a refill of the same chapter too early": (refill(12), "OVR-06"),
    "too early, and nothing given": (refill(12, drugs=False), "OVR-06"),
    "on the day the drugs end": (refill(28), ""),
    "the day before they end": (refill(27), "OVR-06"),
    "another chapter of disease": (refill(12, second="K59.1"), ""),
    "two letters of one chapter": (refill(12, first="A15.0", second="B18.1"), "OVR-06"),
    "one letter of two chapters": (refill(12, first="H10.1", second="H66.9"), ""),
    "no supply of a chronic disease": (refill(5, given=13), ""),
    "the second of two licences in two places": (performed("KTV26001;KTV9", "KTV26002;KTV9"), "OVR-08"),
    "the same licence a minute later": (performed("KTV9", "KTV9", apart=1), ""),
    "the same licence in one place": (performed("KTV9", "KTV9", facility="26001"), ""),
    "a machine that a case before the last one still holds": (long_scan, "OVR-09"),
    "out of bed from the minute of admission": (beside("26002", 0), "OVR-02"),
    "out of bed a minute before the admission": (beside("26002", -1), ""),
    "in the same house": (beside("26001", 60), ""),
    "procalcitonin after two days": (asked_again(48, "A41.9"), ""),
    "procalcitonin within two days of a severe infection": (asked_again(47, "A41.9"), "SRV-21"),
    "procalcitonin after a day of septic shock": (asked_again(24, "A41.9;R57.2"), ""),
    "procalcitonin within a day of septic shock": (asked_again(23, "A41.9;R57.2"), "SRV-21"),
}
LOOKED_AT = {"OVR-02", "OVR-06", "OVR-08", "OVR-09", "SRV-21"}


@pytest.fixture(scope="module")
def judged() -> tuple[Assessment, dict[str, str]]:
    factory, visits, last = Factory(), [], {}
    for name, (made, _) in CASES.items():
        some = [visit.settle() for visit in made(factory)]
        visits += some
        last[name] = some[-1].episode
    told = {
        name: pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.String), orient="row").with_columns(
            pl.selectors.string().replace("", None))
        for name, (heads, rows) in lists_of(visits, []).items()
    }  # fmt: skip
    records = [record for visit in visits for record in read_bytes(envelope([visit]), "x.xml", Intake())]
    return assess(batch_of(records), Lists(told), now=NOW), last


@pytest.mark.parametrize("name", list(CASES))
def test_the_last_visit_of_a_case_is_marked_or_not(judged: tuple[Assessment, dict[str, str]], name: str) -> None:
    made, last = judged
    visit = made.frames.visits.filter(pl.col("episode") == last[name])["visit"][0]
    found = made.findings.filter((pl.col("visit") == visit) & pl.col("rule").is_in(sorted(LOOKED_AT)))
    assert sorted(set(found["rule"])) == CASES[name][1].split(), found.rows()
