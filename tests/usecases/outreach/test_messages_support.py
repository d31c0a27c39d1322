"""Messages only where agreed and never sent from here; budget support from the list to the transfer."""

import csv
import datetime as dt
import io

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.jobs.small_books import Books

from ansinh.core.errors import ConflictError, MissingError, RefusedError, UnknownValueError
from ansinh.core.period import Month
from ansinh.formats.document_write import write_document
from ansinh.records.models import HealthSpell, OutreachMessage, Prospect, SupportEvent
from ansinh.records.store.outreach import support as support_store
from ansinh.usecases.outreach import messages, support

D = dt.date
DAY = D(2021, 10, 5)


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    return Books()


def wanted(books: Books, number: int, kind: str, phone: str = "0199000000", **evidence: str) -> Prospect:
    person = books.person(number, phone=phone)
    return Prospect.objects.create(
        office=books.bases[0], kind=kind, subject=str(person.pk), person=person, people=1, amount=1, due=DAY,
        found_on=DAY, seen_on=DAY, evidence=evidence,
    )  # fmt: skip


def test_a_notice_goes_to_whoever_has_a_phone_and_promotion_only_to_who_agreed(books: Books) -> None:
    ends = wanted(books, 1, "card_30", end="2021-10-31")
    silent = wanted(books, 2, "card_30", phone="")
    gone = wanted(books, 3, "left_job")
    first = messages.queue([ends.pk, silent.pk, gone.pk], messages.Writing("card_ends", DAY), "an")
    assert (first.made, [number for number, _ in first.left_out]) == (1, [silent.pk, gone.pk])
    assert messages.queue([ends.pk], messages.Writing("card_ends", DAY), "an").made == 0
    one = OutreachMessage.objects.get()
    assert "31/10/2021" in one.text
    assert one.parts == 1
    invite = messages.Writing("invite_back", DAY)
    assert "consent" in messages.queue([gone.pk], invite, "an").left_out[0][1].en
    agree = {"day": DAY, "document": "phiếu", "actor": "an"}
    messages.note_consent(gone.person_id, "promotion", given=True, **agree)
    assert messages.queue([gone.pk], invite, "an").made == 1
    messages.note_consent(gone.person_id, "promotion", given=False, **agree)
    assert messages.queue([gone.pk], messages.Writing("invite_back", D(2021, 10, 6)), "an").made == 0
    with pytest.raises(RefusedError, match="purpose"):
        messages.note_consent(gone.person_id, "sale", given=True, **agree)


def test_the_outbox_leaves_once_as_a_file(books: Books) -> None:
    ends = wanted(books, 1, "card_30", end="2021-10-31")
    messages.queue([ends.pk], messages.Writing("card_ends", DAY), "an")
    offices = [books.province.id, books.bases[0].id]
    count, content = messages.export(offices, "26", "an", DAY)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert (count, rows[0]["phone"], rows[0]["purpose"]) == (1, "0199000000", "notice")
    assert messages.export(offices, "26", "an", DAY)[0] == 0


def test_a_letter_is_a_document_in_both_languages(books: Books) -> None:
    one = wanted(books, 1, "one_time", decide_by="2021-10-20")
    for language, word in (("vi", "rút đơn"), ("en", "withdraw")):
        document = messages.letter(one.pk, messages.Writing("counsel", DAY, language))
        said = write_document(document, "md").decode()
        assert word in said
        assert "20/10/2021" in said
    assert write_document(document, "pdf").startswith(b"%PDF")
    with pytest.raises(RefusedError, match="this reason"):
        messages.letter(one.pk, messages.Writing("card_ends", DAY))
    with pytest.raises(MissingError, match="template"):
        messages.letter(one.pk, messages.Writing("poem", DAY))
    with pytest.raises(UnknownValueError, match="holds from 2020"):
        messages.letter(one.pk, messages.Writing("counsel", D(2019, 1, 1)))


def test_support_from_the_list_to_the_transfer(books: Books) -> None:
    people = [books.person(number) for number in range(1, 5)]
    HealthSpell.objects.create(
        person=people[0], office=books.province, group="HN", payer="state",
        validity=DateRange(D(2021, 1, 1), D(2022, 1, 1), "[)"),
    )  # fmt: skip
    people[1].died_on = D(2021, 5, 1)
    people[1].save()
    asking = support.Asking("dignitary", "Chức sắc", "787-CV/TU", Month.of(2021, 11), 2)
    made = support.make("26", asking, "an")
    with pytest.raises(RefusedError, match="Nobody"):
        support.move(made, support.Step("proposed", DAY), "an")
    with pytest.raises(RefusedError, match="9999999999"):
        support.add(made, [people[2].si_number, "9999999999"], "", "an")
    assert support.add(made, [one.si_number for one in people], "UBND xã", "an") == 4
    assert support.add(made, [one.si_number for one in people], "UBND xã", "an") == 0
    # Art. 13: 4.5 % of 1,490,000 for two months = 134,100 dong a person
    assert support_store.cost(made) == (2, 268_200)
    assert [line.left_out for line in support_store.people(made)] == ["insured", "dead", "", ""]
    other = support.make("26", support.Asking("ethnic_minority", "DTTS", "x", Month.of(2021, 12), 1, "0.3"), "an")
    support.add(other, [people[2].si_number], "", "an")
    assert support_store.people(other)[0].left_out == "elsewhere"
    assert support.move(made, support.Step("proposed", DAY, "01/TTr"), "an") == "proposed"
    with pytest.raises(ConflictError, match="Proposed"):
        support.add(made, [people[3].si_number], "", "an")
    with pytest.raises(RefusedError, match="must not be who made it"):
        support.move(made, support.Step("approved", DAY, "QĐ"), "an")
    with pytest.raises(RefusedError, match="number of the paper"):
        support.move(made, support.Step("approved", DAY), "lead")
    support.move(made, support.Step("approved", DAY, "12/QĐ-UBND"), "lead")
    with pytest.raises(RefusedError, match="above 0"):
        support.move(made, support.Step("transferred", DAY, "UNC 1"), "an")
    support.move(made, support.Step("transferred", DAY, "UNC 1", 268_200), "an")
    with pytest.raises(RefusedError, match="Transferred"):
        support.move(made, support.Step("proposed", DAY), "an")
    assert list(SupportEvent.objects.filter(proposal_id=made).values_list("kind", flat=True)) == [
        "proposed", "approved", "transferred",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"group": "friends"}, "Group"), ({"months": 13}, "1 to 12"), ({"share": "1.5"}, "above 0"),
        ({"share": "x"}, "above 0"), ({"basis": ""}, "basis"),
    ],
)  # fmt: skip
def test_a_proposal_that_cannot_be(books: Books, facts: dict, words: str) -> None:  # noqa: ARG001
    given = {"group": "dignitary", "name": "a", "basis": "b", "first": Month.of(2021, 11), "months": 2, **facts}
    with pytest.raises(RefusedError, match=words):
        support.make("26", support.Asking(**given), "an")
