"""What a phone sends later is read as a hostile sender's: what is wrong is named, the rest goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.outreach.offline import MOST, read_items

KEY = "0f3a5c6e-1111-4222-8333-abcdefabcdef"
CONTACT = {"key": KEY, "kind": "contact", "prospect": 17, "recorded_at": 1_000, "outcome": "interested"}
RECEIPT = {"key": KEY, "kind": "receipt", "prospect": 17, "recorded_at": 1_000, "scheme": "vsi", "amount": 330_000}


def sent(*items: object, at: object = 61_000) -> dict[str, object]:
    return {"sent_at": at, "items": list(items)}


def test_only_the_time_between_writing_and_sending_counts() -> None:
    """A phone whose clock stands in 1970 is believed about the minute between, never about the day."""
    (one,), findings = read_items(sent(CONTACT))
    assert (one.age, one.outcome, one.way, findings.items) == (60, "interested", "visit", [])
    (ahead,), _ = read_items(sent({**CONTACT, "recorded_at": 99_000}))
    assert ahead.age == 0


def test_the_same_item_sent_later_is_the_same_item() -> None:
    (first,), _ = read_items(sent(RECEIPT))
    (again,), _ = read_items(sent(RECEIPT, at=9_000_000))
    assert first.age != again.age
    assert first.body() == again.body()


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"key": "x"}, "key"), ({"kind": "refund"}, "key"), ({"prospect": -1}, "prospect"),
        ({"prospect": 1.5}, "prospect"),
        ({"prospect": 10**18}, "prospect"), ({"prospect": True}, "prospect"), ({"recorded_at": "soon"}, "recorded_at"),
        ({"recorded_at": None}, "recorded_at"), ({"outcome": "married"}, "outcome"), ({"way": "pigeon"}, "way"),
        ({"note": "x" * 2001}, "note"), ({"kind": "receipt", "scheme": "gold"}, "scheme"),
        ({"kind": "receipt", "amount": "٣"}, "amount"), ({"kind": "receipt", "amount": "1e9"}, "amount"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_the_others_go_on(changed: dict[str, object], column: str) -> None:
    other = {**CONTACT, "key": "12345678"}
    items, findings = read_items(sent({**CONTACT, **changed}, other))
    assert [one.key for one in items] == ["12345678"]
    assert [one.where.column for one in findings.items] == [column]
    assert findings.items[0].where.row == 1


def test_everything_wrong_with_an_item_is_told_at_once() -> None:
    wrong = {"prospect": "x", "days": -2, "outcome": "", "way": 3.0, "note": "y" * 3000}
    _, findings = read_items(sent({**CONTACT, **wrong}))
    assert {one.where.column for one in findings.items} == {"prospect", "days", "outcome", "note"}


MANY = sent(*[CONTACT] * (MOST + 1))


@pytest.mark.parametrize("raw", [None, 3, [], {}, {"items": 1}, {"sent_at": 1}, sent(at="x"), MANY])
def test_what_is_no_sending_is_refused_whole(raw: object) -> None:
    items, findings = read_items(raw)
    assert items == []
    assert findings.stop
    assert findings.items[0].where.row is None


def test_signs_no_database_keeps_are_left_out() -> None:
    (one,), _ = read_items(sent({**CONTACT, "note": "chào\0 \ud800bạn"}))
    assert one.note == "chào bạn"


NAMES = [*CONTACT, *RECEIPT, "items", "sent_at"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner),
)


@given(json_values)
def test_nothing_a_stranger_sends_breaks_the_reader(raw: object) -> None:
    read_items(raw)
    items, findings = read_items(sent(raw, CONTACT))
    told = {one.where.row for one in findings.items}
    assert len(items) + len(told) == 2  # what is not taken is told, and the item beside it is taken
    assert 2 not in told
