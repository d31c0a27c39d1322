"""Names: all 134 letters with accents, both ways to write a tone, and the order of a Vietnamese list."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.person_name import search_key, sort_key, tidy, unsafe_signs

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
ACCENTED = [
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES if vowel + tone not in "aeiouy"
] + ["đ"]  # fmt: skip
LETTERS = ACCENTED + [letter.upper() for letter in ACCENTED]


def test_there_are_134_letters_with_accents() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_found_without_accents_composed_or_not(letter) -> None:
    plain = unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))[0]
    for form in ("NFC", "NFD"):
        assert search_key(unicodedata.normalize(form, f"L{letter}n")) == f"l{plain}n"
    assert tidy(unicodedata.normalize("NFD", letter)) == letter


@pytest.mark.parametrize(
    ("one", "two"), [("Hòa", "Hoà"), ("Thúy", "Thuý"), ("Hóa", "Hoá"), ("Quỳnh", "Quynh"), ("Lụa", "Luạ")]
)
def test_where_the_tone_is_written_is_no_matter(one, two) -> None:
    assert search_key(one) == search_key(two)


def test_both_ways_sort_alike() -> None:
    assert sort_key("Nguyễn Văn Hòa") == sort_key("Nguyễn Văn Hoà")


ORDERED = [
    "Bùi An", "Hồ Ăn", "Bùi Ân", "Lê Dung", "Lê Đào", "Lê Hoa", "Đỗ Thị Hòa", "Nguyễn Văn Hòa", "Trần Văn Hoà",
    "Vũ Hỏa", "Vũ Hõa", "Vũ Hóa", "Đỗ Họa", "Phạm Yến",
]  # fmt: skip


def test_a_list_in_vietnamese_order() -> None:
    """Given name first, then the family name; ă after a, đ after d; level, grave, hook, tilde, acute, dot."""
    assert sorted(set(ORDERED), key=sort_key) == ORDERED


@given(st.text(alphabet=st.sampled_from(LETTERS + list("abcđghik  ")), max_size=30))
def test_keys_are_plain_and_stable(name) -> None:
    assert search_key(name) == search_key(search_key(name)) == search_key(unicodedata.normalize("NFD", name))
    assert search_key(name).isascii()
    assert sort_key(name).isdigit() or not tidy(name)


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u0000", "\ufeff", "\u2066", "\ue000"])
def test_signs_that_hide_or_turn_are_refused(sign) -> None:
    assert unsafe_signs(f"Lê{sign}Mai") == [f"U+{ord(sign):04X}"]
    assert unsafe_signs("Lê Thị Mài") == []
