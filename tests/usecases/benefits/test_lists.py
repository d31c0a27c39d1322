"""The employer's list 01B-HSB: received once, all findings at once, good rows only; killed anywhere and done again."""

import datetime as dt
import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.db import connections
from tests.usecases.benefits.claims import settled, state, world
from tests.usecases.declarations.office import person, spell

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.formats.benefits_hsb_rows import ClaimRows
from ansinh.formats.benefits_hsb_write import write_hsb
from ansinh.formats.header import UnitHeader
from ansinh.records import models as m
from ansinh.usecases.benefits.dossiers import approving, computing, reviewing
from ansinh.usecases.benefits.lists import accepting, checking, receiving

HEADER = UnitHeader(unit_name="Công ty Hoa Sen", unit_code="TA0001A", number="01", month=Month.of(2021, 10))
NAMES = ("", "", "An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nga", "Oanh")


def people(count: int) -> list[m.Person]:
    accounts, dao = world()
    made = [dao]
    for number in range(2, count + 1):
        one = person(f"Trần Thị {NAMES[number]}", f"26000000{number:02d}")
        spell(accounts["TA0001A"], one, "2018-01", base=4_800_000)
        made.append(one)
    return made


def table(*rows: tuple[str, str, str, str, str, str]) -> ClaimRows:
    """Return rows (procedure, name, number, first, last, condition)."""
    codes, names, numbers, firsts, lasts, conditions = (list(column) for column in zip(*rows, strict=True))
    return ClaimRows.of(
        len(rows),
        {
            "procedure": codes, "full_name": names, "si_number": numbers, "condition": conditions,
            "first": np.array(firsts, dtype="datetime64[D]"), "last": np.array(lasts, dtype="datetime64[D]"),
        },
    )  # fmt: skip


def send(rows: ClaimRows, layout: Any = "official") -> str:
    data = write_hsb(HEADER, rows, layout=layout)
    return receiving.receive(receiving.Sent(data, "ds.xlsx", "counter", "tiep-nhan", received_on=dt.date(2021, 10, 25)))


def of(who: m.Person, code: str = "sickness.own", first: str = "2021-10-04", last: str = "2021-10-08", said: str = ""):
    return (code, who.full_name, who.si_number, first, last, said)


def codes(key: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in checking.findings(key)]


@pytest.mark.django_db
def test_a_clean_list_becomes_dossiers_and_decisions_at_once() -> None:
    made = people(12)
    key = send(table(*(of(who) for who in made)))
    assert send(table(*(of(who) for who in made))) == key  # the same bytes are the same list
    checked = checking.check(key, "tiep-nhan")
    assert (checked.rows, checked.errors, codes(key)) == (12, 0, [])
    done = accepting.accept(key, "tiep-nhan", papers_seen=True)
    assert (done.state, done.dossiers) == ("accepted", 12)
    assert accepting.accept(key, "tiep-nhan", papers_seen=True).dossiers == 12  # again: the same, and no second ones
    ids = [str(one) for one in m.Dossier.objects.order_by("list_row").values_list("id", flat=True)]
    assert len(ids) == 12
    assert computing.compute(ids, "can-bo").granted == 12
    sample = reviewing.sample(ids, "tham-dinh")
    assert len(sample) == 5
    assert reviewing.review(ids, "tham-dinh", sampled=sample) == 12
    assert m.DossierDecision.objects.filter(sampled=True).count() == 5
    total = approving.approve(ids, "giam-doc").payable
    assert total == 812_500 + 11 * 750_000
    assert set(m.PayableLine.objects.values_list("channel", flat=True)) == {"unit"}


@pytest.mark.django_db
def test_a_half_valid_list_gives_all_findings_and_applies_nothing_until_told() -> None:
    made = people(8)
    settled_before = send(table(of(made[0], first="2021-10-11", last="2021-10-13")))
    checking.check(settled_before, "tiep-nhan")
    accepting.accept(settled_before, "tiep-nhan")
    settled_id = str(m.Dossier.objects.get().id)
    m.DossierPaper.objects.create(
        dossier_id=settled_id, paper="sick_certificate", how="paper", received_on=dt.date(2021, 10, 25), received_by="x"
    )
    settled(settled_id)
    key = send(
        table(
            of(made[0], first="2021-10-12", last="2021-10-14"),  # settled already
            of(made[1], first="2021-10-08", last="2021-10-04"),  # negative days
            of(made[2]),
            of(made[2], first="2021-10-08", last="2021-10-09"),  # twice
            of(made[3], "sickness.child", said="con sinh 01/01/2023"),  # a benefit before the birth
            ("sickness.own", "Người Lạ", made[4].si_number or "", "2021-10-04", "2021-10-05", ""),
            ("sickness.own", "Không Ai", "2699999999", "2021-10-04", "2021-10-05", ""),
            of(made[5], "maternity.birth", first="2021-09-01", last="2022-02-28", said="con sinh 01/09/2021"),
            of(made[5], first="2021-09-06", last="2021-09-07"),  # sickness in leave
        )
    )
    checked = checking.check(key, "tiep-nhan")
    found = [code for code, _ in codes(key)]
    assert found.count("OVERLAP-ABSENCE") == 1
    assert {"DAYS-REVERSED", "ROW-TWICE", "CHILD-UNBORN", "BEFORE-BIRTH", "NAME-DIFFERS", "PERSON-UNKNOWN"} <= set(
        found
    )
    assert found.count("ROW-OVERLAPS") == 1
    assert checked.errors >= 8
    with pytest.raises(RefusedError):
        accepting.accept(key, "tiep-nhan")
    assert m.Dossier.objects.filter(list_id=key).count() == 0
    done = accepting.accept(key, "tiep-nhan", good_rows=True)
    assert (done.state, done.dossiers) == ("accepted_in_part", 2)
    assert checking.commented_workbook(key).startswith(b"PK")


@pytest.mark.django_db
def test_part_two_puts_a_decided_dossier_on_the_work_list() -> None:
    (dao,) = people(1)
    first = send(table(of(dao)))
    checking.check(first, "tiep-nhan")
    accepting.accept(first, "tiep-nhan", papers_seen=True)
    dossier = str(m.Dossier.objects.get().id)
    computing.compute([dossier], "can-bo")
    reviewing.review([dossier], "tham-dinh")
    approving.approve([dossier], "giam-doc")
    number = m.BenefitList.objects.get().number
    row = {"full_name": dao.full_name, "si_number": dao.si_number, "procedure": "điều chỉnh"}
    rows = [{**row, "old_batch": number, "reason": "sai số ngày"}, {**row, "old_batch": "99/2020", "reason": ""}]
    data = json.dumps({"header": {"unit_code": "TA0001A", "month": "2021-10"}, "rows": rows}).encode()
    key = receiving.receive(receiving.Sent(data, "dc.json", "counter", "tiep-nhan"))
    checking.check(key, "tiep-nhan")
    assert [code for code, _ in codes(key)] == ["ADJUST-UNKNOWN", "ADJUST-NO-REASON"]
    assert accepting.accept(key, "tiep-nhan", good_rows=True).adjustments == 1
    line = m.Reopening.objects.get()
    assert (str(line.dossier_id), line.changed[0]["after"]) == (dossier, "sai số ngày")


@pytest.mark.django_db
def test_a_list_given_back_says_why_and_is_not_accepted() -> None:
    (dao,) = people(1)
    key = send(table(of(dao)))
    checking.check(key, "tiep-nhan")
    with pytest.raises(RefusedError):
        accepting.give_back(key, "can-bo", "  ")
    accepting.give_back(key, "can-bo", "sai kỳ")
    with pytest.raises(RefusedError):
        accepting.accept(key, "can-bo")


POINTS = [
    ("ansinh.records.store.benefits.lists.lock_account", 0),
    ("ansinh.records.store.benefits.dossiers.write", 0),
    ("ansinh.records.store.benefits.papers.add", 0),
    ("ansinh.records.store.benefits.dossiers.move", 0),
    ("ansinh.records.store.benefits.lists.decide", 0),
    ("ansinh.records.store.benefits.decisions.propose", 0),
    ("ansinh.records.store.benefits.decisions.sign", 0),
    ("ansinh.records.store.benefits.holds.hold", 0),
    ("ansinh.records.store.benefits.payable_lines.write", 0),
    ("ansinh.records.store.benefits.dossiers.move", 3),  # the last writing of the approval
]


def whole(key: str) -> None:
    """Accept the list and bring what is there to its approval, from wherever it stands."""
    accepting.accept(key, "tiep-nhan", papers_seen=True)
    for before, act in (
        ("completed", lambda ids: computing.compute(ids, "can-bo")),
        ("computed", lambda ids: reviewing.review(ids, "tham-dinh", sampled=reviewing.sample(ids, "tham-dinh"))),
        ("reviewed", lambda ids: approving.approve(ids, "giam-doc")),
    ):
        ids = [str(one) for one in m.Dossier.objects.filter(state=before).order_by("id").values_list("id", flat=True)]
        if ids:
            act(ids)


def _die(kill_at: str, countdown: int, key: str) -> None:
    left = [countdown]
    module, _, name = kill_at.rpartition(".")
    place = __import__(module, fromlist=[name])
    real: Callable[..., object] = getattr(place, name)

    def deadly(*args: object, **kwargs: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(place, name, deadly)
    whole(key)
    os._exit(0)


@pytest.mark.parametrize(("point", "countdown"), POINTS)
def test_killed_anywhere_and_done_again_nobody_is_lost_or_paid_twice(
    committed_db: str, point: str, countdown: int
) -> None:
    assert committed_db
    made = people(4)
    key = send(table(*(of(who) for who in made)), "json")
    checking.check(key, "tiep-nhan")
    connections["default"].close()
    child = multiprocessing.get_context("fork").Process(target=_die, args=(point, countdown, key))
    child.start()
    child.join(timeout=60)
    assert child.exitcode == -signal.SIGKILL
    whole(key)
    whole(key)
    assert [state(str(one)) for one in m.Dossier.objects.values_list("id", flat=True)] == ["approved"] * 4
    assert sorted(m.PayableLine.objects.values_list("amount", flat=True)) == [750_000, 750_000, 750_000, 812_500]
    assert m.DossierHold.objects.count() == 4
    assert m.DossierMove.objects.count() == 4 * 5
