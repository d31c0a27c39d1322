"""Points, certificates and quotas of an agent; the papers of its contract; what an inspector sees of a point."""

import datetime as dt

import pytest
from tests.jobs.small_books import Books
from tests.usecases.outreach.test_agent_desk import books, seen

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.jobs.inspection import books as inspect
from ansinh.records.models import AgentPoint, AgentQuota, Collector, User
from ansinh.records.store.collection import inspection as case_store
from ansinh.records.store.outreach import agent_contracts as contract_store
from ansinh.records.store.outreach import agents as agent_store
from ansinh.usecases.collection import inspection, inspection_work
from ansinh.usecases.outreach import agent_letters, agent_points, agents

__all__ = ["books"]  # the fixture
D = dt.date
DAY = D(2021, 10, 5)


def point(**facts: object) -> agent_points.Point:
    given = {"code": "BD2", "name": "Bưu cục 2", "office": "2601", "commune": "", "opened": DAY, **facts}
    return agent_points.Point(**given)  # type: ignore[arg-type] # the facts of a form


def collector(**facts: object) -> agent_points.Collecting:
    given = {
        "code": "BDNV2", "name": "Lê Lan", "point": "BD2", "certificate": "CC-2",
        "certified_to": D(2022, 6, 30), **facts,
    }  # fmt: skip
    return agent_points.Collecting(**given)  # type: ignore[arg-type] # the facts of a form


def test_points_and_collectors_are_kept_and_wrong_ones_refused(books: Books) -> None:  # noqa: ARG001
    agent_points.open_point("BD", point(), "lead")
    agent_points.open_point("BD", point(name="Bưu cục hai"), "lead")
    assert AgentPoint.objects.get(code="BD2").name == "Bưu cục hai"
    with pytest.raises(ConflictError, match="belongs"):
        agent_points.open_point("PV", point(), "lead")
    with pytest.raises(RefusedError, match="office 99"):
        agent_points.open_point("BD", point(code="X", office="99"), "lead")
    User.objects.create(username="thu3")
    agent_points.keep_collector("BD", collector(username="thu3"), "lead", DAY)
    assert Collector.objects.get(code="BDNV2").username == "thu3"
    for wrong, why in (
        ({"code": ""}, "Code"), ({"certificate": ""}, "certificate"), ({"certified_to": D(2021, 10, 4)}, "certificate"),
        ({"username": "nobody"}, "account"), ({"code": "N", "username": "thu3"}, "account"),
    ):  # fmt: skip
        with pytest.raises(RefusedError, match=why):
            agent_points.keep_collector("BD", collector(**wrong), "lead", DAY)
    with pytest.raises(MissingError, match="open point"):
        agent_points.keep_collector("BD", collector(point="NONE"), "lead", DAY)
    with pytest.raises(ConflictError, match="belongs"):
        agent_points.keep_collector("PV", collector(), "lead", DAY)


def test_a_point_that_holds_money_is_not_closed(books: Books) -> None:  # noqa: ARG001
    agents.issue("BDNV", agents.Taking("vsi", renewal=False, payer="2600000001", amount=300_000, day=DAY), "thu1")
    with pytest.raises(RefusedError, match=r"300\.000"):
        agent_points.close_point("BD", "BD1", DAY, "02/QĐ", "lead")
    agent_points.close_point("PV", "PV1", DAY, "02/QĐ", "lead")
    assert AgentPoint.objects.get(code="PV1").closed == DAY


def test_a_quota_is_dealt_out_by_prospects_and_sums_exactly(books: Books) -> None:
    agent_points.open_point("BD", point(commune="08802"), "lead")
    agent_points.keep_collector("BD", collector(), "lead", DAY)
    for number, commune in enumerate(("08801", "08801", "08802")):
        seen(books, number, commune=commune, conversion=5000)
    quota = agent_points.Quota("hi_household", 10, DAY, D(2021, 10, 11), "05/KH")
    assert dict(agent_points.deal("BD", quota, "lead", DAY)) == {"BDNV": 7, "BDNV2": 3}
    assert sum(AgentQuota.objects.values_list("people", flat=True)) == 10
    with pytest.raises(RefusedError, match="quota"):
        agent_points.deal("BD", agent_points.Quota("vsi", 0, DAY, DAY, "05/KH"), "lead", DAY)


def test_every_event_of_a_contract_has_its_paper(books: Books) -> None:  # noqa: ARG001
    held = dict.fromkeys(CONDITIONS, True)
    agents.check("BD", agents.Checked(held, 2, quota_met=False, day=DAY, document="01/BB"), "officer")
    warned, signed = contract_store.events(agent_store.organisation("BD").pk)
    assert b"Letter of warning" in agent_letters.write("BD", warned.pk, "md", "en")
    assert agent_letters.write("BD", signed.pk, "pdf", "vi").startswith(b"%PDF")
    with pytest.raises(MissingError, match="paper"):
        agent_letters.write("PV", warned.pk, "md", "en")


def test_an_inspection_of_a_point_writes_down_what_its_receipts_show(books: Books) -> None:  # noqa: ARG001
    for number in range(2):
        taking = agents.Taking("hi_household", renewal=False, payer=f"260000000{number}", amount=100_000, day=DAY)
        agents.issue("BDNV", taking, "thu1")
    months = (Month.of(2021, 10), Month.of(2021, 10))
    opening = inspection.Opening(
        months, D(2021, 10, 20), subject_kind="collection_point", subject="BD1", reason="đơn tố cáo"
    )  # fmt: skip
    case = inspection.open_case("26", opening, "planner")
    inspection.decide(case, inspection.Paper("1/QĐ", D(2021, 10, 20)), ("inspector", []), "leader")
    inspection.start(case, D(2021, 10, 20), "inspector")
    for _ in range(2):
        assert inspect.look(case, D(2021, 10, 20), "inspector") == []
    found = [(row.kind, row.amount) for row in case_store.findings(case)]
    assert found == [("money_kept", 200_000), ("not_listed", 0)]
    assert case_store.case(case).counts == {"receipts": 2, "cash_book": 200_000}
    for code, *_ in case_store.papers(case):
        inspection_work.note_paper(case, code, received=True, day=DAY, note="", actor="inspector")
    inspection.record(case, inspection.Paper("2/BB", D(2021, 10, 21)), "Bưu cục trưởng", "inspector")
    inspection.conclude(case, inspection.Paper("3/KL", D(2021, 10, 22)), "leader")
    ((_, text, deadline, _, _),) = case_store.requests(case)
    assert text.startswith("Thu mà chưa lập danh sách tham gia: 1 trường hợp (Nguyễn Thu")
    assert deadline == D(2021, 11, 21)
