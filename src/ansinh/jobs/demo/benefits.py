"""The chapter of dossiers: two lists of employers and single claims, left standing in every state of their life."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from ansinh.core.period import Month, add_months
from ansinh.formats.benefits_hsb_rows import ClaimRows
from ansinh.formats.benefits_hsb_write import write_hsb
from ansinh.formats.header import UnitHeader
from ansinh.jobs.demo.cast import SYSTEM
from ansinh.jobs.demo.setting import Setting
from ansinh.records.store.benefits import dossiers, reopenings, samples
from ansinh.records.store.benefits.dossiers import PayTo
from ansinh.records.store.benefits.samples import Sample
from ansinh.records.store.registry import spells
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.dossiers import (
    appealing,
    approving,
    computing,
    papering,
    receiving,
    reopening,
    reviewing,
)
from ansinh.usecases.benefits.dossiers.receiving import Claim
from ansinh.usecases.benefits.lists import accepting, checking
from ansinh.usecases.benefits.lists import receiving as lists

OFFICER: Final = "chedo"
REVIEWER: Final = "thamdinh"
DIRECTOR: Final = "giamdoc"
MOST: Final = 400  # people looked at
OLDEST: Final = 20  # people near their pension looked at
ROWS: Final = 24  # of the first list
FAULTY: Final = 8  # of the second
FAULTS: Final = 4
LOSS: Final = 61  # per cent: who retires early for lost capacity
BOOK: Final = ((Month.of(1995, 1), 1_200_000), (Month.of(2008, 1), 3_400_000))  # from when, dong a month
PAPER: Final = "GCN-{number}"


def play(setting: Setting) -> None:
    """Play the whole chapter; again changes nothing, because every claim and file is received once."""
    chapter = _Chapter(setting)
    chapter.send_lists()
    chapter.take_in_claims()


class _Chapter:
    """The people and days of the chapter: it plays in the month after the last closed one."""

    def __init__(self, setting: Setting) -> None:
        """Choose the people: the same ones again after a kill."""
        self.setting = setting
        self.month = setting.province.profile.month
        self.day = self.month.last_day + dt.timedelta(days=5)
        self.path = office_by_code(setting.top).path
        long_ago = self.month.plus(-14).first_day
        people = samples.in_work(self.path, self.month.first_day, long_ago, "account", MOST)
        largest = people[0].account_id if people else 0
        self.clean = [one for one in people if one.account_id == largest][:ROWS]
        rest = [one for one in people if one.account_id != largest]
        self.faulty = [one for one in rest if one.account_id == rest[0].account_id][:FAULTY] if rest else []
        taken = {one.person for one in (*self.clean, *self.faulty)}
        self.single = [one for one in people if one.person not in taken]

    def send_lists(self) -> None:
        """Let two employers send 01B-HSB: one clean and decided, one with everything wrong."""
        if self.clean:
            key = self._send(self.clean, _clean(self.clean, self.month), "ds-om-dau.xlsx")
            if ready := dossiers.of_list(key, "completed"):
                self._decide(ready)
        if len(self.faulty) > FAULTS:
            self._send(self.faulty, _faulty(self.faulty, self.month), "ds-co-loi.xlsx", accept=False)

    def _send(self, people: Sequence[Sample], rows: ClaimRows, name: str, *, accept: bool = True) -> str:
        """Send a list, check it and accept it with its papers."""
        header = UnitHeader(unit_code=people[0].account, number="01", month=self.month)
        data = write_hsb(header, rows)
        self.setting.keep(f"benefits/{name}", data)
        key = lists.receive(
            lists.Sent(data, name, "ivan", SYSTEM, people[0].account, self.month, self.day, key=f"demo:{name}")
        )
        if checking.state(key) == "received":
            checking.check(key, SYSTEM)
        if accept and checking.state(key) == "checked":
            accepting.accept(key, OFFICER, good_rows=True, papers_seen=True)
        return key

    def _decide(self, ids: list[str]) -> None:
        """Bring complete dossiers to a signed decision by three people."""
        computing.compute(ids, OFFICER)
        ready = [one.id for one in dossiers.read(ids) if one.state == "computed"]
        reviewing.review(ready, REVIEWER, sampled=reviewing.sample(ready, REVIEWER))
        approving.approve(ready, DIRECTOR, on=self.day + dt.timedelta(days=4))

    def take_in_claims(self) -> None:
        """Take in single claims and leave them in every state."""
        women = [one for one in self.single if one.sex == "female"]
        men = [one for one in self.single if one.sex == "male"]
        for place, (name, act) in enumerate(self._fates().items()):
            for one in (men if name == "father" else women)[place : place + 1]:
                if key := self._claim(one, name):
                    act(key)
        self._long_term()

    def _fates(self) -> dict[str, Any]:
        """Return what becomes of each single claim."""
        return {
            "birth": self._granted, "received": lambda _: None, "returned": self._returned,
            "completed": self._completed, "computed": self._computed,
            "reviewed": self._reviewed, "appealed": self._appealed, "withdrawn": self._withdrawn,
            "child": self._granted, "father": self._granted, "raised": self._revised,
        }  # fmt: skip

    def _claim(self, one: Sample, fate: str) -> str:
        """Hand in the claim of somebody; return its dossier."""
        birth = self.month.plus(-1).first_day + dt.timedelta(days=11)
        start = self.month.first_day + dt.timedelta(days=6)
        sick = {"first": start.isoformat(), "last": (start + dt.timedelta(days=4)).isoformat(), "disease": "J20"}
        given: dict[str, tuple[str, dict[str, Any]]] = {
            "birth": (
                "maternity.birth",
                {"first": birth, "last": add_months(birth, 6) - dt.timedelta(days=1), "child_birth": birth},
            ),
            "child": ("sickness.child", {**sick, "child_birth": add_months(start, -30)}),
            "father": ("maternity.father", {**sick, "child_birth": birth}),
        }  # fmt: skip
        procedure, typed = given.get(fate, ("sickness.own", sick))
        papers = ("sick_certificate", "child_sick_certificate", "birth_certificate")
        return self._receive(one, procedure, typed, {code: PAPER.format(number=one.person) for code in papers})

    def _receive(self, one: Sample, procedure: str, typed: dict[str, Any], papers: dict[str, str]) -> str:
        """Receive a claim once."""
        pay = PayTo("bank", "970400", "Ngân hàng Sao Việt", f"10{one.person:010d}", one.full_name.upper())
        claim = Claim(
            procedure, one.si_number, typed, pay, "counter", OFFICER, office=self.setting.top, account=one.account,
            papers=papers, received_on=self.day, key=f"dossiers:{procedure}:{one.si_number}",
        )  # fmt: skip
        if procedure in {"pension", "onetime"}:
            claim = replace(claim, account="")
        return receiving.receive(claim).dossier

    def _granted(self, key: str) -> None:
        """Decide a dossier."""
        self._completed(key)
        if dossiers.one(key).state == "completed" and dossiers.one(key).version == 1:
            self._decide([key])

    def _completed(self, key: str) -> None:
        """Leave a dossier whose papers are all there."""
        if dossiers.one(key).state == "received":
            papering.complete([key], OFFICER)

    def _computed(self, key: str) -> None:
        """Compute a dossier and leave it to the reviewer."""
        if dossiers.one(key).state == "received":
            papering.complete([key], OFFICER)
            computing.compute([key], OFFICER)

    def _reviewed(self, key: str) -> None:
        """Leave a dossier to the director."""
        self._computed(key)
        if dossiers.one(key).state == "computed":
            reviewing.review([key], REVIEWER)

    def _returned(self, key: str) -> None:
        """Give a dossier back for a signature."""
        if dossiers.one(key).state == "received":
            papering.give_back([key], OFFICER, "Giấy chứng nhận nghỉ việc thiếu chữ ký người hành nghề")

    def _appealed(self, key: str) -> None:
        """Decide a dossier, and let its claimant contest it."""
        self._granted(key)
        if dossiers.one(key).state == "approved":
            on = self.day + dt.timedelta(days=20)
            appealing.appeal(key, "motcua", "Đề nghị tính thêm ngày 12 của đợt nghỉ", on=on)

    def _revised(self, key: str) -> None:
        """Decide a dossier, let the wage of the month before be corrected, and revise the decision."""
        self._granted(key)
        one = dossiers.one(key)
        if one.state != "approved" or one.account is None:
            return
        account, person = one.account, one.person
        act = Act("demo.raise", SYSTEM, object_kind="person", object_id=str(person), reason="D02-LT điều chỉnh lương")
        perform(act, lambda: self._raise(account, person))
        reopening.find_changed(self.setting.top, OFFICER)
        for line in reopenings.open_at(self.path):
            if line.dossier == key:
                reopening.take_up(line.id, REVIEWER, "Lương tháng trước được khai bổ sung")
                self._decide([key])

    def _raise(self, account: int, person: int) -> None:
        """Correct the wage of the month before the leave by a tenth, as a declaration would."""
        ids, cells, jobs = spells.current(account, [person])
        first, base = self.month.number - 1, int(cells[-1, 3])
        if base <= 0 or cells[-1, 1] >= first:
            return
        before, after = cells[-1].copy(), cells[-1].copy()
        before[2], after[1], after[3] = first, first, base + base // 10
        spells.supersede([int(ids[-1])])
        spells.insert(
            account,
            np.array([before, after]),
            [jobs[-1], jobs[-1]],
            filing=str(uuid.uuid5(uuid.NAMESPACE_OID, f"demo:raise:{person}")),
            actor=SYSTEM,
        )

    def _withdrawn(self, key: str) -> None:
        """Let a claimant take a dossier back."""
        if dossiers.one(key).state == "received":
            papering.withdraw(key, OFFICER, "Người lao động đề nghị rút hồ sơ")

    def _long_term(self) -> None:
        """Take in what is asked for after a working life: a pension, one too early, one sum, one sum withdrawn."""
        oldest = samples.in_work(self.path, self.month.first_day, self.month.first_day, "oldest", OLDEST)
        ripe = next((one for one in oldest if paid_in_dong(one)), None)
        early = [one for one in oldest if one != ripe]
        for place, one in enumerate([*([ripe] if ripe else []), *early[:1]]):
            typed: dict[str, Any] = {"start_day": self.month.plus(2).first_day.isoformat()}
            if one is ripe:
                record_book(one)
                typed["loss_percent"] = LOSS
            if key := self._receive(one, "pension", typed, {"end_of_work": f"QĐ-NH-{place + 1}"}):
                self._granted(key)
        gone = samples.left_before(self.path, self.month.plus(-13).first_day, 2)
        for place, one in enumerate(gone):
            typed = {"request_day": self.day.isoformat(), "ground": "months_out"}
            key = self._receive(one, "onetime", typed, {"request": f"14-HSB-{place + 1}"})
            if key and place == 0:
                self._granted(key)
            elif key and dossiers.one(key).state == "received":
                papering.withdraw(key, OFFICER, "Sau tư vấn, chọn bảo lưu thời gian đóng chờ hưởng lương hưu")


def paid_in_dong(one: Sample) -> bool:
    """Say whether somebody's wages stand in the register as dong (not as a coefficient of the State)."""
    _, cells, _ = spells.current(one.account_id, [one.person])
    return int(cells[0, 3]) > 0


def record_book(one: Sample) -> None:
    """Record the years of somebody's book from before the system: a working life at two wages; once."""
    act = Act("demo.book", SYSTEM, object_kind="person", object_id=str(one.person), reason="Ghi sổ BHXH")
    perform(act, lambda: _book(one))


def _book(one: Sample) -> None:
    """Write the spells of the book before the first one that is known."""
    _, cells, jobs = spells.current(one.account_id, [one.person])
    first = int(cells[0, 1])
    edges = (BOOK[0][0], BOOK[1][0], Month(first))
    if edges[0].number >= first - 1:
        return
    rows = []
    for (_, base), start, end in zip(BOOK, edges, edges[1:], strict=False):
        row = cells[0].copy()
        row[1:4] = start.number, end.number, base
        rows.append(row)
    filing = str(uuid.uuid5(uuid.NAMESPACE_OID, f"demo:book:{one.person}"))
    spells.insert(one.account_id, np.array(rows), [jobs[0]] * len(rows), filing=filing, actor=SYSTEM)


def _clean(people: Sequence[Sample], month: Month) -> ClaimRows:
    """Return the rows of a clean list: a few days of sickness each."""
    firsts = [month.first_day + dt.timedelta(days=3 + place % 14) for place in range(len(people))]
    return _rows(people, firsts, [day + dt.timedelta(days=2 + place % 4) for place, day in enumerate(firsts)])


def _faulty(people: Sequence[Sample], month: Month) -> ClaimRows:
    """Return rows with everything that goes wrong: negative days, doubles, a stranger, a leave not yet taken."""
    first = month.first_day + dt.timedelta(days=4)
    firsts = [first] * len(people)
    lasts = [first + dt.timedelta(days=2)] * len(people)
    lasts[0] = first - dt.timedelta(days=3)
    lasts[1] = add_months(first, 3)
    made = _rows([*people, people[2]] if len(people) > 2 else people, [*firsts, first], [*lasts, lasts[-1]])
    made.si_number[min(3, len(people) - 1)] = "9999999999"
    return made


def _rows(people: Sequence[Sample], firsts: Sequence[dt.date], lasts: Sequence[dt.date]) -> ClaimRows:
    """Return rows of ordinary sickness."""
    size = len(people)
    return ClaimRows.of(
        size,
        {
            "procedure": ["sickness.own"] * size, "full_name": [one.full_name for one in people],
            "si_number": [one.si_number for one in people], "condition": ["J06 viêm đường hô hấp trên"] * size,
            "first": np.array(firsts[:size], dtype="datetime64[D]"),
            "last": np.array(lasts[:size], dtype="datetime64[D]"),
        },
    )  # fmt: skip
