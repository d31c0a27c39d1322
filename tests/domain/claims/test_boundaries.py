"""Each rule of the catalogue as it is written, not as its example: the last value that passes, the first that fails.

All cases stand in one batch, each a visit (or two) of its own; what is said of a case is every rule found at its last
visit, so that a rule that finds too much is seen as well as one that finds too little.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl
import pytest

from ansinh.domain.claims.assess import Assessment, assess
from ansinh.domain.claims.batch import batch_of
from ansinh.domain.claims.lists import Lists
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.jobs.synthetic.claims.factory import EXAM, PRICES, TEST, Factory
from ansinh.jobs.synthetic.claims.registers import lists_of
from ansinh.jobs.synthetic.claims.visit import STAMP, Visit
from ansinh.jobs.synthetic.claims.write import envelope

NOW = dt.datetime.fromisoformat("2026-07-10T08:00")
Change = Callable[[Visit], object]


def out(facility: str = "26001", *, big: bool = False) -> Callable[[Factory], Visit]:
    return lambda factory: factory.outpatient(facility, big=big)


def stay(facility: str = "26001", days: int = 4) -> Callable[[Factory], Visit]:
    return lambda factory: factory.inpatient(facility, days=days)


def sets(**fields: str) -> Change:
    return lambda visit: visit.summary.update(fields)


def line(number: int, **fields: str) -> Change:
    return lambda visit: visit.services[number].update(fields)


def drug(**fields: str) -> Change:
    return lambda visit: visit.drugs[0].update(fields)


def first(*changes: Change) -> Change:
    return lambda visit: [change(visit) for change in changes]


def nothing(_: Visit) -> None:
    """Change nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """One visit: how it is made, what is changed before and after its money is reckoned, the rules it breaks."""

    name: str
    rules: str
    make: Callable[[Factory], Visit] = field(default_factory=out)
    change: Change = nothing
    after: Change = nothing


def card(start: str) -> Change:
    return lambda visit: visit.summary.update(MA_THE_BHYT=start + visit.summary["MA_THE_BHYT"][len(start) :])


def two_cards(group: str, *, province: str = "26", registered: str = "26001;26001") -> Change:
    def change(visit: Visit) -> None:
        one = visit.summary["MA_THE_BHYT"]
        came = visit.at(0)[:8]
        visit.summary.update(
            MA_THE_BHYT=f"{one};{group}{province}{one[5:]}", MA_DKBD=registered, GT_THE_TU=f"20260101;{came}",
            GT_THE_DEN=f"{came};20261231",
        )  # fmt: skip

    return change


def born(years: int, days: int = 0) -> Change:
    """Let the person be `years` and `days` old on the day of arrival."""

    def change(visit: Visit) -> None:
        day = visit.came.date().replace(year=visit.came.year - years) - dt.timedelta(days=days)
        visit.summary["NGAY_SINH"] = f"{day:%Y%m%d}0000"

    return change


def checks_in(minutes: int, facility: str = "26001") -> Change:
    def change(visit: Visit) -> None:
        row = {name: visit.summary.get(name, "") for name in ("MA_LK", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "MA_BN")}
        row |= {"STT": "1", "MA_CSKCB": facility, "NGAY_VAO": visit.at(minutes), "NGAY_YL": visit.at(minutes)}
        row |= {"MA_DOITUONG_KCB": "1.1", "MA_LOAI_KCB": "01"}
        visit.papers["XML0"] = [row]
        visit.checked_in = False

    return change


def paper(name: str, **fields: str) -> Change:
    return lambda visit: visit.papers.setdefault(name, []).append({"MA_LK": visit.episode, **fields})


def surgical_bed(after: int, days: str = "1") -> Change:
    """Charge a surgical bed `after` days after an operation on the first day, beside one day of a usual bed."""

    def change(visit: Visit) -> None:
        visit.add_service("03.3901.0475", "8", 2_000_000, minutes=60)
        visit.services[1].update(SO_LUONG="1")
        visit.add_service("K03.1932", "15", PRICES["K03.1932"], minutes=60 + after * 1440, MA_GIUONG="H001",
                          SO_LUONG=days, TEN_DICH_VU="Giường hậu phẫu")  # fmt: skip

    return change


def birth(children: int, **more: str) -> Change:
    def change(visit: Visit) -> None:
        visit.summary.update(GIOI_TINH="2", MA_BENH_CHINH="O80", CAN_NANG_CON=";".join(["3100"] * 1), **more)
        for number in range(children):
            visit.papers.setdefault("XML9", []).append({"MA_LK": visit.episode, "SO": str(number)})

    return change


FUTURE = "202607100801"
CASES = [
    Case("clean", ""),
    Case("clean stay", "", stay()),
    # structure
    Case("an outcome of the newer list", "", change=sets(KET_QUA_DTRI="7")),
    Case("no outcome of any list", "STR-11", change=sets(KET_QUA_DTRI="9")),
    # card: every card of a stay, on the day of arrival
    Case("second card of a known pair", "", stay(), two_cards("CN3")),
    Case("second card of no pair", "CRD-02", stay(), two_cards("DN1")),
    Case("second card of no province", "CRD-03", stay(), two_cards("DN4", province="03")),
    Case("second card of no shape", "CRD-01", stay(), two_cards("DN9")),
    Case("first registered facility unknown", "CRD-10 CRD-11", stay(), two_cards("DN4", registered="99999;26001")),
    Case("no registered facility", "CRD-04", change=sets(MA_DKBD="")),
    Case("no first day", "CRD-04", change=sets(GT_THE_TU="")),
    Case("nobody's place", "", change=sets(MA_DKBD="26000", MA_DOITUONG_KCB="1.5")),
    Case("nobody's place in no province", "CRD-10", change=sets(MA_DKBD="03000", MA_DOITUONG_KCB="1.5")),
    Case("valid from the day of arrival", "", change=lambda v: v.summary.update(GT_THE_TU=v.at(0)[:8])),
    Case("valid from the day after", "CRD-06", change=lambda v: v.summary.update(GT_THE_TU=v.at(1440)[:8])),
    Case("ended on the day of arrival", "", change=lambda v: v.summary.update(GT_THE_DEN=v.at(0)[:8])),
    Case("ended the day before", "CRD-08", change=lambda v: v.summary.update(GT_THE_DEN=v.at(-1440)[:8])),
    Case("five years the register does not know", "CRD-12", change=lambda v: v.kept.update(five_years="")),
    Case("checked in on arrival", "", change=checks_in(0)),
    Case("checked in at the minute of leaving", "", change=checks_in(100)),
    Case("checked in a minute later", "CRD-18", change=checks_in(101)),
    Case("checked in elsewhere", "CRD-18", change=checks_in(0, "26002")),
    # what cannot be read says nothing about sums, rates or small costs
    Case("drugs that cannot be read", "STR-01", out(big=True), after=lambda v: v.broken.update(XML2="<XML/>")),
    Case("services that cannot be read", "STR-01", out(big=True), after=lambda v: v.broken.update(XML3="%%%")),
    Case("no drugs sent", "SUM-03 SUM-05 SUM-08", out(big=True), after=lambda v: setattr(v, "drop", ("XML2",))),
    Case("a year of two digits", "STR-12", change=sets(NAM_QT="26")),
    Case("a separator after the last disease", "", change=sets(MA_BENH_KT="I10;E78;")),
    Case("a check-in alone", "", change=first(checks_in(0), lambda v: setattr(
        v, "drop", ("XML1", "XML2", "XML3", "XML4")))),
    # days
    Case("paid on the day of leaving", "", change=lambda v: v.summary.update(NGAY_TTOAN=v.at(-1))),
    Case("paid in the future", "DAT-03 DAT-09", change=sets(NGAY_TTOAN=FUTURE)),
    Case("paid this very minute", "", change=sets(NGAY_TTOAN="202607100800")),
    Case("an appointment ahead", "", change=sets(NGAY_TAI_KHAM="20260910")),
    Case("born in the future", "DAT-09", change=sets(NGAY_SINH="202608010000")),
    Case("a result of the future", "DAT-07 DAT-09", change=lambda v: v.papers["XML4"][0].update(NGAY_KQ=FUTURE)),
    Case("a result at the minute of its order", "", change=lambda v: (
        line(1, NGAY_TH_YL=v.at(15), NGAY_KQ=v.at(15))(v), v.papers["XML4"][0].update(NGAY_KQ=v.at(15)))),
    Case("a result before it was ordered", "DAT-06", change=lambda v: v.papers["XML4"][0].update(NGAY_KQ=v.at(14))),
    Case("a result before it was done", "DAT-06", change=lambda v: v.papers["XML4"][0].update(NGAY_KQ=v.at(15))),
    Case("drugs for as many days as written", "", change=sets(MA_LOAI_KCB="05", SO_NGAY_DTRI="10")),
    Case("drugs for fewer days than written", "DAT-10", change=sets(MA_LOAI_KCB="05", SO_NGAY_DTRI="11")),
    Case("services on one day", "", change=sets(MA_LOAI_KCB="08", SO_NGAY_DTRI="1")),
    Case("services on fewer days", "DAT-10", change=sets(MA_LOAI_KCB="08", SO_NGAY_DTRI="2")),
    # right
    Case("at a district's hospital, lying", "", stay(), sets(MA_DOITUONG_KCB="1.15", MA_DKBD="26101")),
    Case("the same as formerly of a district", "", stay(), sets(MA_DOITUONG_KCB="3.3", MA_DKBD="26101")),
    Case("outpatient at a basic hospital", "", change=sets(MA_DOITUONG_KCB="1.12", MA_DKBD="26101")),
    Case("1.12 above 50 points", "ENT-09", out("26002"), sets(MA_DOITUONG_KCB="1.12", MA_DKBD="26101")),
    Case("an annex disease at one's own hospital", "ENT-08", change=sets(MA_DOITUONG_KCB="1.16", MA_BENH_CHINH="I10")),
    Case("a newborn with its certificate", "", change=lambda v: (
        v.summary.update(MA_DOITUONG_KCB="1.7", NGAY_SINH=v.at(-1440)[:8] + "0000", MA_BENH_CHINH="P59.9"),
        paper("XML9", MA_THE_TAM=v.summary["MA_THE_BHYT"])(v))),
    Case("a newborn with another's certificate", "ENT-17", change=lambda v: (
        v.summary.update(MA_DOITUONG_KCB="1.7", NGAY_SINH=v.at(-1440)[:8] + "0000", MA_BENH_CHINH="P59.9"),
        paper("XML9", MA_THE_TAM="TE1260000000009")(v))),
    Case("a work accident by its word", "ENT-16", change=sets(LY_DO_VV="Tai nạn lao động, gãy tay")),
    # sums: to the dong, lines of Decision 130 to the hundredth
    Case("a hundredth off", "", after=lambda v: (
        v.drugs[0].update(THANH_TIEN_BV="10000.01", T_BNTT="0.01"), v.total())),
    Case("two hundredths off", "SUM-01", after=lambda v: (
        v.drugs[0].update(THANH_TIEN_BV="10000.02", T_BNTT="0.02"), v.total())),
    Case("a dong more from the fund", "SUM-06", out(big=True), after=lambda v: (
        v.drugs[1].update(T_BHTT="320001", T_BNCCT="79999"), v.total())),
    Case("half a dong more, in whole dong", "", out(big=True), after=lambda v: (
        v.drugs[1].update(T_BHTT="320000.50", T_BNCCT="79999.50"), v.total())),
    Case("a total a dong off", "", after=lambda v: v.summary.update(T_THUOC="10001")),
    Case("a total more than a dong off", "SUM-03", after=lambda v: v.summary.update(T_THUOC="10001.01")),
    Case("one part below nothing", "STR-07 SUM-07", after=lambda v: v.drugs[0].update(
        T_NGUONKHAC_NSNN="-5", T_NGUONKHAC_CL="5")),
    # drugs
    Case("thirty days", "", change=drug(SO_LUONG="30", LIEU_DUNG="1 viên * 1 lần * 30 ngày")),
    Case("thirty-one days", "DRG-13", change=drug(SO_LUONG="31", LIEU_DUNG="1 viên * 1 lần * 31 ngày")),
    Case("ninety days of a chronic disease, after the circular", "", change=first(
        sets(MA_BENH_CHINH="I10"), drug(SO_LUONG="90", LIEU_DUNG="1 viên * 1 lần * 90 ngày"))),
    Case("ninety-one days of a chronic disease", "DRG-13", change=first(
        sets(MA_BENH_CHINH="I10"), drug(SO_LUONG="91", LIEU_DUNG="1 viên * 1 lần * 91 ngày"))),
    Case("half a tablet", "", change=drug(SO_LUONG="10", LIEU_DUNG="1/2 viên * 2 lần * 10 ngày")),
    Case("half a tablet, too many given", "DRG-14", change=drug(SO_LUONG="20", LIEU_DUNG="1/2 viên * 2 lần * 10 ngày")),
    Case("paid by the patient, in no list", "", after=lambda v: (
        v.drugs[0].update(MA_THUOC="40.999", PHAM_VI="2", THANH_TIEN_BH="0", T_BHTT="0", T_BNCCT="0", T_BNTT="10000"),
        v.total())),
    # diseases
    Case("eighteen today", "", change=first(born(18), sets(MA_BENH_CHINH="F01"))),
    Case("eighteen tomorrow", "SRV-10", change=first(born(18, -1), sets(MA_BENH_CHINH="F01"))),
    Case("a mother of sixty", "", change=first(born(60, 200), sets(MA_BENH_CHINH="O20", GIOI_TINH="2"))),
    Case("a mother of sixty-one", "SRV-10", change=first(born(61), sets(MA_BENH_CHINH="O20", GIOI_TINH="2"))),
    Case("covid", "", change=sets(MA_BENH_CHINH="U07.1")),
    Case("an asterisk code as the main one", "SRV-11", change=sets(MA_BENH_CHINH="E10.2*")),
    Case("twelve more diseases", "", change=sets(MA_BENH_KT=";".join(f"K{n}" for n in range(20, 32)))),
    Case("thirteen more diseases", "SRV-11", change=sets(MA_BENH_KT=";".join(f"K{n}" for n in range(20, 33)))),
    Case("described without value or conclusion", "SRV-07", change=lambda v: v.papers["XML4"][0].update(
        GIA_TRI="", KET_LUAN="", MO_TA="bình thường")),
    # supplies, exams, beds
    Case("bought by another tender", "SUP-01", stay(), lambda v: v.add_supply(
        "N03.01.010", 50_000, minutes=60, TT_THAU="99/QD;G1;N3;2026")),
    Case("the exam twice on one line", "EXM-02", change=line(0, SO_LUONG="3")),
    Case("straight to bed for under four hours", "EXM-03", stay(), lambda v: (
        v.summary.update(NGAY_VAO_NOI_TRU=v.at(0), MA_LOAI_KCB="04"), v.add_service(EXAM, "13", 50_000, minutes=2))),
    Case("ten days after the operation", "", stay(days=14), surgical_bed(10)),
    Case("eleven days after the operation", "BED-04", stay(days=14), surgical_bed(11)),
    Case("a bed at a station without a number", "BED-05 SRV-13", stay(), lambda v: v.services[1].update(
        MA_NHOM="16", MA_GIUONG="")),
    # papers
    Case("taken away on one's own wish to nowhere", "", stay(), first(
        sets(MA_LOAI_RV="5"), paper("XML13", GIAY_CHUYEN_TUYEN="1"))),
    Case("transferred to nowhere", "OUT-01", stay(), first(
        sets(MA_LOAI_RV="2"), paper("XML13", GIAY_CHUYEN_TUYEN="1"))),
    Case("one child, one certificate", "", stay(), birth(1)),
    Case("one child, two certificates", "OUT-02", stay(), birth(2)),
    Case("a child born dead", "", stay(), birth(0, MA_BENH_KT="Z37.1")),
]  # fmt: skip
PAPERS = {"STR-05", "STR-14"}  # papers of these cases are written short


@pytest.fixture(scope="module")
def judged() -> tuple[Assessment, dict[str, str]]:
    factory, visits, names = Factory(), [], {}
    for case in CASES:
        visit = case.make(factory)
        case.change(visit)
        visit.settle()
        case.after(visit)
        visits.append(visit)
        names[case.name] = visit.episode
    told = {
        name: pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.String), orient="row").with_columns(
            pl.selectors.string().replace("", None))
        for name, (heads, rows) in lists_of(visits, []).items()
    }  # fmt: skip
    records = [record for visit in visits for record in read_bytes(envelope([visit]), "x.xml", Intake())]
    return assess(batch_of(records), Lists(told), now=NOW), names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_rule_holds_where_it_is_written_and_not_beside_it(
    judged: tuple[Assessment, dict[str, str]], case: Case
) -> None:
    made, names = judged
    visit = list(names).index(case.name)
    found = made.findings.filter(pl.col("visit") == visit)
    assert sorted(set(found["rule"]) - PAPERS) == sorted(case.rules.split()), found.rows()


def test_the_days_of_the_cases_are_those_of_the_law_they_are_held_against() -> None:
    assert dt.datetime.strptime("202607100800", STAMP) == NOW  # noqa: DTZ007 - local time without zone
    assert PRICES[TEST] == 60_000
