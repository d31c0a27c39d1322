"""Remittances of collection agents wait on an account of their own; what was taken wrongly goes back."""

import pytest
from tests.usecases.collection.small_province import OCTOBER, entry, file, statement

from ansinh.core.errors import RefusedError
from ansinh.domain.collection.agent_text import recognise_agents
from ansinh.domain.ledger.chart import Chart
from ansinh.records.models import BankLine
from ansinh.records.store.collection.verify import verify_m2
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger_postings import balance
from ansinh.usecases.collection import record_remittance, release_remittance, take_agent_lines, take_in


@pytest.mark.parametrize(
    ("payer", "text", "agent"),
    [
        ("Buu dien tinh", "Dai ly thu DL26001 nop tien BHYT ho gia dinh thang 10", "26001"),
        ("Bưu điện tỉnh", "Đại lý thu DL-26001 nộp tiền", "26001"),
        ("Cong ty TNHH DL26001", "dong BHXH", ""),  # no word of an agent
        ("Buu dien tinh", "Dai ly thu DL99999 nop tien", ""),  # not one of ours
        ("Buu dien tinh", "Dai ly thu DL26001 va DL26002 nop tien", ""),  # two agents: a person decides
    ],
)
def test_an_agent_is_told_by_words_and_code(payer, text, agent):
    assert recognise_agents([payer], [text], {"26001", "26002"}) == [agent]


@pytest.mark.django_db
def test_remittances_leave_the_common_suspense_and_may_come_back(province):  # noqa: ARG001 - its bank account
    lines = [
        entry(1, 5_000_000, "Dai ly thu DL26001 nop tien BHYT", payer="Buu dien"),
        entry(2, 700_000, "tien gi do", payer="Ai do"),
    ]
    read = file(statement(*lines))
    assert take_in(read, name="x", digest="b" * 64, office="26", actor="lan").findings == []
    taken = take_agent_lines("26", {"26001"}, actor="lan")
    assert list(taken.values()) == ["26001"]
    assert take_agent_lines("26", {"26001"}, actor="lan") == {}
    assert (balance(Chart.AGENT_SUSPENSE, 0), balance(Chart.SUSPENSE, 0)) == (-5_000_000, -700_000)
    line = BankLine.objects.get(amount=5_000_000)
    assert (line.state, line.agent) == ("agent", "26001")
    assert verify_m2(months.office("26"), OCTOBER) == []
    with pytest.raises(RefusedError):
        record_remittance(line.pk, "26002", actor="may")
    release_remittance(line.pk, actor="may", reason="không phải tiền đại lý")
    line.refresh_from_db()
    assert (line.state, line.agent, balance(Chart.AGENT_SUSPENSE, 0)) == ("suspense", "", 0)
    record_remittance(line.pk, "26002", actor="may")
    assert verify_m2(months.office("26"), OCTOBER) == []
