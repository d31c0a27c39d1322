"""Cards of a population by stretches and processes: the cards of one act; again, nothing; stopped, it goes on."""

import multiprocessing

import pytest
from tests.jobs.small_books import Books

from ansinh.jobs.coverage import derive_population
from ansinh.records import models as m
from ansinh.usecases.coverage.deriving import derive_cards


def _cards() -> list[tuple[object, ...]]:
    """Return every card period that stands, without its id."""
    fields = ("person_id", "validity", "group", "level", "province", "five_year", "ground")
    return sorted(m.CardPeriod.objects.filter(superseded_at=None).values_list(*fields), key=str)


def test_stretches_of_people_give_the_cards_of_one_act(twenty: Books):
    in_stretches = derive_population(twenty.code, "dem", stretch=7)
    by_stretches = _cards()
    assert in_stretches.recorded == in_stretches.cards == len(by_stretches) > in_stretches.people / 2
    assert derive_population(twenty.code, "dem", stretch=11).recorded == 0
    m.CardPeriod.objects.all().update(superseded_at="2021-01-01T00:00Z")
    derive_cards(twenty.code, "dem")
    assert _cards() == by_stretches


def test_a_derivation_that_was_stopped_goes_on(twenty: Books):
    class StoppedError(Exception):
        pass

    def stop(_: object) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        derive_population(twenty.code, "dem", stretch=5, workers=1, watch=stop)
    begun = len(_cards())
    assert begun > 0
    told = derive_population(twenty.code, "dem", stretch=5)
    assert told.recorded == told.cards - begun > 0
    assert not multiprocessing.active_children()
