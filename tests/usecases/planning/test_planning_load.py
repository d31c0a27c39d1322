"""Taking in reported values, targets and bases: all or nothing, with an address for everything that is wrong."""

import datetime as dt
import io
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from tests.usecases.planning.two_offices import OCTOBER

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.planning_file import LoadedTarget
from ansinh.records import models as m
from ansinh.usecases.planning import assign, load, propose_split, situation, take_snapshot

OFFICES = ("2601", "2602")
PUBLISHED = Path(__file__).parents[2] / "domain" / "planning" / "published-figures.json"


def file(values=(), targets=(), references=()):
    whole = {"format": "ansinh-planning/1", "source": "thử"}
    return json.dumps(whole | {"values": values, "targets": targets, "references": references}).encode()


def value(office="26", indicator="participants_csi", period="2021-10", amount="10", **more):
    return {"office": office, "indicator": indicator, "period": period, "value": amount, **more}


def target(office="26", indicator="participants_csi", amount="10", **more):
    paper = {"number": "12/QĐ-BHXH", "title": "Giao chỉ tiêu", "day": "2021-01-15"}
    return {"office": office, "indicator": indicator, "year": 2021, "value": amount, "document": paper, **more}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (value(indicator="nothing"), "planning.indicator"),
        (value(office="99"), "planning.office"),
        (value(period="2021-13"), "file.month"),
        (value(amount="1.5"), "planning.whole"),
        (value(amount="-1"), "file.number"),
        (value(amount=1.5), "file.number"),
        (value(amount="1e3"), "file.number"),
        (value(as_of="31/10/2021"), "file.day"),
        (value(as_of="2021-09-30"), "planning.as_of"),
        (value(indicator="coverage_hi", denominator="0"), "planning.denominator"),
    ],
)
@pytest.mark.usefixtures("province")
def test_one_wrong_row_refuses_the_file(row, code):
    answer = load(file([value(), row]), "a.json", "thử")
    assert [(one.code, one.where.row) for one in answer.findings.items] == [(code, 2)]
    assert answer.refused
    assert not m.IndicatorValue.objects.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe{", b'{"a": NaN}', b"x" * 100, b"PK\x03\x04x"])
@pytest.mark.usefixtures("province")
def test_what_is_no_file_of_ours(content):
    answer = load(content, "a.json", "thử")
    assert answer.refused
    assert not m.IndicatorValue.objects.exists()


@pytest.mark.usefixtures("province")
def test_values_targets_and_bases_together():
    content = file(
        [value(amount="8"), value(indicator="coverage_hi", amount="9", denominator="12")],
        [target(amount="10")],
        [{"office": "26", "series": "labour_force", "year": 2021, "value": "16", "source": "Cục Thống kê"}],
    )
    answer = load(content, "a.json", "thử")
    assert (answer.values, answer.targets, answer.references) == (2, 1, 1)
    here = situation("26", OCTOBER)
    standing = here.of("participants_csi")
    assert (standing.progress.share, standing.target.document) == (80, "12/QĐ-BHXH")
    assert here.of("coverage_hi").value == 75
    again = load(content, "a.json", "thử")
    assert (again.values, again.targets, again.references) == (0, 0, 0)


@pytest.mark.usefixtures("province")
def test_a_new_target_supersedes_and_stays_to_be_seen():
    load(file(targets=[target(amount="10")]), "a.json", "thử")
    load(file(targets=[target(amount="12")]), "b.json", "thử")
    load(file(targets=[target(amount="20", version="stretch")]), "c.json", "thử")
    kept = m.Target.objects.order_by("id").values_list("value", "superseded_at")
    assert [(int(amount), until is None) for amount, until in kept] == [(10, False), (12, True), (20, True)]
    load(file([value(amount="6")]), "d.json", "thử")
    assert situation("26", OCTOBER).of("participants_csi").progress.share == 50  # a stretch target is not the plan


@pytest.mark.parametrize(("parts", "fits"), [(("6", "4"), True), (("6", "5"), False)])
@pytest.mark.usefixtures("province")
def test_targets_must_add_up(parts, fits):
    load(file(targets=[target(amount="10")]), "a.json", "thử")
    rows = [target(office=office, amount=amount) for office, amount in zip(("2601", "2602"), parts, strict=True)]
    answer = load(file(targets=rows), "b.json", "thử")
    assert answer.refused is not fits
    assert m.Target.objects.count() == (3 if fits else 1)


@pytest.mark.usefixtures("province")
def test_rates_are_set_for_each_office_and_never_summed():
    rows = [target(office=office, indicator="coverage_hi", amount="92.5") for office in ("26", "2601", "2602")]
    assert load(file(targets=rows), "a.json", "thử").targets == 3


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.usefixtures("province")
def test_a_sheet(kind):
    rows = [
        ["kind", "office", "indicator", "period", "value", "year", "version", "document", "series", "source"],
        ["value", "26", "participants_csi", "2021-10", "220596", "", "", "", "", "báo cáo"],
        ["", "", "", "", "", "", "", "", "", ""],
        ["target", "26", "participants_csi", "", "225789", "2021", "assigned", "12/QĐ", "", ""],
        ["reference", "26", "", "", "1186170", "2021", "", "", "population", "Cục Thống kê"],
    ]
    if kind == "csv":
        content = "\n".join(";".join(row) for row in rows).encode("utf-8-sig")
    else:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        content = buffer.getvalue()
    answer = load(content, f"a.{kind}", "thử")
    assert not answer.findings.items
    assert (answer.values, answer.targets, answer.references) == (1, 1, 1)


@pytest.mark.usefixtures("province")
def test_a_wrong_row_of_a_sheet_is_named_as_the_sender_counts():
    content = b"office,indicator,period,value\n26,participants_csi,2021-10,1\n\n26,participants_csi,2021-10,x\n"
    answer = load(content, "a.csv", "thử")
    assert [(one.where.row, one.where.column, one.found) for one in answer.findings.items] == [(4, "value", "x")]


def test_parents_are_summed_only_where_every_child_has_a_value(province):
    load(file([value(office="2601", amount="6")]), "a.json", "thử")
    assert situation("26", OCTOBER).of("participants_csi") is None
    load(file([value(office="2602", amount="5")]), "b.json", "thử")
    standing = situation("26", OCTOBER).of("participants_csi")
    assert (standing.value, standing.state) == (11, "reported")
    assert situation("00", OCTOBER).of("participants_csi") is None  # one province is not the nation
    province.office("27", "BHXH tỉnh Bắc Ninh", "province", province.nation)
    load(file([value(office="27", amount="4")]), "c.json", "thử")
    assert situation("00", OCTOBER).of("participants_csi").value == 15
    province.sheet(province.accounts[0], people_si=7)
    take_snapshot("26", OCTOBER, "thử")
    nation = situation("00", OCTOBER).of("participants_csi")
    assert (nation.value, nation.state) == (11, "reported")  # 7 computed and 4 reported
    load(file([value(office="00", amount="12")]), "d.json", "thử")
    load(file([value(office="27", amount="5")]), "e.json", "thử")
    assert situation("00", OCTOBER).of("participants_csi").value == 12  # what the nation reported itself stands


def test_published_figures_load_as_reported(province):
    province.office("74", "BHXH tỉnh Bình Dương", "province", province.nation)
    answer = load(PUBLISHED.read_bytes(), "published-figures.json", "thử")
    assert not answer.refused
    assert {one.code for one in answer.findings.items} == {"planning.office", "figures.not_taken"}
    here = situation("74", Month.of(2023, 12))
    insured = here.of("participants_csi")
    assert (insured.value, insured.state, insured.progress.plan) == (1061394, "reported", 1040786)
    assert insured.change(Comparator.LAST_DECEMBER).amount == 1061394 - 1039563
    assert here.of("coverage_hi").target.document == "546/QD-TTg"
    province = situation("26", OCTOBER)
    assert province.of("participants_headline").change(Comparator.LAST_DECEMBER).amount == 30314
    assert province.of("revenue_ui").value == 230005 * 10**6
    assert province.of("debt_ratio_to_plan").value != 365  # never the contradicted print, but debt over plan


def test_a_split_keeps_what_each_has_and_sums_exactly(province):
    load(file(targets=[target(amount="101")]), "a.json", "thử")
    province.sheet(province.accounts[0], people_si=60)
    province.sheet(province.accounts[4], people_si=20)
    take_snapshot("26", OCTOBER, "thử")
    assert propose_split("26", "participants_csi", 2021, OCTOBER) == {"2601": 76, "2602": 25}
    weights = {"2602": Fraction(1)}
    assert propose_split("26", "participants_csi", 2021, OCTOBER, weights) == {"2601": 60, "2602": 41}
    with pytest.raises(MissingError):
        propose_split("26", "revenue_total", 2021, OCTOBER)


@pytest.mark.usefixtures("province")
def test_targets_entered_on_a_page_are_checked_alike():
    rows = [LoadedTarget(1, office, "participants_csi", 2021, None, "assigned", Fraction(5), "") for office in OFFICES]
    assert assign(rows, "thử").targets == 2
    wrong = LoadedTarget(1, "26", "participants_csi", 2021, None, "assigned", Fraction(11), "")
    assert assign([wrong], "thử").refused
    assert assign([replace(wrong, value=Fraction(10))], "thử").targets == 1


def test_a_merged_office_is_compared_with_the_offices_it_took_over(province):
    day = dt.date(2021, 7, 1)
    merged = province.office("2603", "BHXH khu vực", "base", province.top)
    for old in (province.first, province.second):
        m.OfficeSuccessor.objects.create(old=old, new=merged, day=day)
    rows = [value(office=office, period="2020-12", amount="6") for office in OFFICES]
    load(file([*rows, value(office="2603", amount="15")]), "a.json", "thử")
    change = situation("2603", OCTOBER).of("participants_csi").change(Comparator.LAST_DECEMBER)
    assert (change.now, change.base) == (15, 12)
    m.OfficeSuccessor.objects.create(old=province.first, new=province.top, day=day)  # shared out: no longer known
    assert situation("2603", OCTOBER).of("participants_csi").change(Comparator.LAST_DECEMBER) is None
