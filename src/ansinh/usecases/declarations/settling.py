"""Check a filing and, where nothing stops it, accept it: one act, its rows examined once, under the lock."""

from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.declarations.findings import replace_findings
from ansinh.records.store.registry.accounts import account_by_id
from ansinh.usecases.act import Act, perform
from ansinh.usecases.declarations import persons
from ansinh.usecases.declarations.accepting import (
    ACCEPTED,
    Accepted,
    accept,
    enter,
    said_again,
    stops,
    taken_meanwhile,
)
from ansinh.usecases.declarations.checking import (
    OPEN_STATES,
    Checked,
    check,
    count,
    keep_found,
    name_columns,
    read_file,
)
from ansinh.usecases.declarations.examined import ReadList
from ansinh.usecases.declarations.forms import form_of

Settled = tuple[Checked, Accepted | None]


def settle(filing: str, actor: str, *, parsed: ReadList | None = None, good_rows: bool = False) -> Settled:
    """Check a filing and accept it in the same transaction; what `check` and then `accept` would do, in half the time.

    Where errors stop it (any error, or with `good_rows` a wrong head or no good row) it stays checked, with its
    findings, and nothing is accepted: None. A filing that was decided before changes nothing and says what it is.
    """
    facts = filings.filing_facts(filing)
    if facts.state not in OPEN_STATES:
        return _decided(facts)
    if facts.kind == persons.KIND:
        checked = check(filing, actor)
        return checked, accept(filing, actor) if checked.whole else None
    read = read_file(facts, parsed)
    act = Act(
        "filing.settle", actor, object_kind="filing", object_id=filing, office=facts.office_code,
        body={"good_rows": good_rows},
    )  # fmt: skip
    with taken_meanwhile():
        return perform(act, lambda: _settle(filing, read, actor, good_rows=good_rows))


def _settle(filing: str, read: ReadList, actor: str, *, good_rows: bool) -> Settled:
    """Do it inside the transaction, with the filing and its account locked."""
    facts = filings.filing_facts(filing, lock=True)
    if facts.state not in OPEN_STATES:
        return _decided(facts)
    first = facts.state == "received"
    if not len(read.rows):
        checked = count(filing, read, read.findings)
        keep_found(read, read.findings, checked, first=first)
        return checked, None
    if facts.account_id is not None:
        account_by_id(facts.account_id, lock=True)
    examined = form_of(facts.kind).examine(read, facts)
    findings = name_columns(examined.findings, read)
    checked = count(filing, read, findings)
    if stops(examined, good_rows=good_rows):
        keep_found(read, findings, checked, first=first)
        return checked, None
    replace_findings(filing, findings, first=first)
    return checked, enter(examined, facts, findings, actor, checked.counts)


def _decided(facts: FilingFacts) -> Settled:
    """Return what is known of a filing that was decided before."""
    checked = Checked(facts.id, facts.rows, facts.errors, facts.warnings)
    return checked, said_again(facts) if facts.state in ACCEPTED else None
