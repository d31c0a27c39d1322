"""Merging two numbers, on PostgreSQL: two people, no month lost, and back again."""

import pytest
from tests.usecases.declarations.office import months, person, seed, spell

from ansinh.core.errors import RefusedError
from ansinh.records import models as m
from ansinh.usecases.registry import merging

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    accounts = seed()
    kept = person("Lê Thị Mai", "2611111111")
    gone = person("Lê Thị Mai", "2622222222", personal_id="999190000001")
    spell(accounts["TA0001A"], kept, "2020-01", "2020-12")
    spell(accounts["TA0001A"], gone, "2020-10", "2021-06", base=7_000_000)
    spell(accounts["TA0002A"], gone, "2021-07")
    return kept, gone


def dump() -> list[tuple]:
    return [
        (who.si_number, who.personal_id, who.merged_into_id, months(who)) for who in m.Person.objects.order_by("id")
    ]


def test_months_move_and_conflicts_stay(pair):
    kept, gone = pair
    merge = merging.propose(kept.id, gone.id, {"why": "cùng CCCD"}, "can-bo")
    conflicts = merging.decide(merge, "lanh-dao", approve=True)
    assert [line[:3] for line in months(kept)] == [
        ("2020-01", "2020-12", 5_000_000), ("2021-01", "2021-06", 7_000_000), ("2021-07", "", 5_000_000),
    ]  # fmt: skip
    assert months(gone) == [("2020-10", "2020-12", 7_000_000, 0, 62)]
    assert len(conflicts) == 1
    kept.refresh_from_db()
    assert kept.personal_id == "999190000001"


def test_undone_it_is_as_before(pair):
    kept, gone = pair
    before = dump()
    merge = merging.propose(kept.id, gone.id, {}, "can-bo")
    merging.decide(merge, "lanh-dao", approve=True)
    merging.undo(merge, "lanh-dao", "nhầm người")
    assert dump() == before


def test_nobody_merges_alone(pair):
    merge = merging.propose(pair[0].id, pair[1].id, {}, "can-bo")
    with pytest.raises(RefusedError):
        merging.decide(merge, "can-bo", approve=True)
    assert m.Person.objects.filter(merged_into__isnull=False).count() == 0


def test_a_chain_leads_to_one_survivor_and_no_circle(pair):
    kept, gone = pair
    third = person("Lê Thị Mai", "2633333333")
    merging.decide(merging.propose(gone.id, third.id, {}, "can-bo"), "lanh-dao", approve=True)
    merging.decide(merging.propose(kept.id, third.id, {}, "can-bo"), "lanh-dao", approve=True)
    gone.refresh_from_db()
    assert gone.merged_into_id == kept.id
    with pytest.raises(RefusedError):
        merging.propose(third.id, kept.id, {}, "can-bo")


def test_only_the_latest_of_a_chain_is_undone(pair):
    kept, gone = pair
    third = person("Lê Thị Mai", "2633333333")
    first = merging.propose(gone.id, third.id, {}, "can-bo")
    merging.decide(first, "lanh-dao", approve=True)
    merging.decide(merging.propose(kept.id, gone.id, {}, "can-bo"), "lanh-dao", approve=True)
    with pytest.raises(RefusedError):
        merging.undo(first, "lanh-dao", "nhầm")


def test_a_refused_merge_may_be_proposed_again(pair):
    kept, gone = pair
    merging.decide(merging.propose(kept.id, gone.id, {}, "can-bo"), "lanh-dao", approve=False, reason="khác người")
    again = merging.propose(kept.id, gone.id, {}, "can-bo")
    with pytest.raises(RefusedError):
        merging.propose(kept.id, gone.id, {}, "can-bo")
    assert again
