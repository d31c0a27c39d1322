"""The chapter of benefits that go on: births by two mothers, an injury assessed again, an allowance to its end.

Then decisions are paid, a few payments come back, and money is asked for elsewhere.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from ansinh.core.period import Month, add_months
from ansinh.domain.benefits.moves import STATES
from ansinh.domain.benefits.payments import Outcome, PayKey, Source
from ansinh.jobs.demo.benefits import DIRECTOR, MOST, OFFICER, REVIEWER, paid_in_dong, record_book
from ansinh.jobs.demo.payments import answer_all, carry
from ansinh.jobs.demo.setting import Setting
from ansinh.records.store.benefits import (
    dossiers,
    payee_changes,
    payments,
    payments_answers,
    payroll_facts,
    samples,
    worklist,
)
from ansinh.records.store.benefits.dossiers import PayTo
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.payments_answers import Returned
from ansinh.records.store.benefits.samples import Sample
from ansinh.records.store.benefits.worklist import Cut
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.benefits import payees
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.dossiers import approving, computing, papering, receiving, reviewing
from ansinh.usecases.benefits.dossiers.receiving import Claim
from ansinh.usecases.benefits.payments import Opening

ONE_IN: Final = 5  # payments of decisions that their bank sends back
LOSS, LATER_LOSS = 22, 35  # per cent, at the first assessment and at the second
COURSE: Final[tuple[tuple[str, int, dict[str, str]], ...]] = (  # what follows, and how many days after the claim
    ("suspend", 45, {}), ("resume", 75, {}), ("end", 85, {"cause": "job"}),
)  # fmt: skip
ELSEWHERE: Final = Destination("bank", "970436", "Vietcombank", "0071000987654", "")
PAPERS: Final = (
    "si_book", "end_of_work", "ui_request", "ui_notice", "death_certificate", "relatives_declaration",
    "relative_assessment", "request", "ground_proof", "surrogacy_agreement", "birth_certificate", "mother_papers",
    "assessment_record", "employer_request", "accident_record",
)  # fmt: skip


def live_on(setting: Setting) -> None:
    """Play the chapter; again changes nothing, because every claim is received and every batch opened once."""
    chapter = _Chapter(setting)
    if not chapter.over():
        chapter.of_mothers()
        chapter.of_an_injury()
        chapter.of_who_lost_work()
        chapter.of_a_widow()
        chapter.of_relatives()  # the last: the register knows a death then, and would offer other people
    chapter.pay()
    chapter.send_elsewhere()


class _Chapter:
    """The people and days of the chapter, after those of the chapter of dossiers."""

    def __init__(self, setting: Setting) -> None:
        """Choose the people: the same ones again after a kill."""
        self.setting = setting
        self.month: Month = setting.province.profile.month
        self.day = self.month.last_day + dt.timedelta(days=5)
        self.path = office_by_code(setting.top).path
        people = samples.in_work(self.path, self.month.first_day, self.month.plus(-14).first_day, "account", MOST)
        self.women = [one for one in reversed(people) if one.sex == "female"]
        self.men = [one for one in reversed(people) if one.sex == "male"]

    def over(self) -> bool:
        """Say whether every claim of the chapter is decided: the last of them is."""
        offices = worklist.offices_under([self.path])
        return bool(worklist.listed(Cut(offices, ["approved", "paid"], "survivors.funeral"), None, 1))

    def of_mothers(self) -> None:
        """A child carried by one woman for another, and a father who stays at home in the mother's place."""
        if len(self.women) < 3 or not self.men:
            return
        birth = self.month.plus(-2).first_day + dt.timedelta(days=9)
        handed, last = birth + dt.timedelta(days=45), add_months(birth, 6) - dt.timedelta(days=1)
        child = {"child_birth": birth, "children": 1, "handed_over": handed}
        rest = birth + dt.timedelta(days=59)
        self._decide(self.women[0], "maternity.surrogate", {"first": birth, "last": rest, **child})
        self._decide(self.women[1], "maternity.commissioning", {"first": handed, "last": last, **child})
        self._decide(
            self.men[0], "maternity.carer",
            {"mother": self.women[2].si_number, "child_birth": birth, "children": 1, "carer_from": handed},
        )  # fmt: skip

    def of_an_injury(self) -> None:
        """An accident settled once, and assessed again two years later: the loss has grown to a monthly allowance."""
        for one in self.men[1:2]:
            event, assessed = add_months(self.day, -36), add_months(self.day, -30)
            first = {"event_day": event, "loss_percent": LOSS, "concluded": assessed, "discharged": event}
            self._decide(one, "occupational", first)
            again = {"event_day": event, "earlier_loss": LOSS, "earlier_assessed": assessed}
            self._decide(one, "occupational.again", {**again, "loss_percent": LATER_LOSS, "concluded": self.day})

    def of_a_widow(self) -> None:
        """A death after a working life: monthly shares for a widow and a child, later for the child alone.

        Both claims are in before either is signed: from then on the register knows a death, and would offer others.
        """
        known = self._stands("survivors.change")
        for one in [] if known else [each for each in self.men[3:] if paid_in_dong(each)][:1]:
            record_book(one)
            died = add_months(self.month.first_day, -3) + dt.timedelta(days=6)
            child, widow = f"child {died.year - 9}-03-02", f"wife {one.birth.year - 2}-05-20 81%"
            told = {"death_day": died, "relatives": f"{child}\n{widow}"}
            self._receive(one, "survivors.monthly", told, died + dt.timedelta(days=20))
            later = {**told, "relatives": f"{child} alone", "effect_day": self.month.plus(1).first_day}
            self._receive(one, "survivors.change", later, self.day)
        for procedure in ("survivors.monthly", "survivors.change"):
            _sign(self._stands(procedure), self.day + dt.timedelta(days=3))

    def _stands(self, procedure: str) -> list[str]:
        """Return the dossiers of a procedure, in whatever state."""
        offices = worklist.offices_under([self.path])
        return [str(one.id) for one in worklist.listed(Cut(offices, list(STATES), procedure), None, MOST)]

    def of_relatives(self) -> None:
        """A death in work: a funeral grant, one sum for the family where the years are too few for monthly shares."""
        for one in self.men[2:3]:
            told = {"death_day": self.month.first_day + dt.timedelta(days=17)}
            both = [self._receive(one, name, told, self.day) for name in ("survivors.funeral", "survivors.lump")]
            _sign([key for key in both if key], self.day + dt.timedelta(days=3))

    def of_who_lost_work(self) -> None:
        """An allowance granted, suspended for a missed notice, resumed, and ended by new work."""
        since, until = self.month.plus(-6).first_day, self.month.plus(-2).first_day
        for one in samples.left_between(self.path, since, until, 1):
            end = one.since - dt.timedelta(days=1)
            came = end + dt.timedelta(days=10)
            key = self._decide(one, "unemployment", {"contract_end": end}, received=came)
            if key and dossiers.one(key).outcome == "grant":
                for procedure, after, more in COURSE:
                    effect = came + dt.timedelta(days=after)
                    self._decide(one, f"unemployment.{procedure}", {"effect_day": effect, **more}, received=effect)

    def pay(self) -> None:
        """Pay what is decided; a few payments come back."""
        due = self.day + dt.timedelta(days=8)
        asked = Opening(Source.DECISION, self.setting.top, Month.containing(due), due)
        batch = payments.find(asked.source, asked.office, asked.month) or acts.open_batch(asked, OFFICER)
        answer_all(carry(batch), due + dt.timedelta(days=2), refused=ONE_IN)

    def send_elsewhere(self) -> None:
        """Two returned payments and two pensions are asked for elsewhere; of each one is approved, one waits."""
        back = payments_answers.work_list(self.path, self.month.plus(-1).first_day, unanswered=False)
        decided = [one for one in back if one.source == Source.DECISION and one.outcome != Outcome.PAID][:2]
        pensions = [one for one in back if one.source == Source.PENSION][:2]
        for place, one in enumerate((*decided, *pensions)):
            self._elsewhere(one, approved=place % 2 == 0)

    def _elsewhere(self, one: Returned, *, approved: bool) -> None:
        """Ask for another account of the same holder, once."""
        if payee_changes.of_subject(one.source, one.subject):
            return
        where = Destination(ELSEWHERE.form, ELSEWHERE.code, ELSEWHERE.name, ELSEWHERE.number, one.payee)
        document = "Đơn đổi nơi nhận (số liệu tổng hợp)"
        if one.source == Source.PENSION:
            file = payroll_facts.by_id(one.subject).file_no
            asked = payees.ask_for_pension(file, where, self.month.plus(2), document, OFFICER)
        else:
            key = PayKey.parse(one.reference)
            if key is None:
                return
            asked = payees.ask_for_line(key, where, document, OFFICER)
        if approved:
            later = dt.datetime.now(dt.UTC) + payees.COOLING + dt.timedelta(minutes=1)
            payees.approve(asked, DIRECTOR, now=later)

    def _decide(
        self, one: Sample, procedure: str, typed: dict[str, Any], *, received: dt.date | None = None
    ) -> str:  # fmt: skip
        """Hand a claim in once and bring it to a signed decision by three people; return its dossier."""
        key = self._receive(one, procedure, typed, received or self.day)
        if key:
            _sign([key], (received or self.day) + dt.timedelta(days=3))
        return key

    def _receive(self, one: Sample, procedure: str, typed: dict[str, Any], day: dt.date) -> str:
        """Hand a claim in once; return its dossier."""
        pay = PayTo("bank", "970400", "Ngân hàng Sao Việt", f"10{one.person:010d}", one.full_name.upper())
        plain = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in typed.items()}
        return receiving.receive(
            Claim(
                procedure, one.si_number, plain, pay, "counter", OFFICER, office=self.setting.top,
                papers=dict.fromkeys(PAPERS, f"GT-{one.person}"), received_on=day,
                key=f"life:{procedure}:{one.si_number}",
            )
        ).dossier  # fmt: skip


def _sign(ids: Sequence[str], day: dt.date) -> None:
    """Bring dossiers on from wherever they are."""
    steps = (
        ("received", lambda ready: papering.complete(ready, OFFICER)),
        ("completed", lambda ready: computing.compute(ready, OFFICER)),
        ("computed", lambda ready: reviewing.review(ready, REVIEWER)),
        ("reviewed", lambda ready: approving.approve(ready, DIRECTOR, on=day)),
    )
    for state, step in steps:
        ready = [one.id for one in dossiers.read(list(ids)) if one.state == state and one.version == 1]
        if ready:
            step(ready)
