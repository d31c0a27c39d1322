"""The decisions of a list, given back to the employer as C70b-HD: accepted, adjusted, refused with the reason."""

from fractions import Fraction

from ansinh.domain.benefits.procedures import procedure
from ansinh.formats.benefits_c70 import C70, C70Row, write_c70
from ansinh.records.store.benefits import decisions, dossiers, lists
from ansinh.records.store.benefits import facts as registry
from ansinh.records.store.benefits.decisions import Decision


def decision_list(key: str, form: str) -> bytes:
    """Return the signed decisions of a list as C70b-HD: `form` pdf, xlsx or json."""
    return write_c70(decided(key), form)


def decided(key: str) -> C70:
    """Return the signed decisions of a list as a value, in the order of its rows."""
    facts = lists.facts(key)
    found = dossiers.read(dossiers.of_list(key))
    signed = decisions.in_force([one.id for one in found])
    people = registry.claimants(sorted({one.person for one in found}))
    rows = [
        C70Row(
            section="refused" if decision.outcome == "refuse" else "adjusted" if decision.version > 1 else "accepted",
            full_name=people[one.person].full_name, si_number=people[one.person].si_number,
            procedure=procedure(one.procedure).name.vi, number=decision.number,
            months=sum(_months(stretch) for stretch in decision.facts["stretches"]),
            salary=_salary(decision), days=days_granted(decision), year_days=_year_days(decision, one.procedure),
            amount=decision.amount, pay=one.pay.channel, reason=why_refused(decision),
        )
        for one in found
        if (decision := signed.get(one.id)) is not None
    ]  # fmt: skip
    return C70(facts.number, facts.account_code, facts.account_name, facts.period, tuple(rows))


def _months(stretch: dict[str, str]) -> int:
    """Return the months of a kept stretch."""
    (first_year, first), (end_year, end) = (map(int, stretch[name].split("-")) for name in ("first", "end"))
    return (end_year - first_year) * 12 + end - first


def days_granted(decision: Decision) -> Fraction:
    """Return the days granted."""
    return sum((Fraction(part["days"]) for part in decision.parts), Fraction(0))


def _salary(decision: Decision) -> int:
    """Return the salary (dong) the benefit is reckoned on; 0 where it is none."""
    return max((int(part.get("counted", {}).get("salary", 0)) for part in decision.parts), default=0)


def _year_days(decision: Decision, procedure_code: str) -> Fraction:
    """Return the days of the same kind granted since the beginning of the year, these included."""
    kind, year = procedure_code.partition(".")[0], min((part["first"][:4] for part in decision.parts), default="")
    before = (
        Fraction(one["days"])
        for one in decision.facts["granted"]
        if one["first"][:4] == year and one["procedure"].partition(".")[0] == kind
    )
    return sum(before, days_granted(decision))


def why_refused(decision: Decision) -> str:
    """Return why it was refused, and what would satisfy it."""
    return "; ".join(f"{one['name_vi']}: {one['found_vi']} ({one['mend_vi']})" for one in decision.reasons)
