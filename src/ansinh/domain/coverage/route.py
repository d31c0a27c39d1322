"""How a patient with a card comes to a facility: registered there, in-network without papers, or by a self-visit."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ansinh.core.errors import UnknownValueError
from ansinh.core.text import Text
from ansinh.domain.coverage.lookup import CardSpan
from ansinh.law.entitlement.access import self_visit_factor
from ansinh.law.values import Values

LEVELS_SINCE: Final = dt.date(2025, 1, 1)  # three professional levels in place of four tiers
_PROVINCE: Final = 2  # first digits of a facility's code
WORDS: Final = {
    "registered": Text("Đúng nơi đăng ký ban đầu.", "The registered primary facility."),
    "initial": Text(
        "Cơ sở cấp ban đầu: hưởng như đúng tuyến.", "A facility of the initial level: as in-network."
    ),
    "open": Text(
        "Không phải nơi đăng ký nhưng được thông tuyến: hưởng như đúng tuyến.",
        "Not the registered facility, but open to this card: as in-network.",
    ),
    "self_visit": Text(
        "Không phải nơi đăng ký: cấp cứu, giấy chuyển, giấy hẹn là đúng tuyến; "
        "tự đến: ngoại trú {out} %, nội trú {inn} % mức hưởng.",
        "Not the registered facility: emergency, referral or appointment are in-network; "
        "a self-visit pays {out} % of the level outpatient, {inn} % inpatient.",
    ),
    "papers": Text(
        "Không phải nơi đăng ký: cấp cứu, giấy chuyển, giấy hẹn là đúng tuyến; tự đến thì theo mã đối tượng đến khám.",
        "Not the registered facility: emergency, referral or appointment are in-network; else by the access code.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """The facility that asks: code, professional level, former level; "" where an office asks."""

    code: str
    level: str
    former_level: str


def route(card: CardSpan, place: Place, day: dt.date, values: Values) -> tuple[str, Text]:
    """Art. 22.3-22.6, Law 25/2008/QH12 as amended; Art. 22.4, Law 51/2024/QH15: the route as a word and a sentence.

    Until 2024 by the former tier (communes and districts of the same province are open), since 2025 by the level.
    """
    if not place.code:
        return "", Text("", "")
    if card.facility == place.code:
        return "registered", WORDS["registered"]
    if day >= LEVELS_SINCE:
        word = "initial" if place.level == "initial" else "papers"
        return word, WORDS[word]
    tier = "district" if place.former_level == "commune" else place.former_level
    try:
        out, inn = (self_visit_factor(tier, day, values, inpatient=lying) for lying in (False, True))
    except UnknownValueError:
        return "papers", WORDS["papers"]
    if out == inn == 100 and card.facility[:_PROVINCE] == place.code[:_PROVINCE]:
        return "open", WORDS["open"]
    return "self_visit", WORDS["self_visit"].fill(out=out, inn=inn)
