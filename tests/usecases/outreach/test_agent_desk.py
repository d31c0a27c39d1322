"""A collector's own day, what the area shows and hides, contracts to their settlement, rates by two people."""

import datetime as dt

import pytest
from tests.jobs.small_books import Books

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.domain.outreach.agent_desk import due_day, masked
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.records.models import AgentContractEvent, AgentReceipt, ContactConsent, Prospect
from ansinh.records.store.outreach import agent_contracts as contract_store
from ansinh.records.store.outreach import agent_desk as store
from ansinh.records.store.outreach import agents as agent_store
from ansinh.usecases.outreach import agent_contracts, agent_desk, agents, work

D = dt.date
DAY = D(2021, 10, 5)  # a Tuesday
ALL = frozenset(CONDITIONS)


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    for code, user in (("BD", "thu1"), ("PV", "thu2")):
        agent_contracts.register("26", code=code, name=f"Tổ chức {code}", kind="post", actor="lead")
        agent_contracts.sign(code, agent_contracts.Signing(f"{code}/HD", D(2021, 1, 1), D(2022, 1, 1), ALL), "lead")
        agent = agent_store.organisation(code).pk
        point = agent_store.add_point(
            agent, code=f"{code}1", name="Điểm", office="2601", opened=D(2021, 1, 1), commune="08801"
        )
        agent_store.add_collector(point, f"{code}NV", "Nguyễn Thu", ("CC", D(2021, 12, 31)))
        agent_store.sign_in_as(f"{code}NV", user)
    return made


def seen(books: Books, number: int, **facts: object) -> Prospect:
    person = books.person(number, phone=f"09123456{number:02d}", address="Thôn 1")
    given = {
        "office": books.bases[0], "kind": "card_30", "subject": str(person.pk), "person": person, "commune": "08801",
        "people": 1, "amount": 804_600, "due": DAY, "found_on": DAY, "seen_on": DAY, **facts,
    }  # fmt: skip
    return Prospect.objects.create(**given)


@pytest.mark.parametrize(
    ("number", "shown"), [("2600000001", "26••••••01"), ("", ""), ("1234", "••••"), ("12345", "12•45")]
)
def test_a_number_shows_its_ends_only(number: str, shown: str) -> None:
    assert masked(number) == shown


def test_money_is_due_the_next_working_day() -> None:
    assert due_day(D(2021, 10, 8)) == D(2021, 10, 11)  # a Friday
    assert due_day(D(2021, 9, 1)) == D(2021, 9, 6)  # National Day: 2 and 3 September, then the weekend


def test_the_area_shows_what_a_collector_needs_and_no_more(books: Books) -> None:
    mine = seen(books, 1, owner="thu1")
    free = seen(books, 2)
    for number, facts in enumerate(
        (
            {"owner": "thu2"},
            {"commune": "08802"},
            {"kind": "left_job"},
            {"kind": "one_time"},
            {"office": books.bases[1]},
        )
    ):
        seen(books, 10 + number, **facts)
    ContactConsent.objects.create(person_id=mine.person_id, purpose="agent", given=True, day=DAY, actor="an")
    rows = store.area(store.desk("thu1"), "thu1", DAY)
    assert [(row.id, row.mine, row.phone) for row in rows] == [(mine.pk, True, "0912345601"), (free.pk, False, "")]
    with pytest.raises(MissingError, match="area"):
        agent_desk.note("thu1", Prospect.objects.get(owner="thu2").pk, work.Contact("visit", "interested", DAY))
    assert agent_desk.note("thu1", free.pk, work.Contact("visit", "interested", DAY)) == "contacted"
    with pytest.raises(MissingError, match="collector"):
        store.desk("giamdoc")


def test_money_is_handed_on_daily_and_what_is_late_is_known(books: Books) -> None:  # noqa: ARG001
    for number in range(3):
        taking = agents.Taking("hi_household", renewal=False, payer=f"260000000{number}", amount=100_000, day=DAY)
        agent_desk.take("thu1", taking, f"k{number}")
    with pytest.raises(RefusedError, match="reference"):
        agent_desk.hand_on("thu1", " ", DAY)
    done = agent_desk.hand_on("thu1", "FT1", D(2021, 10, 8))
    assert (done.receipts, done.amount) == (3, 300_000)
    with pytest.raises(RefusedError, match="no money"):
        agent_desk.hand_on("thu1", "FT2", D(2021, 10, 8))
    agent = agent_store.organisation("BD").pk
    assert agent_desk.late(agent, DAY, DAY, D(2021, 10, 9)) == (1, 300_000)
    assert agent_desk.late(agent, D(2021, 10, 6), DAY, D(2021, 10, 9)) == (0, 0)


def test_a_suspension_blocks_receipts_and_routes_people_to_a_neighbour(books: Books) -> None:
    one = seen(books, 1, owner="thu1", state="assigned")
    checked = agents.Checked(
        dict.fromkeys(CONDITIONS, True) | {"legal": False}, 0, quota_met=True, day=DAY, document="01/BB"
    )
    assert agents.check("BD", checked, "officer") == "suspended"
    assert Prospect.objects.get(pk=one.pk).owner == "thu2"
    why = agent_desk.why_blocked(store.desk("thu1"), DAY)
    assert why is not None
    assert "suspended" in why.en
    with pytest.raises(RefusedError, match="suspended"):
        agent_desk.take("thu1", agents.Taking("vsi", renewal=False, payer="1", amount=1, day=DAY))
    agent_contracts.terminate("PV", "02/QĐ", "lead", DAY)
    assert Prospect.objects.get(pk=one.pk).owner == ""
    story = AgentContractEvent.objects.filter(contract__organisation__code="BD").values_list("kind", "state")
    assert list(story) == [("signed", "active"), ("checked", "suspended")]


def test_a_contract_is_signed_on_conditions_and_settled_when_nothing_is_open(books: Books) -> None:  # noqa: ARG001
    again = agent_contracts.Signing("BD/HD2", D(2021, 6, 1), D(2022, 1, 1), ALL)
    with pytest.raises(ConflictError, match="goes on"):
        agent_contracts.sign("BD", again, "lead")
    with pytest.raises(RefusedError, match="Software"):
        agent_contracts.sign("BD", agent_contracts.Signing("x", DAY, D(2022, 1, 1), ALL - {"software"}), "lead")
    with pytest.raises(RefusedError, match="terminated first"):
        agent_contracts.settle("BD", "03/TL", "lead", DAY)
    taking = agents.Taking("vsi", renewal=False, payer="1", amount=200_000, day=DAY)
    number = agent_desk.take("thu1", taking)
    agents.ask_void(number, "nhầm", "thu1")
    agent_contracts.terminate("BD", "02/QĐ", "lead", DAY)
    with pytest.raises(RefusedError, match=r"200\.000 dong are not matched by money\. 1 receipts wait"):
        agent_contracts.settle("BD", "03/TL", "lead", DAY)
    agents.approve_void(number, "lead", DAY)
    agent_contracts.settle("BD", "03/TL", "lead", DAY)
    assert AgentReceipt.objects.count() == 1
    assert agent_contracts.sign("BD", again, "lead") > 0  # a new contract after the settled one


def test_what_ends_soon_is_warned_of(books: Books) -> None:
    found = contract_store.ending([books.province.id], D(2022, 1, 1))
    assert [(one.kind, one.agent) for one in found] == [
        ("certificate", "BD"), ("certificate", "PV"), ("contract", "BD"), ("contract", "PV"),
    ]  # fmt: skip
    assert contract_store.ending([books.province.id], D(2021, 10, 1)) == []


def test_a_rate_needs_two_people_and_is_a_share(books: Books) -> None:  # noqa: ARG001
    rate = agent_contracts.Rate("vsi", None, "", "0,05", D(2021, 1, 1), None, "QĐ")
    number = agent_contracts.enter_rate(rate, "a")
    assert agent_store.rules() == []
    with pytest.raises(RefusedError, match="Another person"):
        agent_contracts.approve_rate(number, "a")
    agent_contracts.approve_rate(number, "b")
    assert [str(one.rate) for one in agent_store.rules()] == ["1/20"]
    for wrong in ("5", "abc", "-0.1", "1/0"):
        with pytest.raises(RefusedError, match="from 0 to below 1"):
            agent_contracts.enter_rate(agent_contracts.Rate("vsi", None, "", wrong, D(2021, 1, 1), None, "QĐ"), "a")
