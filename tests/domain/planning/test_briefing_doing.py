"""What a briefing tells of the work done: in words and tables; what is empty is left out."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.domain.planning.vinh_phuc import OCTOBER, situation

from ansinh.core.text import Text
from ansinh.domain.planning import doing as plain
from ansinh.domain.planning.briefing import briefing, weekly
from ansinh.domain.planning.briefing.tree import Picture, Say, Table
from ansinh.domain.planning.doing import Doing
from ansinh.domain.planning.forecast import Forecast
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.outlook import Line
from ansinh.domain.planning.quota import weekly as dealt
from ansinh.domain.planning.tasks import Move, Task

DAY = dt.date(2021, 10, 31)
GIVEN = Move("given", "giamdoc", dt.date(2021, 10, 1))
LATE = Task(
    1, "2601", "BHXH Vĩnh Yên", "", "Thu nợ", "Xong", GIVEN.day, dt.date(2021, 10, 20), "g", "", None, "1/TB", [GIVEN]
)
DONE = Task(
    2, "2602", "BHXH Phúc Yên", "an", "Họp", "Xong", GIVEN.day, dt.date(2021, 10, 20), "g", "", None, "1/TB",
    [GIVEN, Move("reported", "an", dt.date(2021, 10, 19)), Move("done", "g", dt.date(2021, 10, 25))],
)  # fmt: skip
AHEAD = Line(
    catalogue()["participants_vsi"], 15153, 20204,
    Forecast("naive", 2, (15500, 16000), 16000, 15000, 17000, 100, 200, 8), Fraction(61, 7), 500,
)  # fmt: skip
QUOTA = dealt(5051, DAY, dt.date(2021, 12, 31))[0]
FULL = Doing(
    first=dt.date(2021, 1, 1), last=DAY, day=DAY, lines=[AHEAD], quotas=[(AHEAD, QUOTA)],
    tasks=[LATE, DONE], questions=[plain.Asked("Thêm quầy", "BHXH Vĩnh Yên", dt.date(2021, 10, 5), "overdue")],
    alerts=[plain.Raised(Text("Nợ cao", "High debt"), "BHXH Vĩnh Yên", OCTOBER, Text("6 %", "6 %"), Text("5 %", "5 %"),
                         noted=False)],
    steps=[plain.Step(Text("Nhắc", "Reminder"), 10, 2, 30, 5 * 10**9)],
    recoveries=[plain.Recovery("Công an", "01/PH", dt.date(2021, 9, 1), 494, 132_800_000_000, 74_100_000_000)],
    activities=[plain.Activity(Text("Hội nghị", "Conference"), Text("Tỉnh", "Province"), 5, 300, 20)],
    plans=[plain.Count(Text("Hội nghị khách hàng (2800/KH)", "Customer conference (2800/KH)"), 450, 234)],
    missing=[plain.Missing(Text("Hộ chưa tham gia", "Household without insurance"), 40, 120, 9 * 10**7, 7, 30, 3)],
    counselled=plain.Counselled(12, 9, 4),
    campaigns=[plain.Campaign("Hai tháng cuối năm", "3100/KH", dt.date(2021, 12, 28), 440, 200, 50, 41, 20, 9)],
    inspections=[plain.Count(Text("Đột xuất", "Sudden"), 12, 9)],
    agents=[plain.Agent("Bưu điện", "suspended", 10, 12, 345, 10**9, 9 * 10**8, 120, 100)], quarter=OCTOBER.plus(-3),
    scored=[plain.Scored("BHXH Vĩnh Yên", Text("Huyện", "Districts"), 1, Fraction("98.25"), "signed")],
    benefits=[plain.Benefit(Text("Thai sản", "Maternity"), 7, 6, 10**8)],
    benefits_all=plain.Benefit(Text("", ""), 7, 6, 10**8), onetime=[(OCTOBER, 4)],
)  # fmt: skip


def blocks(made):
    return [block for part in made.parts for block in part.blocks]


def said(made):
    return "\n".join(block.text for block in blocks(made) if isinstance(block, Say))


SENTENCES = (
    "cuối năm ước 16.000 người (chín phần mười trong khoảng 15.000 người đến 17.000 người), bằng 79,19% kế hoạch",
    "Trong 2 nhiệm vụ đã giao có 1 hoàn thành (1 đúng hạn), 0 chờ xác nhận, 1 quá hạn, 0 đang làm trong hạn.",
    "1 kiến nghị của cơ sở đang chờ trả lời, 1 quá hạn.",
    "494 đơn vị, 132,8 tỷ đồng đã chuyển; thu hồi 74,1 tỷ đồng, đạt 55,8%.",
    "1 cảnh báo, 1 chưa ai ghi nhận.",
    "7 lượt, 100 triệu đồng",
    "đã liên hệ 30 lượt; đáng vận động nhất: Hộ chưa tham gia, 40 đối tượng, kỳ vọng 90 triệu đồng một năm.",
    "12 người đề nghị hưởng BHXH một lần: 9 được tư vấn, 4 giữ lại thời gian đóng.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences(sentence):
    assert sentence in said(briefing(situation(), "vi", FULL))
    assert sentence in said(weekly(situation(), "vi", FULL))


def test_tables_and_pictures_in_both_languages():
    for language in ("vi", "en"):
        made = briefing(situation(), language, FULL)
        titles = {block.title for block in blocks(made) if isinstance(block, Table | Picture)}
        assert len(titles) > 15
    assert {"Conference", "Sudden", "Post", "suspended"} & {
        cell for block in blocks(made) if isinstance(block, Table) for row in block.rows for cell in row
    } == {"Conference", "Sudden", "suspended"}
    assert "Emulation, quarter 3 of 2021" in {part.heading for part in made.parts}


def test_every_part_of_the_issue_is_told_with_its_table():
    tables = {block.title: block.rows for block in blocks(weekly(situation(), "en", FULL)) if isinstance(block, Table)}
    assert tables["Prospects by reason"] == (("Household without insurance", 40, 120, 7, 30, 3, 90),)
    assert tables["Campaigns"][0][-1] == Fraction(20000, 440)
    assert tables["Plans of activities"] == (("Customer conference (2800/KH)", 450, 234, 52),)
    assert tables["Collection agents"][0][-4:-1] == (900, 120, 100)
    assert tables["Forecast against plan"][0][4] == "15,000 people – 17,000 people"


def test_offices_and_figures_speak_the_language_of_the_reader():
    doing = replace(FULL, names={"BHXH Vĩnh Yên": Text("BHXH Vĩnh Yên", "Vinh Yen Social Security")},
                    alerts=[replace(FULL.alerts[0], value=Text("8,02 %", "8.02 %"), subject="TZ1")])  # fmt: skip
    made = weekly(situation(), "en", doing)
    (row,) = next(one.rows for one in blocks(made) if isinstance(one, Table) and one.title == "Alerts")
    assert row[1:4] == ("Vinh Yen Social Security TZ1", "10/21", "8.02 %")
    (late,) = next(one.rows for one in blocks(made) if isinstance(one, Table) and one.title == "Late tasks")
    assert late[1] == "Vinh Yen Social Security"


def test_what_is_not_known_is_left_out():
    empty = Doing(dt.date(2021, 1, 1), DAY, DAY)
    assert briefing(situation(), "vi", empty) == briefing(situation(), "vi")
    assert said(weekly(situation(), "vi", Doing(DAY, DAY, DAY))) == "Tuần này chưa có việc nào được ghi."


def test_the_week_has_its_quotas_and_its_number():
    made = weekly(situation(), "en", FULL)
    assert made.parts[0].heading == "Quotas of the week"
    assert weekly(situation(), "vi", Doing(dt.date(2021, 11, 1), DAY, DAY)).title == "Báo cáo tuần 44/2021"
