"""A decision told again from the facts it kept: the sentences of the law, and whether it still says the same."""

from dataclasses import dataclass

from ansinh.domain.benefits.facts import Facts, facts_of_json
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.settle.table import settle
from ansinh.records.store.benefits.decisions import Decision
from ansinh.usecases.ledger.law import law_of_books


@dataclass(frozen=True, slots=True)
class Explained:
    """The facts of a decision and what the law says about them; `agrees` is False where the law was corrected since."""

    facts: Facts
    settled: Settled
    agrees: bool


def explain(decision: Decision) -> Explained:
    """Return the story of a decision. UnknownValueError where a value it used was withdrawn."""
    facts, values = facts_of_json(decision.facts), law_of_books()
    settled = settle(facts, values)
    said = (settled.once, settled.monthly) if settled.granted else (0, 0)
    granted_else = decision.outcome == "refuse" and settled.granted  # refused for what another dossier holds
    return Explained(facts, settled, agrees=said == (decision.amount, decision.monthly) or granted_else)
