"""Sessions, published lists, instalments, files as handed over: kept once, never changed, in both languages."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.jobs.small_books import Books

from ansinh.core.errors import MissingError, RefusedError
from ansinh.domain.collection.ladder import ladders
from ansinh.domain.collection.ladder_parts import equal_parts, parts
from ansinh.formats.document_write import write_document
from ansinh.records.models import DebtCase, DebtPublication, DebtSession, DebtStep, SiBookEvent
from ansinh.records.store.collection import ladder_cases, ladder_meetings
from ansinh.usecases.collection import (
    ladder,
    ladder_documents,
    ladder_file,
    ladder_hard,
    ladder_lists,
    ladder_recovery,
    ladder_steps,
)
from ansinh.usecases.collection import ladder_meetings as meetings

D = dt.date


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    made.announce()
    for number in (1, 2):
        made.works(made.account(number), made.person(number), "2020-10")
    made.works(made.account(3), made.person(3), "2020-10", "2020-12")
    for month in ("2020-10", "2020-11", "2020-12"):
        made.close(month)
    ladder.build("26", D(2021, 1, 5), "nightly")
    return made


def code(number: int) -> str:
    return f"T26{number:05d}Z"


def wait(step: str, *numbers: int) -> None:
    for number in numbers:
        case = DebtCase.objects.get(account__code=code(number))
        DebtStep.objects.create(case=case, step=step, due=D(2021, 1, 5), deadline=D(2021, 1, 12))


def test_every_step_of_every_ladder_has_its_document_in_both_languages(books: Books) -> None:  # noqa: ARG001
    case = DebtCase.objects.get(account__code=code(1))
    for held in ladders():
        for step in held.steps:
            DebtStep.objects.filter(case=case).delete()
            row = DebtStep.objects.create(
                case=case, step=step.code, due=held.since, deadline=held.since, state="done", done_on=held.since,
                done_by="x", number="1/TB",
            )  # fmt: skip
            for language in ("vi", "en"):
                told = ladder_documents.write_step(row.pk, "md", language, day=held.since, actor="x").decode()  # type: ignore[arg-type]
                assert step.title.to(language) in told  # type: ignore[arg-type]
                assert "1/TB" in told


def test_minutes_do_the_step_of_everybody_invited(books: Books) -> None:
    wait("session", 1, 2)
    meeting = meetings.Meeting(
        D(2021, 1, 8), "KCN", "07/BB", "Trưởng phòng", {"labour": "Bà B", "union": "Ông A", "park": ""}
    )
    heard = [meetings.Heard(code(1), "GĐ", "trả trong tháng 1"), meetings.Heard(code(2))]
    made = meetings.hold("26", meeting, heard, "lead")
    assert meetings.hold("26", meeting, heard, "lead") == made
    done = DebtStep.objects.filter(step="session").values_list("state", "proof")
    assert set(done) == {("done", "07/BB")}
    (found,) = ladder_meetings.sessions([one.pk for one in (*books.bases, books.province)])
    assert (found.cases, found.attended["park"]) == (2, "")
    told = write_document(meetings.document(found, "en"), "md").decode()
    assert "invited, did not come" in told
    assert "trả trong tháng 1" in told
    with pytest.raises(RefusedError, match="no body"):
        meetings.hold("26", meetings.Meeting(D(2021, 1, 9), "x", "08/BB", "y", {"army": "z"}), heard, "lead")
    with pytest.raises(RefusedError, match="needed"):
        meetings.hold("26", meetings.Meeting(D(2021, 1, 9), "x", "08/BB", "y", {}), [], "lead")
    assert DebtSession.objects.count() == 1


def test_a_published_list_stays_as_it_was(books: Books) -> None:  # noqa: ARG001
    with pytest.raises(RefusedError, match="due to be published"):
        ladder_lists.publish("26", "09/DS", D(2021, 1, 8), "Sở", "leader")
    wait("publication", 2)
    made = ladder_lists.publish("26", "09/DS", D(2021, 1, 8), "Sở", "leader")
    assert ladder_lists.publish("26", "09/DS", D(2021, 1, 8), "Sở", "leader") == made
    DebtCase.objects.update(principal=1)
    found = ladder_meetings.publication(made)
    assert found is not None
    assert (found.employers, found.rows[0]["account"]) == (1, code(2))
    assert found.amount > 1
    assert code(2) in write_document(ladder_lists.published(found, "vi"), "md").decode()
    assert DebtStep.objects.get(step="publication").proof == "09/DS"
    with pytest.raises(IntegrityError), transaction.atomic():
        DebtPublication.objects.update(amount=0)


def test_the_emulation_council_hears_of_everybody_late(books: Books) -> None:  # noqa: ARG001
    told = write_document(ladder_lists.barred("26", D(2021, 1, 8), "en"), "md").decode()
    assert all(code(number) in told for number in (1, 2, 3))
    assert "no titles or rewards" in told
    assert "own practice" in told  # art. 40-41 hold since July 2025
    before = write_document(ladder_lists.barred("26", D(2020, 1, 8), "en"), "md").decode()
    assert code(1) not in before


def test_instalments_are_watched_part_by_part(books: Books) -> None:
    case = ladder_cases.latest(code(1))
    made = equal_parts(case.principal, 3, D(2021, 1, 20))
    plan = ladder_steps.propose_instalments(code(1), made, document="PA 1", on=D(2021, 1, 6), actor="officer")
    ladder_steps.decide_instalments(plan, "leader", approve=True)
    books.receive(DebtCase.objects.get(account__code=code(1)).account, "2021-01", made[0][1])
    books.close("2021-01")
    ladder.build("26", D(2021, 2, 1), "nightly")
    (held,) = ladder_meetings.plans(case.id)
    states = [part.state for part in parts(held[-1])]
    assert states[1:] == ["open", "open"]
    assert states[0] in {"kept", "broken"}
    assert [part.amount for part in parts(held[-1])] == [amount for _, amount in made]


def test_a_file_is_handed_over_with_every_proof(books: Books) -> None:
    (reminder,) = ladder_cases.work([one.pk for one in books.bases], ladder_cases.WorkFilter(step="reminder"), limit=1)
    ladder_steps.do_step(
        reminder.id, ladder_steps.Doing(D(2021, 1, 6), "post", D(2021, 1, 8), "RR123456789VN"), "officer"
    )
    opening = ladder_recovery.Opening("police", "Đợt 1", "01/PH", D(2021, 1, 9))
    campaign = ladder_recovery.open_campaign("26", opening, [reminder.account], "lead")
    DebtStep.objects.filter(pk=reminder.id).update(proof="changed later")
    for language in ("vi", "en"):
        told = write_document(ladder_file.document(campaign, reminder.account, language), "md").decode()  # type: ignore[arg-type]
        assert "RR123456789VN" in told
        assert "10/2020" in told
    with pytest.raises(MissingError):
        ladder_file.document(campaign, code(9), "vi")


def test_books_of_workers_of_a_bankrupt_are_confirmed_to_the_paid_month(books: Books) -> None:
    with pytest.raises(RefusedError, match="goes on"):
        ladder_hard.confirm(code(3), "CV 1", D(2021, 2, 6), "officer")
    books.status(DebtCase.objects.get(account__code=code(3)).account, "bankrupt", D(2021, 1, 1))
    books.close("2021-01")
    ladder.build("26", D(2021, 2, 5), "nightly")
    done = ladder_hard.confirm(code(3), "CV 1", D(2021, 2, 6), "officer")
    assert (done.confirmed, done.whole, done.still) == (1, 0, 0)
    assert SiBookEvent.objects.get(kind="close").confirmed_to == D(2020, 9, 1)
    assert DebtStep.objects.get(step="records").state == "done"
    again = ladder_hard.confirm(code(3), "CV 1", D(2021, 2, 6), "officer")
    assert (again.confirmed, again.before) == (0, 1)
