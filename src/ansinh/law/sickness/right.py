"""Who may draw sickness benefit: every condition, and what would satisfy it."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.law.conditions import Condition, Right
from ansinh.law.values import Value, Values

GROUNDS = {
    "illness": Text("bản thân ốm", "own illness"),
    "accident": Text("tai nạn không phải TNLĐ", "an accident that is not occupational"),
    "occupational_relapse": Text(
        "vết thương, bệnh nghề nghiệp tái phát", "relapse of an occupational injury or disease"
    ),
    "child": Text("con ốm còn trong độ tuổi", "a sick child young enough"),
    "commuting_accident": Text("tai nạn trên đường đi làm", "a commuting accident"),
    "organ_donation": Text("hiến, ghép mô, bộ phận cơ thể", "donation or transplant of organs"),
}
EXCLUSIONS = {
    "self_harm": Text("tự hủy hoại sức khỏe", "self-harm"),
    "drunkenness": Text("say rượu", "drunkenness"),
    "drugs": Text("sử dụng ma túy, tiền chất không theo chỉ định", "drugs that nobody prescribed"),
    "occupational_first_treatment": Text("điều trị lần đầu do TNLĐ, BNN", "first treatment of an occupational injury"),
}
INSURED = Text("Đang tham gia quỹ ốm đau, thai sản", "Insured in the sickness and maternity fund")
CERTIFIED = Text("Có giấy tờ của cơ sở khám chữa bệnh", "A paper of a medical facility")
NONE = Text("không có", "none")
HERE = Text("có", "there")


@dataclass(frozen=True, slots=True)
class SickFacts:
    """What the right depends on: insured in the fund, the ground, what excludes it ("" if nothing), a medical paper."""

    insured: bool
    ground: str
    excluded_by: str
    certified: bool


def right(facts: SickFacts, day: dt.date, values: Values) -> Right:
    """Art. 24-25, Law 58/2014/QH13; Art. 42, Law 41/2024/QH15: all conditions of sickness benefit on the first day.

    Codes: not_insured, ground_not_covered, excluded_ground, no_medical_paper.
    """
    grounds, excluded = values.get("sickness.grounds", day), values.get("sickness.excluded_grounds", day)
    return Right(
        (
            Condition(
                "not_insured",
                facts.insured,
                INSURED,
                HERE if facts.insured else NONE,
                Text(
                    "kiểm tra quá trình đóng tại ngày bắt đầu nghỉ", "check the participation on the first day of leave"
                ),
                "Law 58/2014/QH13 art. 24; Law 41/2024/QH15 art. 42",
            ),
            _covered(facts.ground, grounds),
            _not_excluded(facts.excluded_by, excluded),
            Condition(
                "no_medical_paper",
                facts.certified,
                CERTIFIED,
                HERE if facts.certified else NONE,
                Text(
                    "nộp giấy ra viện hoặc giấy chứng nhận nghỉ việc hưởng BHXH",
                    "hand in the discharge paper or the certificate of leave",
                ),
                "Law 58/2014/QH13 art. 100; Law 41/2024/QH15 art. 47",
            ),
        )
    )


def _covered(ground: str, grounds: Value) -> Condition:
    """Ask whether the ground is one of the law's."""
    return Condition(
        "ground_not_covered",
        ground in grounds.listed,
        Text("Lý do nghỉ thuộc chế độ ốm đau", "The ground is one of sickness benefit"),
        GROUNDS.get(ground, Text(ground, ground)),
        Text(
            "các trường hợp: " + "; ".join(GROUNDS[each].vi for each in grounds.listed),
            "the law knows: " + "; ".join(GROUNDS[each].en for each in grounds.listed),
        ),
        grounds.citation,
    )


def _not_excluded(excluded_by: str, excluded: Value) -> Condition:
    """Ask whether something excludes the benefit."""
    return Condition(
        "excluded_ground",
        excluded_by not in excluded.listed,
        Text("Không thuộc trường hợp loại trừ", "Nothing excludes the benefit"),
        EXCLUSIONS.get(excluded_by, NONE),
        Text(
            "hồ sơ điều trị cho thấy nguyên nhân khác, hoặc chế độ TNLĐ, BNN",
            "a medical record that shows another cause, or the benefit for occupational accidents",
        ),
        excluded.citation,
    )
