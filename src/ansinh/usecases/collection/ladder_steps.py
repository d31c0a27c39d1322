"""Acts on one debt case: do a step with its proof, take a promise, agree on instalments, give it to an officer."""

import datetime as dt
from collections.abc import Sequence

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.collection.ladder import ladder_on
from ansinh.domain.collection.ladder_proof import missing_proof
from ansinh.records.store.collection import ladder_cases, ladder_write, scope
from ansinh.records.store.collection.ladder_write import Doing, StepFacts
from ansinh.records.store.registry.numbers import next_numbers
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.ladder import document_number

_NOT_DUE = Text("Bước này đã thực hiện hoặc không còn phải làm.", "This step is done already, or no longer needed.")
_TOO_MUCH = Text(
    "Cam kết {amount} đồng lớn hơn số còn nợ {owed} đồng.", "{amount} dong is more than the {owed} dong owed."
)
_NOT_ALL = Text("Các kỳ cộng lại phải bằng {total} đồng.", "The instalments must make {total} dong together.")
_SAME = Text("Người duyệt phải khác người đề nghị.", "Who approves must not be who proposed.")
_DECIDED = Text("Phương án này đã được quyết định.", "This plan is decided already.")
_PAST = Text("Ngày hẹn trả không được trước hôm nay.", "The promised day lies before today.")
_CLOSED = Text("Hồ sơ nợ đã kết thúc.", "The case is closed.")


def do_step(step: int, doing: Doing, actor: str) -> str:
    """Write down that a step was done, with the proof its kind asks for; return the number of its document.

    RefusedError for a step that does not wait, or without its proof.
    """
    facts = ladder_write.step(step)
    act = Act(
        "debt.step", actor, "debt step", str(step), facts.office, body={"step": facts.step, "day": str(doing.done_on)}
    )
    return perform(act, lambda: do_inside(step, doing, actor))


def do_inside(step: int, doing: Doing, actor: str) -> str:
    """Do a step inside the transaction of an act that does several; return the number of its document."""
    facts = ladder_write.locked(step)
    if facts.state != "due":
        raise RefusedError(_NOT_DUE)
    lack = missing_proof(ladder_on(doing.done_on).step(facts.step).proof, doing.proof, doing.note, doing.delivered_on)
    if lack:
        raise RefusedError(lack)
    case = ladder_cases.by_id(facts.case)
    number = facts.number or next_document_number(facts, doing.done_on)
    ladder_write.finish(step, doing, by=actor, document=number, covers_to=case.period)
    return number


def next_document_number(facts: StepFacts, day: dt.date) -> str:
    """Take the next number of the office's letters of the year."""
    (number,) = next_numbers(f"debt:{facts.office}:{day.year}", 1)
    return document_number(number, day.year, facts.office)


def deliver(step: int, day: dt.date, proof: str, actor: str) -> None:
    """Write down when the document of a step arrived and how it is known; RefusedError without a proof."""
    facts = ladder_write.step(step)
    lack = missing_proof("delivery", proof, "", day)
    if lack:
        raise RefusedError(lack)
    act = Act("debt.deliver", actor, "debt step", str(step), facts.office, body={"day": str(day), "proof": proof})
    perform(act, lambda: ladder_write.deliver(step, day, proof))


def take_promise(code: str, amount: Dong, until: dt.date, *, said_by: str, on: dt.date, actor: str) -> int:
    """Keep what the account `code` promised to pay by a day; RefusedError for more than is owed. Returns its id."""
    case = _open(code)
    if not 0 < amount <= case.principal + case.interest:
        raise RefusedError(_TOO_MUCH.fill(amount=amount, owed=case.principal + case.interest))
    if until < on:
        raise RefusedError(_PAST)
    act = Act("debt.promise", actor, "account", code, case.office, body={"amount": amount, "until": str(until)})
    return perform(
        act,
        lambda: ladder_write.promise(
            case_id=case.id, amount=amount, until=until, made_on=on, said_by=said_by, taken_by=actor,
            owed_before=case.principal,
        ),
    )  # fmt: skip


def propose_instalments(
    code: str, parts: Sequence[tuple[dt.date, Dong]], *, document: str, on: dt.date, actor: str
) -> int:
    """Propose that the debt of `code` is paid in parts that make its principal; they bind once another approves."""
    case = _open(code)
    if any(until < on for until, _ in parts):
        raise RefusedError(_PAST)
    if sum(amount for _, amount in parts) != case.principal:
        raise RefusedError(_NOT_ALL.fill(total=case.principal))
    act = Act("debt.instalments", actor, "account", code, case.office, reason=document, body={"parts": len(parts)})

    def work() -> int:
        number = ladder_write.plan(case.id, document, case.principal, actor)
        left = case.principal
        for until, amount in sorted(parts):
            ladder_write.promise(
                case_id=case.id, amount=case.principal - left + amount, until=until, made_on=on, said_by=document,
                taken_by=actor, owed_before=case.principal, plan_id=number, state="withdrawn",
            )  # fmt: skip
            left -= amount
        return number

    return perform(act, work)


def decide_instalments(plan: int, actor: str, *, approve: bool) -> None:
    """Approve or refuse a plan; RefusedError for who proposed it, or once decided."""

    def work() -> None:
        found = ladder_write.locked_plan(plan)
        if found.state != "proposed":
            raise RefusedError(_DECIDED)
        if found.proposed_by == actor:
            raise RefusedError(_SAME)
        ladder_write.decide_plan(plan, "approved" if approve else "refused", actor)

    perform(Act("debt.instalments.decide", actor, "instalment plan", str(plan), body={"approve": approve}), work)


def assign(office: str, officers: Sequence[str], actor: str) -> dict[str, int]:
    """Share the cases nobody has among `officers`, the largest debts dealt out in turn; return how many each got."""
    place = scope.office(office)
    act = Act("debt.assign", actor, "office", office, office, body={"officers": list(officers)})

    def work() -> dict[str, int]:
        cases = [case for case, _ in ladder_write.unassigned(scope.offices(place.path))]
        return {who: ladder_write.assign(cases[at :: len(officers)], who) for at, who in enumerate(officers)}

    return perform(act, work)


def justify(code: str, document: str, actor: str) -> None:
    """Keep the paper of a good reason (art. 39.2, Law 41/2024/QH15): the debt stays late and is never evasion."""
    case = _open(code)
    act = Act("debt.justify", actor, "account", code, case.office, reason=document)
    perform(act, lambda: ladder_write.justify(case.id, document))


def _open(code: str) -> ladder_cases.Case:
    """Return the open case of an account; RefusedError where it is closed."""
    case = ladder_cases.latest(code)
    if case.closed is not None:
        raise RefusedError(_CLOSED)
    return case
