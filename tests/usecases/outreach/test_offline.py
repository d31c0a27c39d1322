"""What was written down without a signal: once each, on its own day, never over what others did since."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from tests.jobs.small_books import Books
from tests.usecases.outreach.test_agent_desk import books, seen

from ansinh.core.errors import RefusedError
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.records.models import AgentReceipt, AuditEntry, Prospect, ProspectEvent
from ansinh.usecases.outreach import agents, work
from ansinh.usecases.outreach.offline import Sender, take_in

__all__ = ["books"]  # the fixture
D = dt.date
DAY = D(2021, 10, 5)
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
KEYS = [f"00000000-0000-4000-8000-00000000000{n}" for n in range(10)]
Told = dict[str, object]
HOUR, DAYLONG = 3_600_000, 86_400_000


def phone(user: str = "thu1", *, collector: bool = True, reaches: bool = False, day: dt.date = DAY) -> Sender:
    """A phone that sends at noon."""
    now = dt.datetime.now(HERE).replace(hour=12, minute=0)
    return Sender(user, collector, lambda _: reaches, day, now)


def contact(key: str, prospect: Prospect, outcome: str = "interested", *, ago: int = 0, days: int = 0) -> Told:
    told = {"key": key, "kind": "contact", "prospect": prospect.pk, "recorded_at": 10**12 - ago, "outcome": outcome}
    return {**told, "days": days}


def receipt(key: str, prospect: Prospect, amount: int = 804_600, *, ago: int = 0) -> Told:
    return {"key": key, "kind": "receipt", "prospect": prospect.pk, "recorded_at": 10**12 - ago, "amount": amount}


def send(sender: Sender, *items: Told, after: int = 0) -> list[tuple[str, str]]:
    """Send items, `after` milliseconds later than the first try; return (state, number)."""
    raw = {"sent_at": 10**12 + after, "items": list(items)}
    return [(one.state, one.number) for one in take_in(raw, sender)]


def test_everything_is_taken_in_once_however_often_it_is_sent(books: Books) -> None:
    one, two = seen(books, 1), seen(books, 2)
    items = [contact(KEYS[0], one, "promised", days=7), receipt(KEYS[1], two)]
    first = send(phone(), *items)
    assert [state for state, _ in first] == ["done", "done"]
    assert send(phone(), *items, after=3 * HOUR) == first  # the answer was lost: the same number again
    assert (ProspectEvent.objects.count(), AgentReceipt.objects.count()) == (1, 1)
    one.refresh_from_db()
    assert (one.state, one.due) == ("promised", DAY + dt.timedelta(days=8))
    assert AgentReceipt.objects.get().payer == two.person.si_number


def test_two_receipts_of_the_same_amount_are_two(books: Books) -> None:
    one = seen(books, 1)
    assert len({number for _, number in send(phone(), receipt(KEYS[0], one), receipt(KEYS[1], one))}) == 2


def test_a_day_is_that_on_which_it_was_written_down(books: Books) -> None:
    one = seen(books, 1)
    send(phone(), receipt(KEYS[0], one, ago=DAYLONG), contact(KEYS[1], one, ago=DAYLONG))
    assert AgentReceipt.objects.get().day == D(2021, 10, 4)
    assert ProspectEvent.objects.get().day == D(2021, 10, 4)


def test_what_others_did_since_stands_and_the_contact_enters_the_story(books: Books) -> None:
    one = seen(books, 1)
    work.note(one.pk, work.Contact("call", "promised", DAY, promised_for=D(2021, 10, 9)), "officer")
    late = Sender("thu1", collector=True, reaches=lambda _: False, day=DAY, now=dt.datetime.now(HERE))
    assert send(late, contact(KEYS[0], one, "refused", ago=HOUR)) == [("kept", "")]
    one.refresh_from_db()
    assert (one.state, ProspectEvent.objects.count()) == ("promised", 2)
    assert send(late, contact(KEYS[1], one, "interested")) == [("done", "")]  # after the officer: it counts


def test_somebody_who_joined_meanwhile_keeps_that(books: Books) -> None:
    one = seen(books, 1)
    work_of = phone("officer", collector=False, reaches=True)
    Prospect.objects.filter(pk=one.pk).update(state="joined", closed_on=DAY)
    assert send(work_of, contact(KEYS[0], one, "refused")) == [("kept", "")]
    one.refresh_from_db()
    assert one.state == "joined"


def test_refused_is_told_with_its_reason_and_kept_in_the_audit_once(books: Books) -> None:
    one, other = seen(books, 1), seen(books, 2, owner="thu2")
    lost = dict.fromkeys(CONDITIONS, True) | {"legal": False}
    agents.check("BD", agents.Checked(lost, 0, quota_met=True, day=DAY, document="01/BB"), "officer")
    old = contact(KEYS[3], one, ago=32 * DAYLONG)
    items = [receipt(KEYS[0], one), contact(KEYS[1], other), receipt(KEYS[2], one, 0), old]
    for _ in range(2):
        assert send(phone(), *items) == [("refused", "")] * 4
    kept = AuditEntry.objects.filter(act="outreach.offline.refused")
    assert kept.count() == 4
    assert "804600" in kept.order_by("id")[0].body
    assert AgentReceipt.objects.count() == ProspectEvent.objects.count() == 0


def test_a_receipt_issued_before_a_suspension_is_told_again_after_it(books: Books) -> None:
    one = seen(books, 1)
    (first,) = send(phone(), receipt(KEYS[0], one))
    lost = dict.fromkeys(CONDITIONS, True) | {"legal": False}
    agents.check("BD", agents.Checked(lost, 0, quota_met=True, day=DAY, document="01/BB"), "officer")
    assert send(phone(), receipt(KEYS[0], one)) == [first]


def test_one_that_cannot_be_read_stops_no_other(books: Books) -> None:
    one = seen(books, 1)
    bad = {"key": KEYS[1], "kind": "receipt", "prospect": one.pk, "recorded_at": "x", "amount": "-5"}
    assert send(phone(), bad, contact(KEYS[0], one)) == [("done", ""), ("refused", "")]
    with pytest.raises(RefusedError, match="cannot be read"):
        take_in({"items": "all"}, phone())
