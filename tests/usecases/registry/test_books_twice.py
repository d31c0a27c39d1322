"""A book closed again before anything more is paid is the same close; a correction says what and why."""

import datetime as dt

import pytest
from tests.usecases.declarations.office import person, seed, spell
from tests.usecases.registry.test_books import closed_month

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.text import Language
from ansinh.formats.document import DocumentTable
from ansinh.records import models as m
from ansinh.usecases.registry import book_paper, books

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    accounts = seed()
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01", "2021-09")
    return who, accounts["TA0001A"]


def test_closed_again_only_when_more_is_paid(worker):
    who, account = worker
    closed_month(account, "2021-10", "2021-08", "2021-09")
    first = books.close(who.id, account.id, "can-bo", form="printed")
    assert books.close(who.id, account.id, "can-bo", form="printed").event == first.event
    assert m.SiBookEvent.objects.get(pk=first.event).due is not None
    closed_month(account, "2021-11")
    later = books.close(who.id, account.id, "can-bo", form="printed")
    assert (later.event != first.event, later.paid) == (True, True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_paper_says_to_which_month_each_period_is_confirmed(worker, language: Language):
    who, account = worker
    closed_month(account, "2021-10", "2021-08", "2021-09")
    books.close(who.id, account.id, "can-bo")
    document = book_paper.paper(who.id, "can-bo", language)
    (table,) = [block for block in document.sections[0].blocks if isinstance(block, DocumentTable)]
    assert table.rows == (("TA0001A", "2021-01", "2021-09", "", 5_000_000, "2021-07"),)
    assert m.PersonRead.objects.get().purpose == "book"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (books.Correction(), "x"),
        (books.Correction(full_name="Lê Thị Mai"), "x"),
        (books.Correction(full_name="Lê Thị Mơ"), " "),
        (books.Correction(birth_date=dt.date(2999, 1, 1)), "x"),
        (books.Correction(personal_id="123"), "x"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(worker, wanted, reason):
    with pytest.raises(RefusedError):
        books.correct(worker[0].id, wanted, "can-bo", reason)
    assert not m.SiBookEvent.objects.exists()


def test_the_personal_id_of_somebody_else_leads_to_a_merge(worker):
    person("Lê Thị Hai", "2622222222", personal_id="026190000001")
    with pytest.raises(ConflictError) as refused:
        books.correct(worker[0].id, books.Correction(personal_id="026190000001"), "can-bo", "x")
    assert "đề nghị gộp" in refused.value.message.vi
