"""Cards and people, handled by two at the same moment: one card, one link, one merge; the other is told gently."""

import pytest
from django.db import transaction
from tests.api.cards_office import card, holder, hospital, seed
from tests.usecases.coverage.test_card_acts import CHIP, DAY
from tests.usecases.declarations.office import spell

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.records import models as m
from ansinh.records.store.coverage.acts import Hold
from ansinh.usecases.coverage import cards
from ansinh.usecases.coverage.deriving import derive_cards
from ansinh.usecases.registry import merging

PAPER = "026188000123"


@pytest.mark.usefixtures("committed_db")
def test_one_link_one_hold_one_merge_one_card(together) -> None:
    accounts = seed()
    who, other = holder(), holder("Trần Thị Bình", "2622222222")
    with transaction.atomic():
        card(who, "2024-01-01", None, facility=hospital())
    linked = together(*(lambda one=one: cards.link(one.id, PAPER, CHIP, "can-bo") for one in (who, other)))
    assert sorted(type(one) for one in linked if one is not None) == [ConflictError]
    assert m.CardLink.objects.get().personal_id == PAPER

    held = together(*(lambda: cards.hold(who.id, Hold("held", "cho mượn", "BB", DAY, None), "a") for _ in range(2)))
    assert sorted(type(one) for one in held if one is not None) == [ConflictError]

    proposed = together(*(lambda by=by: merging.propose(who.id, other.id, {}, by) for by in ("lan", "hoa")))
    assert sorted(type(one) for one in proposed if not isinstance(one, int)) == [RefusedError]
    merge = m.PersonMerge.objects.get()
    decided = together(*(lambda by=by: merging.decide(merge.pk, by, approve=True) for by in ("giam-doc", "pho")))
    assert sorted(type(one) for one in decided if not isinstance(one, list)) == [RefusedError]

    new = holder("Lê Văn Tám", "2633333333")
    spell(accounts["TA0001A"], new, "2021-01")
    derived = together(*(lambda by=by: derive_cards("26", by) for by in ("dem", "may")))
    assert not [one for one in derived if isinstance(one, Exception)]
    assert sorted(one.recorded > 0 for one in derived) == [False, True]
    assert m.CardPeriod.objects.filter(person=new, superseded_at=None).count() == 1
