"""The papers to an agent say what was found, the grave first, and what follows."""

import datetime as dt

import pytest

from ansinh.domain.outreach.agent_letters import Contract, Event, paragraphs, title
from ansinh.domain.outreach.agents import CONDITIONS

D = dt.date
CONTRACT = Contract("01/HĐ", D(2021, 1, 1), D(2022, 1, 1), "Bưu điện", frozenset(CONDITIONS))
ALL = dict.fromkeys(CONDITIONS, True)


def checked(state: str, *, failed: tuple[str, ...] = (), late: int = 0, quota_met: bool = True) -> Event:
    held = {name: name not in failed for name in CONDITIONS}
    return Event("checked", state, D(2021, 10, 5), "01/BB", {"held": held, "late": late, "quota_met": quota_met})


@pytest.mark.parametrize(
    ("event", "heading", "said"),
    [
        (checked("active"), "Result of the check", "Every condition holds."),
        (checked("warned", late=2), "Letter of warning", "2 days of money handed on after the next working day."),
        (checked("warned", quota_met=False), "Letter of warning", "The quota was not met."),
        (checked("warned", failed=("published",)), "Letter of warning", "mend this by 04/11/2021"),
        (checked("suspended", failed=("legal",)), "Notice of suspension", "no new receipts"),
        (Event("terminated", "terminated", D(2021, 12, 1), "02/QĐ", {}), "Notice of termination", "by 02/QĐ"),
        (
            Event("settled", "settled", D(2021, 12, 31), "03/TL", {"receipts": 3, "amount": 300_000,
                  "remitted": 300_000, "commission": 15_000}),
            "Settlement of the contract", "3 receipts of 300.000 dong",
        ),
        (Event("signed", "active", D(2021, 1, 1), "01/HĐ", {}), "Notice of the contract", "Legally registered"),
    ],
)  # fmt: skip
def test_a_paper_says_why_and_what_follows(event: Event, heading: str, said: str) -> None:
    assert title(event).en == heading
    words = " ".join(one.en for one in paragraphs(event, CONTRACT))
    assert said in words
    assert "01/HĐ" in words


def test_what_is_grave_is_named_first() -> None:
    said = [one.en for one in paragraphs(checked("suspended", failed=("guarantee", "software")), CONTRACT)]
    assert [one for one in said if one.startswith("Not met")] == [
        "Not met: Software that sends data at once.", "Not met: Account and guarantee.",
    ]  # fmt: skip
