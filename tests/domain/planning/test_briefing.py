"""What the director reads: the sentences follow the figures, every share has its denominator, every change its base."""

import re

import pytest
from tests.domain.planning.vinh_phuc import NOW, OCTOBER, PLANS, situation

from ansinh.domain.planning.briefing import briefing
from ansinh.domain.planning.briefing.tree import KeyFigures, Picture, Say, Table
from ansinh.domain.planning.situation import Facts, Place, Situation, Text


def blocks(here, language="vi"):
    return [block for part in briefing(here, language).parts for block in part.blocks]


def said(here, language="vi"):
    return "\n".join(block.text for block in blocks(here, language) if isinstance(block, Say))


def table(here, title, language="vi"):
    return next(block for block in blocks(here, language) if isinstance(block, Table) and title in block.title)


@pytest.mark.parametrize(
    "sentence",
    [
        "BHXH tỉnh Vĩnh Phúc quản lý 6.363 đơn vị với 1.114.733 lượt người tham gia",
        "gồm 1.099.580 người có BHYT và 15.153 người tham gia BHXH tự nguyện",
        "tăng 22.029 lượt người (2,02%) so với cùng kỳ năm trước (tháng 10/2020)",
        "Tổng số thu từ đầu năm đạt 4.313,1 tỷ đồng, bằng 78,7% kế hoạch năm (5.480,4 tỷ đồng)",
        "chậm 4,63 điểm phần trăm so với tiến độ bình quân 83,33%",
        "tăng 284,5 tỷ đồng (7,06%) so với cùng kỳ năm trước (tháng 1–10/2020)",
        "trong 2 tháng còn lại cần thu thêm 1.167,3 tỷ đồng, bình quân 583,7 tỷ đồng mỗi tháng",
        "gấp 1,35 lần mức bình quân hai tháng gần nhất",
        "cả năm ước đạt 5.175,7 tỷ đồng, bằng 94,44% kế hoạch",
        "5.193 người BHXH bắt buộc (2.597 mỗi tháng)",
        "bằng 3,83% kế hoạch thu năm 2021 (5.480,4 tỷ đồng) và bằng 3,65% số phải thu lũy kế (5.756,7 tỷ đồng)",
        "Tỷ lệ bao phủ BHYT đạt 92,7%: 1.099.580 người trên 1.186.170 (dân số năm 2021, Cục Thống kê).",
        "Chỉ tiêu được giao 93% (1234/QĐ-BHXH); thấp hơn 0,3 điểm phần trăm.",
        "số người không trùng là 1.112.000 người",
        "đã chi 119.727 người (đến 03/11/2021)",
        "3 cơ quan tăng, 0 giảm, 0 không đổi",
    ],
)
def test_sentences(sentence):
    assert sentence in said(situation())


@pytest.mark.parametrize(
    "sentence",
    [
        "manages 6,363 employers and 1,114,733 participants",
        "78.7% of the plan for the year (VND 5,480.4 billion), 4.63 percentage points behind the even pace of 83.33%",
        "3.83% of the revenue plan of 2021 (VND 5,480.4 billion)",
        "3 offices rise, 0 fall, 0 are unchanged on the same period last year (October 2020)",
    ],
)
def test_sentences_in_english(sentence):
    assert sentence in said(situation(), "en")


def test_one_changed_figure_changes_text_and_table():
    other = situation({"revenue_csi": NOW["revenue_csi"] + 10**12})
    assert "Tổng số thu từ đầu năm đạt 5.313,1 tỷ đồng, bằng 96,95%" in said(other)
    assert "vượt tiến độ bình quân" in said(other)
    total = next(row for row in table(other, "Thu theo quỹ so với kế hoạch").rows if row[0] == "Tổng số thu")
    assert total[1] == 5313058


def test_the_misprint_of_the_press_is_not_reproduced():
    text = said(situation())
    assert "2,77%" not in text
    assert "tăng 30.314 lượt người (2,8%) so với cuối năm trước (tháng 12/2020)" in text


def test_without_a_plan_it_says_so():
    text = said(situation(plans={}))
    assert "Chưa có kế hoạch năm 2021 nên chưa đánh giá được tiến độ" in text
    assert "Để hoàn thành kế hoạch" not in text


def test_a_plan_that_is_met():
    assert "Kế hoạch năm đã hoàn thành: Người tham gia BHXH bắt buộc (110,3%)" in said(
        situation(plans=PLANS | {"participants_csi": 200000})
    )


def test_an_office_without_figures_gets_a_page_that_says_so():
    empty = Situation(Facts(Place("27", Text("BHXH tỉnh B", "B"), "province"), OCTOBER, {}))
    assert "Chưa có số liệu của tháng này." in said(empty)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_table_says_as_of_when_or_against_what(language):
    for block in blocks(situation(), language):
        if isinstance(block, Table):
            assert block.note, block.title
            assert all(len(row) == len(block.columns) for row in block.rows)
        if isinstance(block, Picture):
            assert all(len(line.values) == len(block.labels) for line in block.lines), block.title


def test_english_has_no_vietnamese_words():
    letters = re.compile("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", re.IGNORECASE)
    names = re.compile(r"BHXH (Vĩnh Yên|Phúc Yên|Bình Xuyên)|Cục Thống kê|1234/QĐ-BHXH|báo cáo (tỉnh|nhanh)")
    for block in blocks(situation(), "en"):
        assert not letters.search(names.sub("", str(block))), block


def test_key_figures_name_plan_and_day():
    figures = next(block for block in blocks(situation()) if isinstance(block, KeyFigures))
    assert figures.items[0].note == "97,7% kế hoạch 225.789 người, đến 31/10/2021"


def test_the_ranking_puts_the_best_share_first():
    ranking = table(situation(), "Xếp hạng")
    shares = [row[3] for row in ranking.rows]
    assert shares == sorted(shares, reverse=True)


def test_reported_and_replaced_are_shown_apart():
    assert table(situation(), "báo cáo").rows[0][1] == "119.727 người"
    assert table(situation(), "đã được thay").rows[0][3] == "+580 người"
