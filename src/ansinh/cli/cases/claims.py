"""Cases of medical claims: one visit, the year's co-payments, direct payment, transport, beds, exams, machines."""

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.names import cents
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.law.entitlement.access import access_factor
from ansinh.law.entitlement.amounts import CENTS
from ansinh.law.entitlement.card import POINTS
from ansinh.law.entitlement.columns import LineFacts, LineRights, Reason, Source, VisitFacts
from ansinh.law.entitlement.copay import Copayment, copay_refund, copay_room, counted
from ansinh.law.entitlement.direct import direct_cap, direct_payment, transport_amount, transport_litres
from ansinh.law.entitlement.episode import reckon
from ansinh.law.entitlement.exams import exam_desk, exam_fees, exam_shares, machine_capacity, machine_excess
from ansinh.law.entitlement.facts import older_booking, threshold, visit_facts
from ansinh.law.entitlement.stay import bed_days, treatment_days
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values

THOUSANDTHS = 1_000
MOST_EXAMS = 1_000
MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
A_MINUTE = Text("ngày giờ YYYY-MM-DDTHH:MM", "a date and time YYYY-MM-DDTHH:MM")
CARD_GROUP = re.compile("[A-Z]{2}")
A_CARD_GROUP = Text("mã đối tượng hai chữ in", "the two capital letters of a card group")
SOURCES = {None: Source.NONE, "a": Source.PATIENT, "b": Source.ITEM, "c": Source.PROGRAMME}
ENDINGS = ("improved", "died", "worse_taken_home", "transferred")
FACILITIES = ("district_or_basic", "provincial", "central_or_specialised")
REASON_WORDS = {
    "card_rate": Text("theo nhóm của thẻ và cách đến khám", "by the group of the card and how the patient came"),
    "initial_level": Text("khám chữa bệnh tuyến xã", "care at commune level"),
    "under_15_percent": Text("chi phí dưới mức nhỏ theo lương cơ sở", "cost below the small part of the base salary"),
    "exempt_certificate": Text("có giấy miễn cùng chi trả trong năm", "certificate of no further co-payment"),
}
REASONS = {reason: reason.name.lower() for reason in Reason}


def episode(call: Call, values: Values) -> Answer:
    """Amounts of one visit in the claim."""
    given = call.given
    visit, lines = _visit(call, values), _lines(given)
    rights, split = reckon(visit, lines)
    money = {
        "T_TONGCHI_BV": split.total, "T_TONGCHI_BH": split.in_scope, "T_BNTT": split.own, "T_BNCCT": split.copay,
        "T_BHTT": split.fund, "T_NGUONKHAC": split.other, "T_BHTT_GDV": split.fund * lines.fee_for_service,
    }  # fmt: skip
    outputs: dict[str, Any] = {name: decimal_text(Fraction(int(column.sum()), CENTS)) for name, column in money.items()}
    outputs |= {
        "base_salary": int(visit.base_salary[0]),
        "MUC_HUONG": decimal_text(Fraction(int(rights.rate[0]), POINTS)),
        "rate_reason": REASONS[Reason(int(rights.reason[0]))],
        "copay_cut": bool(rights.cut[0]),
    }
    return Answer(outputs, steps=_told(outputs, split))


def _told(outputs: dict[str, Any], split: LineRights) -> tuple[Step, ...]:
    """Show the rate and the arithmetic of every line; the sums follow by their names in the claim."""
    rows = zip(split.in_scope.tolist(), split.fund.tolist(), split.copay.tolist(), split.own.tolist(), strict=True)
    lines = tuple(
        Step(
            Text(
                f"Dòng {number}: trong phạm vi, quỹ, cùng chi trả, tự trả", f"Line {number}: scope, fund, co-pay, own"
            ),
            " / ".join(cents(decimal_text(Fraction(amount, CENTS))) for amount in row),
        )
        for number, row in enumerate(rows, 1)
    )
    why = REASON_WORDS[outputs["rate_reason"]]
    rate = Step(Text("Mức hưởng", "Rate"), f"{outputs['MUC_HUONG']}%", "", "Law 25/2008/QH12 art. 22", why)
    return (rate, *lines)


def _visit(call: Call, values: Values) -> VisitFacts:
    """Return the visit of a case as columns of length one."""
    given, day = call.given, call.day
    if not given.none("printed_level"):
        given.between("printed_level", 1, 5)  # a cross-check: the rate is that of the group on the day
    factor = np.array([given.between("access_factor_pct", 0, 100) * POINTS], dtype=np.int64)
    facts = visit_facts([given.shaped("group", CARD_GROUP, A_CARD_GROUP)], [day], factor, values)
    five_years = None if given.none("five_year_date") else given.day("five_year_date")
    older = given.word("booking", "standard_130", "standard_4210") == "standard_4210"
    before, most = _copayments(given, "copayments_before"), threshold(day, values)
    if five_years is not None and five_years <= day and most is not None:
        paid = counted(before, five_years, day, values)
        facts = replace(
            facts,
            room=np.array([copay_room(paid, day, values) * CENTS], dtype=np.int64),
            six_salaries=np.array([most * CENTS], dtype=np.int64),
        )
    return replace(
        facts,
        initial_level=np.array([given.yes("initial_level")]),
        exempt=np.array([given.yes("exempt")]),
        booking=np.array([older_booking(day, values)], dtype=np.int64) if older else facts.booking,
    )


def _lines(given: Given) -> LineFacts:
    """Return the lines of a case as columns."""
    rows = given.rows("lines")

    def whole(key: str, scale: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return np.array([row.parts(key, scale) for row in rows], dtype=np.int64)

    told = [None if row.none("GOI_VTYT") else row.word("GOI_VTYT") for row in rows]
    names = {name: number for number, name in enumerate(dict.fromkeys(told), 1)}
    packages = [0 if name is None else names[name] for name in told]
    for row in rows:
        if not row.none("other_source") and row.word("other_source") not in SOURCES:
            raise row.refuse("other_source", "a | b | c | null")
    return LineFacts(
        visit=np.zeros(len(rows), dtype=np.intp),
        quantity=whole("SO_LUONG", THOUSANDTHS),
        price_facility=whole("DON_GIA_BV", THOUSANDTHS),
        price_fund=whole("DON_GIA_BH", THOUSANDTHS),
        ratio_service=whole("TYLE_TT_DV", POINTS),
        ratio_list=whole("TYLE_TT_BH", POINTS),
        scope=np.array([row.one_of("PHAM_VI", 1, 2, 3) for row in rows], dtype=np.int64),
        package=np.array(packages, dtype=np.int64),
        wound=np.array([row.one_of("VET_THUONG_TP", 0, 1) == 1 for row in rows], dtype=np.bool_),
        fee_for_service=np.array([row.one_of("MA_PTTT", 1, 2, 3) == 1 for row in rows], dtype=np.bool_),
        transport=np.zeros(len(rows), dtype=np.bool_),
        other=np.array([_other(row) for row in rows], dtype=np.int64),
        source=np.array([SOURCES[row.raw("other_source")] for row in rows], dtype=np.int64),
    )


def _other(row: Given) -> int:
    """Return the money of another source in hundredths of a dong; null without a source is none."""
    unasked = row.none("other_source") and row.none("T_NGUONKHAC")
    return 0 if unasked else row.parts("T_NGUONKHAC", CENTS)


def _copayments(given: Given, key: str) -> list[Copayment]:
    """Return co-payments with their days."""
    return [Copayment(row.day("on"), row.whole("amount")) for row in given.rows(key)]


def factor(call: Call, values: Values) -> Answer:
    """Factor of an access code."""
    code, inpatient = call.given.word("access"), call.given.yes("inpatient")
    factor_pct = access_factor(code, call.day, values, inpatient=inpatient)
    how = Text("nội trú", "inpatient") if inpatient else Text("ngoại trú", "outpatient")
    name = Text(f"Hệ số của mã {code}, {how.vi}", f"Factor of code {code}, {how.en}")
    told = Step(name, f"{factor_pct}%", citation=values.get("entitlement.access_factor", call.day).citation)
    return Answer({"factor_pct": factor_pct}, steps=(told,))


def direct(call: Call, values: Values) -> Answer:
    """What the agency pays back to a person who paid everything."""
    given = call.given
    situation = given.word("situation", "no_contract", "card_not_shown")
    unasked = situation == "card_not_shown" and given.none("facility")  # the cap is then the same everywhere
    facility = FACILITIES[0] if unasked else given.word("facility", *FACILITIES)
    cap = direct_cap(situation, facility, call.day, values, inpatient=given.yes("inpatient"))
    share = Fraction(given.between("card_rate_pct", 0, 100), 100)
    paid = direct_payment(given.whole("in_scope"), share, cap)
    law, base = values.get("entitlement.direct_payment", call.day).citation, values.get("base_salary", call.day)
    times = decimal_text(Fraction(cap, base.whole), 4)
    most = reckoned("Mức tối đa", "At most", f"{times} x {dong(base.whole)}", cap, law)
    step = reckoned(
        "Được trả", "Paid back", f"min({dong(given.whole('in_scope'))} x {given.whole('card_rate_pct')}%, {dong(cap)})",
        paid, law,
    )  # fmt: skip
    return Answer({"cap": cap, "payable": paid}, steps=(most, step))


def room(call: Call, values: Values) -> Answer:
    """Co-payment left until six base salaries."""
    paid = _copayments(call.given, "copayments")
    left = copay_room(paid, call.day, values)
    return Answer({"room": left}, steps=_room_steps(paid, left, call.day, values))


def _room_steps(paid: list[Copayment], left: int, day: dt.date, values: Values) -> tuple[Step, ...]:
    """Show the threshold in base salaries, each co-payment in those of its own day, and what is left."""
    months, base = values.get("entitlement.copay_threshold", day), values.get("base_salary", day)
    used = "".join(
        f" - {dong(each.amount)} / {dong(values.get('base_salary', each.on).whole)}"
        for each in paid
        if each.on.year == day.year and each.on <= day
    )
    shown = f"({months.text}{used}) x {dong(base.whole)}"
    return (reckoned("Tiền cùng chi trả còn lại đến ngưỡng", "Co-payment left", shown, left, months.citation),)


def refund(call: Call, values: Values) -> Answer:
    """Refund above six base salaries, and the certificate."""
    five_years = None if call.given.none("five_year_date") else call.given.day("five_year_date")
    paid = _copayments(call.given, "copayments")
    back = copay_refund(paid, five_years, call.day, values)
    months = values.get("entitlement.copay_threshold", call.day)
    total = sum(each.amount for each in counted(paid, five_years, call.day, values))
    steps = (
        said("Đủ 5 năm liên tục từ", "Five continuous years from", "–" if five_years is None else five_years),
        reckoned("Cùng chi trả được tính trong năm", "Co-payments of the year that count", "", total, months.citation),
        said(
            "Ngưỡng (tháng lương cơ sở)", "Threshold, base salaries", months.text,
            citation="Decree 146/2018/ND-CP art. 14(1)(dd), 27(3)",
        ),
        reckoned("Hoàn trả phần vượt ngưỡng", "Refund above the threshold", "", back.amount),
    )  # fmt: skip
    return Answer(
        {
            "refund": back.amount,
            "certificate_from": _iso(back.certificate_from),
            "certificate_to": _iso(back.certificate_to),
        },
        steps=steps,
    )


def _iso(day: dt.date | None) -> str | None:
    """Return a date as JSON writes it."""
    return None if day is None else day.isoformat()


def transport(call: Call, values: Values) -> Answer:
    """Transport of a patient."""
    given = call.given
    own = given.word("vehicle", "facility", "other") == "facility"
    if not given.none("patients"):
        given.between("patients", 1)  # several in one vehicle are paid as one
    litres = transport_litres(given.whole("km_one_way"), call.day, values, own_vehicle=own)
    amount = transport_amount(litres, given.whole("fuel_price"))
    rate, ways = values.get("entitlement.transport.litres_per_km", call.day), " x 2" if own else ""
    steps = (
        said(
            "Nhiên liệu (lít)", "Fuel, litres", decimal_text(litres),
            f"{rate.text} x {given.whole('km_one_way')}{ways}", rate.citation,
        ),
        reckoned("Vận chuyển", "Transport", f"{decimal_text(litres)} l x {dong(given.whole('fuel_price'))}", amount),
    )  # fmt: skip
    return Answer({"litres": decimal_text(litres), "amount": amount}, steps=steps)


def stay(call: Call, values: Values) -> Answer:
    """Bed days and treatment days of a stay."""
    came, left = minute(call.given, "admitted"), minute(call.given, "discharged")
    more = np.array([call.given.word("ending", *ENDINGS) != "improved"])
    free = values.get("entitlement.bed.free_hours", call.day)
    beds, days = int(bed_days(came, left, one_more=more, free_hours=free)[0]), int(treatment_days(came, left)[0])
    first, last = came[0].astype("datetime64[D]"), left[0].astype("datetime64[D]")
    more_one = Text("thêm một ngày: tử vong, nặng xin về hoặc chuyển viện", "one more: death, worse or transfer")
    steps = (
        Step(
            Text("Số ngày giường", "Bed days"), str(beds), f"{last} - {first}", free.citation,
            more_one if more[0] else None,
        ),
        said("Số ngày điều trị", "Treatment days", days, f"{last} - {first} + 1", "Decision 4750/QD-BYT"),
    )  # fmt: skip
    return Answer({"bed_days": beds, "SO_NGAY_DTRI": days}, steps=steps)


def minute(given: Given, key: str) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    """Return a date and time of a case as a column of length one; GivenError where it is none."""
    try:
        return np.array([dt.datetime.fromisoformat(given.shaped(key, MINUTE, A_MINUTE))], dtype="datetime64[m]")
    except ValueError as error:
        raise given.refuse(key, A_MINUTE) from error


def exams(call: Call, values: Values) -> Answer:
    """Exam fees of one visit chain."""
    fees = exam_fees(call.given.whole("price"), call.given.between("exams", 0, MOST_EXAMS), call.day, values)
    shares = exam_shares(call.given.whole("exams"), call.day, values)
    article, price = values.get("entitlement.exam.shares", call.day).citation, dong(call.given.whole("price"))
    steps = tuple(
        reckoned(f"Lần khám thứ {order}", f"Exam {order}", f"{percent(share)} x {price}", fee, article)
        for order, (share, fee) in enumerate(zip(shares, fees, strict=True), 1)
    )
    return Answer({"amounts": fees, "total": sum(fees)}, steps=steps)


def desk(call: Call, values: Values) -> Answer:
    """Exam fees of one desk on one day."""
    full, half, paid = exam_desk(call.given.whole("price"), call.given.whole("exams"), call.day, values)
    rule, price = values.get("entitlement.exam.desk", call.day), dong(call.given.whole("price"))
    shown = f"{price} x ({full} + {half} x {percent(rule.of('share'))})"
    told = reckoned("Tiền khám của bàn khám", "Exam fees of the desk", shown, paid, rule.citation)
    return Answer({"full": full, "half": half, "total": paid}, steps=(told,))


def machines(call: Call, values: Values) -> Answer:
    """Imaging above the capacity of the machines of a quarter."""
    given = call.given
    machine = given.word("machine", "ultrasound", "xray", "ct", "mri")
    capacity = machine_capacity(
        machine,
        given.whole("machines"),
        Fraction(given.between("hours", 0, 24)),
        given.whole("days"),
        at=call.day,
        values=values,
    )
    share = machine_excess(machine, call.day, values)
    full = min(given.whole("cases"), capacity)
    excess = given.whole("cases") - full
    paid = direct_payment(given.whole("price"), full + excess * share, 2**62)
    outputs = {"max_full": full, "excess": excess, "excess_pct": int(share * 100), "total": paid}
    cap, most = values.get("entitlement.machine.cap", call.day), values.get("entitlement.machine.tolerance", call.day)
    hours = values.get("entitlement.machine.day_hours", call.day).text
    load = f"{cap.by_name[machine]} / {hours} x {given.whole('hours')} x {given.whole('days')}"
    shown = f"{load} x {given.whole('machines')} x {percent(most.number)}"
    paid_as = f"{dong(given.whole('price'))} x ({full} + {excess} x {percent(share)})"
    steps = (
        said("Số ca tối đa của quý", "Cases of the quarter at most", capacity, shown, cap.citation),
        reckoned("Thanh toán", "Paid", paid_as, paid, cap.citation),
    )
    return Answer(outputs, steps=steps)
