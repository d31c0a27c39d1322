"""Accept a list: every good row becomes a dossier, all or nothing; or the whole is given back with the reason."""

from dataclasses import asdict, dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.clock import limit_of
from ansinh.domain.benefits.procedures import Procedure
from ansinh.formats.benefits_hsb_rows import HSB, ClaimRows
from ansinh.records.store.benefits import dossiers, lists, papers, reopenings
from ansinh.records.store.benefits.dossiers import NewDossier, PayTo, moved_to
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.records.store.benefits.reopenings import Found
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.lists.checking import DECIDED, OPEN_STATES, unpacked
from ansinh.usecases.benefits.lists.examining import Examined, Row, examine
from ansinh.usecases.ledger.law import law_of_books


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an acceptance did: the state of the list, dossiers made, adjustments put on the work-list."""

    list: str
    state: str
    dossiers: int
    adjustments: int


def accept(key: str, actor: str, *, good_rows: bool = False, papers_seen: bool = False) -> Accepted:
    """Make dossiers of the rows of a checked list. Any error stops the whole, unless `good_rows`.

    With `papers_seen` the officer confirms that the papers of all rows came with the list: the dossiers are complete.
    Rows are examined again inside the transaction. A list that was accepted changes nothing and says what it is.
    """
    act = Act(
        "benefit_list.accept", actor, object_kind="benefit_list", object_id=key,
        body={"good_rows": good_rows, "papers_seen": papers_seen},
    )  # fmt: skip
    return Accepted(**perform(act, lambda: asdict(_accept(key, actor, good_rows=good_rows, papers_seen=papers_seen))))


def _accept(key: str, actor: str, *, good_rows: bool, papers_seen: bool) -> Accepted:
    """Do it inside the transaction, with the list locked."""
    facts = lists.facts(key, lock=True)
    if facts.state in ("accepted", "accepted_in_part"):
        return Accepted(key, facts.state, facts.rows_accepted, 0)
    if facts.state != "checked":
        raise RefusedError(Text("Danh sách chưa được kiểm tra.", "The list has not been checked."))
    lists.lock_account(facts.account_id)
    read: HSB = unpacked(HSB, lists.staged(key))
    examined = examine(read, facts)
    good = _good(examined, good_rows=good_rows)
    made = _dossiers(facts, read.rows, [row for row in good if row.procedure], actor, papers_seen=papers_seen)
    again = [row.again for row in good if row.again]
    reopenings.write(_adjustments(read.rows, [row for row in good if row.again], facts))
    state = "accepted" if len(good) == len(examined.rows) else "accepted_in_part"
    lists.decide(key, state, made, actor)
    return Accepted(key, state, made, len(again))


def _good(examined: Examined, *, good_rows: bool) -> list[Row]:
    """Return the rows to be accepted; RefusedError where errors stop the whole."""
    if examined.stopped_whole:
        raise RefusedError(examined.stopped_whole[0].message)
    good, bad = examined.good, len(examined.rows) - len(examined.good)
    if not good or (bad and not good_rows):
        raise RefusedError(
            Text(
                f"Còn {bad} dòng có lỗi; sửa lại hoặc chỉ nhận các dòng hợp lệ.",
                f"{bad} rows have errors; correct them, or accept the good rows only.",
            )
        )
    return good


def _dossiers(facts: ListFacts, rows: ClaimRows, good: list[Row], actor: str, *, papers_seen: bool) -> int:
    """Write the dossiers of good rows; return how many."""
    place_of = {number: place for place, number in enumerate(rows.row.tolist())}
    values = law_of_books()
    dues = {code.code: limit_of(code, "employer", facts.received_on, values).day for code in _kinds(good)}
    new = [
        NewDossier(
            procedure=row.procedure.code, person=row.person.id, channel=facts.channel, received_on=facts.received_on,
            first_day=row.claimed.day or facts.received_on, due=dues[row.procedure.code],
            claimed=row.claimed.to_json(), pay=_pay(rows, place_of[row.number]), account=facts.account_id,
            list=facts.id, list_row=row.number,
        )
        for row in good
        if row.procedure is not None and row.person is not None
    ]  # fmt: skip
    ids = dossiers.write(new, facts.office_id, facts.office_code, actor)
    if papers_seen and ids:
        _complete(ids, good, facts, actor)
    return len(ids)


def _kinds(good: list[Row]) -> list[Procedure]:
    """Return the procedures of rows, once each."""
    return list({row.procedure.code: row.procedure for row in good if row.procedure is not None}.values())


def _pay(rows: ClaimRows, place: int) -> PayTo:
    """Return where a row is paid: the worker's account, or through the unit."""
    if rows.bank_account[place]:
        return PayTo("bank", "", rows.bank_name[place], rows.bank_account[place], rows.full_name[place].upper())
    return PayTo("unit")


def _complete(ids: list[str], good: list[Row], facts: ListFacts, actor: str) -> None:
    """Write down that the papers came with the list, and that the dossiers are complete."""
    held = [
        (key, paper.code, "data" if paper.data == "list" else "paper", facts.number)
        for key, row in zip(ids, good, strict=True)
        if row.procedure is not None
        for paper in row.procedure.papers
    ]
    papers.add(held, facts.received_on, actor)
    dossiers.move([moved_to(one, "completed", "complete") for one in dossiers.read(ids)], actor)


def _adjustments(rows: ClaimRows, again: list[Row], facts: ListFacts) -> list[Found]:
    """Return the lines of the work-list that part 2 asks for."""
    place_of = {number: place for place, number in enumerate(rows.row.tolist())}
    found = []
    for row in again:
        one, place = dossiers.one(row.again), place_of[row.number]
        said = {"where": facts.number, "before": rows.old_batch[place], "after": rows.reason[place]}
        found.append(Found(one.id, one.version, one.office, f"{facts.id}:{row.number}", [said], 0, 0))
    return found


def give_back(key: str, actor: str, reason: str) -> None:
    """Return a whole list to its sender, with the reason in writing; one that is decided is a RefusedError."""
    if not reason.strip():
        raise RefusedError(Text("Hãy ghi lý do trả lại.", "Say why it is returned."))
    act = Act("benefit_list.return", actor, object_kind="benefit_list", object_id=key, reason=reason)
    perform(act, lambda: _give_back(key, actor, reason))


def _give_back(key: str, actor: str, reason: str) -> None:
    """Do it inside the transaction."""
    if lists.facts(key, lock=True).state not in OPEN_STATES:
        raise RefusedError(DECIDED)
    lists.decide(key, "returned", 0, actor, reason)
