"""Vĩnh Phúc at the end of October 2021 from its published figures, with made-up history and three offices below."""

import datetime as dt
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.situation import Facts, Place, Reference, Replaced, Situation, Stored, Target

OCTOBER = Month.of(2021, 10)
MILLION = 10**6
NOW = {
    "units_managed": 6363,
    "participants_csi": 220596,
    "participants_vsi": 15153,
    "participants_ui": 212790,
    "participants_hi": 1099580,
    "distinct_people": 1112000,
    "revenue_csi": 2922555 * MILLION,
    "revenue_vsi": 66009 * MILLION,
    "revenue_ui": 230005 * MILLION,
    "revenue_hi": 1094489 * MILLION,
    "receivable": 5756658 * MILLION,
    "debt_total": 210118 * MILLION,
    "debt_late": 83200 * MILLION,
    "debt_outstanding": 41000 * MILLION,
    "debt_prolonged": 54300 * MILLION,
    "debt_hard": 31618 * MILLION,
    "relief68_forgone": 20600 * MILLION,
    "relief68_units": 3633,
    "relief116_forgone": 10380 * MILLION,
    "relief116_units": 3473,
}
BEFORE = {
    Month.of(2020, 12): {"participants_csi": 215000, "participants_vsi": 12000, "participants_hi": 1072419},
    Month.of(2020, 10): {
        "participants_vsi": 11000,
        "participants_hi": 1081704,
        "revenue_csi": 2746000 * MILLION,
        "revenue_vsi": 46000 * MILLION,
        "revenue_ui": 237000 * MILLION,
        "revenue_hi": 999600 * MILLION,
    },
}
PLANS = {
    "participants_csi": 225789,
    "participants_vsi": 20204,
    "participants_hi": 1117005,
    "revenue_total": 5480379 * MILLION,
    "coverage_hi": 93,
}


def stored(value, month=OCTOBER):
    return Stored(Fraction(value), None, month.last_day, "month close")


def computed(change=None):
    """The computed series; `change` replaces values of October."""
    series = {code: {OCTOBER: stored(value)} for code, value in (NOW | (change or {})).items()}
    for month, values in BEFORE.items():
        for code, value in values.items():
            series[code][month] = stored(value, month)
    for code, value in NOW.items():
        for number in (8, 9) if code.startswith("revenue") else ():
            month = Month.of(2021, number)
            series[code][month] = stored(value * number // 10, month)
    return series


def situation(change=None, plans=None):
    place = Place("26", Text("BHXH tỉnh Vĩnh Phúc", "Vinh Phuc Social Insurance"), "province")
    support = Stored(Fraction(119727), None, dt.date(2021, 11, 3), "báo cáo tỉnh")
    facts = Facts(
        place,
        OCTOBER,
        {"computed": computed(change), "reported": {"ui_support_people_paid": {OCTOBER: support}}},
        targets(PLANS if plans is None else plans),
        {("population", 2021): Reference(Fraction(1186170), 2021, "Cục Thống kê")},
        [Replaced("participants_hi", Fraction(1099000), Fraction(1099580), "báo cáo nhanh")],
    )
    shares = {"BHXH Vĩnh Yên": 30, "BHXH Phúc Yên": 20, "BHXH Bình Xuyên": 50}
    return Situation(facts, [_child(name, share) for name, share in shares.items()])


def targets(plans):
    return {(code, 2021): Target(Fraction(value), "assigned", "1234/QĐ-BHXH") for code, value in plans.items()}


def _child(name, share):
    series = {
        code: {month: stored(one.value * share // 100, month) for month, one in values.items()}
        for code, values in computed().items()
    }
    plans = targets({code: value * share // 100 + share for code, value in PLANS.items()})
    return Situation(Facts(Place(name, Text(name, name), "district"), OCTOBER, {"computed": series}, plans))
