"""Templates are dated, complete in both languages, and a message is as long as the network counts it."""

import datetime as dt

import pytest

from ansinh.domain.outreach.messages import fill, plain_letters, size_of, templates, worded
from ansinh.domain.outreach.reasons import reasons

WORDS = {"name": "Nguyễn Văn A", "office": "tỉnh Vĩnh Phúc", "day": "05/10/2021", "until": "31/10/2021"}
DAY = dt.date(2022, 1, 1)


@pytest.mark.parametrize(
    ("text", "signs", "parts"),
    [
        ("a" * 160, 160, 1), ("a" * 161, 161, 2), ("a" * 307, 307, 3), ("ă" * 70, 70, 1), ("ă" * 71, 71, 2),
        ("{" * 80, 160, 1), ("{" * 81, 162, 2), ("à" * 160, 160, 1), ("", 0, 1), ("😀" * 35, 70, 1), ("😀" * 36, 72, 2),
    ],
)  # fmt: skip
def test_how_many_short_messages_a_text_takes(text: str, signs: int, parts: int) -> None:
    assert (size_of(text).signs, size_of(text).parts) == (signs, parts)


def test_every_template_fills_in_both_languages_and_fits_known_reasons() -> None:
    found = templates(DAY)
    assert len(found) == 7
    for one in found:
        assert one.fits <= set(reasons())
        assert one.purpose in {"notice", "promotion"}
        for text in (one.message, *one.letter):
            assert "{" not in fill(text, "vi", WORDS) + fill(text, "en", WORDS)
        short = worded(fill(one.message, "vi", WORDS), "sms")
        assert short.isascii()
        assert size_of(short).parts <= 2
        assert worded(one.message.vi, "zalo") == one.message.vi


def test_accents_go_where_a_short_message_cannot_carry_them() -> None:
    assert plain_letters("Đỗ Thị Lan, đường Lê Lợi – số 5") == "Do Thi Lan, duong Le Loi – so 5"


def test_a_template_is_not_there_before_its_first_day() -> None:
    early = {one.code for one in templates(dt.date(2021, 6, 3))}
    assert "subsidy_ends" not in early
    assert "subsidy_ends" in {one.code for one in templates(dt.date(2021, 6, 4))}
