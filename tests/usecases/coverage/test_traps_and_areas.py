"""What guards the look-up beyond one process, who is caught by a trap, and areas that cards follow."""

import datetime as dt
import time
from pathlib import Path

import pytest
from tests.api.cards_office import TODAY, card, holder, hospital, keyed
from tests.usecases.declarations.office import seed

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.domain.coverage.throttle import DAY, MINUTE
from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.law.value_files import load
from ansinh.records import models as m
from ansinh.records.store.coverage import alarms, traps
from ansinh.records.store.coverage.callers import counter_of_name
from ansinh.records.store.coverage.quota import SharedThrottle
from ansinh.records.store.coverage.register import Register
from ansinh.usecases.claims import receive
from ansinh.usecases.coverage import watch
from ansinh.usecases.coverage.areas import set_area
from ansinh.usecases.coverage.asking import typed
from ansinh.usecases.coverage.desk import execute
from ansinh.usecases.coverage.lookup import Asker, Desk, Question


def test_two_processes_share_a_quota(tmp_path: Path) -> None:
    one, two = (SharedThrottle(tmp_path / "quota.bin") for _ in range(2))
    assert all(each.take("clerk", "26001/a", (4, MINUTE), 100.0) for each in (one, two, one, two))
    assert not one.take("clerk", "26001/a", (4, MINUTE), 100.0)
    assert not two.left("clerk", "26001/a", (4, MINUTE), 100.0)
    assert two.take("clerk", "26001/a", (4, MINUTE), 116.0)  # a quarter of a minute fills one
    assert one.take("clerk", "26002/b", (4, MINUTE), 100.0)
    assert one.left("clerk", "26001/a", (4, MINUTE), 100.0 + 2 * DAY)
    assert one.left("clerk", "26001/a", (4, MINUTE), 5.0)  # the machine began anew


def test_a_full_file_forgets_the_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.records.store.coverage.quota.SLOTS", 8)
    shared = SharedThrottle(tmp_path / "quota.bin")
    for number in range(50):
        assert shared.take("miss", f"c{number}", (1, MINUTE), 100.0 + number)
    assert not shared.take("miss", "c49", (1, MINUTE), 149.0)


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Desk:  # noqa: ARG001 - the database
    seed()
    keyed(hospital())
    return Desk(
        register=Register(execute), write=lambda _: None, secret=b"s", values=load(), today=lambda: TODAY,
        throttle=SharedThrottle(tmp_path / "quota.bin"),
    )  # fmt: skip


def ask(desk: Desk, number: str) -> str:
    counter = counter_of_name(execute, "his-26001", m.Facility.objects.get(code="26001").pk, TODAY)
    assert counter is not None
    question = typed(number, "05/02/1988", "", TODAY, "visit")
    assert isinstance(question, Question)
    return desk.ask(Asker(counter, "api"), question).code.code


def test_whoever_asks_for_a_trap_waits_and_is_told_of(desk: Desk) -> None:
    watch.set_trap("2699999999", "đặt thử", "quan-tri")
    assert ask(desk, "2699999999") == "050"
    (alarm,) = alarms.alarms()
    assert (alarm.kind, alarm.subject, alarm.closed_at) == ("trap", "his-26001", None)
    assert ask(desk, "2611111111") == "429"
    with pytest.raises(RefusedError):
        watch.close_alarm(alarm.id, " ", "quan-tri")
    watch.close_alarm(alarm.id, "phần mềm bệnh viện gõ thử", "quan-tri")
    assert alarms.alarms()[0].closed_by == "quan-tri"
    (trap,) = traps.traps()
    watch.retire_trap(trap.id, "quan-tri")
    assert traps.traps()[0].retired_at is not None


def test_a_trap_is_nobodys_number(desk: Desk) -> None:
    assert desk
    holder()
    with pytest.raises(ConflictError):
        watch.set_trap("2611111111", "", "quan-tri")
    with pytest.raises(RefusedError):
        watch.set_trap("26", "", "quan-tri")


@pytest.mark.parametrize(("name", "kinds"), [("NGUYỄN THỊ ÁNH", ["death"]), ("TRẦN VĂN KHÁC", [])])
def test_a_death_in_a_claim_holds_the_card_for_review(desk: Desk, name: str, kinds: list[str]) -> None:
    """A record of another person goes back, and nothing is held on its word."""
    assert desk
    who = holder(number="2600000001")
    card(who, "2026-01-01", None)
    stay = Factory().inpatient()
    stay.summary.update(
        KET_QUA_DTRI="5", MA_THE_BHYT="DN4262600000001", HO_TEN=name, NGAY_SINH="198802050000", GIOI_TINH="2"
    )
    receive(envelope([stay.settle()]), "a.xml", actor="h", now=dt.datetime.fromisoformat(AT))
    held = m.CardHold.objects.filter(person=who)
    assert [row.kind for row in held] == kinds
    if held:
        assert held[0].validity.lower == dt.date(2026, 4, 6)  # the day after discharge


def test_an_area_is_dated_and_by_document(db: None) -> None:  # noqa: ARG001 - the database
    place = m.Place.objects.create(code="08999", name="Xã đảo", kind="commune", valid_from=dt.date(2000, 1, 1))
    assert set_area("08999", 2, dt.date(2020, 1, 1), "QĐ 1", "quan-tri") == "Xã đảo"
    set_area("08999", 0, dt.date(2025, 7, 1), "QĐ 2", "quan-tri")
    (row,) = m.LivingArea.objects.filter(place=place, superseded_at__isnull=True)
    assert (row.area, row.validity.lower, row.validity.upper) == (2, dt.date(2020, 1, 1), dt.date(2025, 7, 1))
    with pytest.raises(RefusedError):
        set_area("08999", 1, dt.date(2026, 1, 1), "", "quan-tri")
    with pytest.raises(MissingError):
        set_area("nowhere", 1, dt.date(2026, 1, 1), "QĐ", "quan-tri")


def test_the_clock_of_the_machine_is_one_for_all_processes() -> None:
    assert time.get_clock_info("monotonic").monotonic
