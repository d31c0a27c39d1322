"""Cases of the assessment: totals, rate, drug price, bed days, overlapping stays, a card that ends inside a stay."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

import numpy as np

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.claims import A_CARD_GROUP, CARD_GROUP, ENDINGS, minute
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.names import cents
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import rules
from ansinh.domain.claims.frames import INPATIENT
from ansinh.domain.claims.rules_lines import TOLERANCE
from ansinh.law.entitlement.amounts import CENTS, line_amounts, share_of
from ansinh.law.entitlement.card import POINTS
from ansinh.law.entitlement.episode import visit_rates
from ansinh.law.entitlement.facts import visit_facts
from ansinh.law.entitlement.stay import bed_days
from ansinh.law.explain import Step
from ansinh.law.values import Values

THOUSANDTHS = 1_000
NOTHING_FOUND = Text("không phát hiện", "nothing found")
MOST_BED_DAYS = 36_525  # of a hundred years


def _scaled(given: Given, key: str, scale: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return a decimal as a column of length one, in 1/scale."""
    return np.array([given.parts(key, scale)], dtype=np.int64)


def _found(asked: str, codes: list[str], extra: dict[str, object], *sums: Step) -> Answer:
    """Return findings, with what the rule that was asked says of them and its ground, then the arithmetic."""
    told = [asked, *(code for code in codes if code != asked)]
    steps = tuple(
        Step(rules()[code].title, rules()[code].says if code in codes else NOTHING_FOUND, "", rules()[code].base)
        for code in told
    )
    return Answer({"findings": codes, **extra}, steps=(*steps, *sums))


def _severity(codes: list[str]) -> str | None:
    """Return the weight of the first finding."""
    return rules()[codes[0]].weight.value if codes else None


def totals(call: Call, _: Values) -> Answer:
    """Totals of a record against its lines: more than a dong apart."""
    apart = abs(call.given.share("T_TONGCHI_BH") - call.given.ratio("line_sum")) * CENTS
    codes = ["SUM-03"] if apart > TOLERANCE else []
    return _found("SUM-03", codes, {"severity": _severity(codes)})


def rate(call: Call, values: Values) -> Answer:
    """Benefit rate of a record against the law's."""
    given = call.given
    factor = np.array([given.between("access_factor_pct", 0, 100) * POINTS], dtype=np.int64)
    facts = replace(
        visit_facts([given.shaped("group", CARD_GROUP, A_CARD_GROUP)], [call.day], factor, values),
        initial_level=np.array([given.yes("initial_level")]),
        exempt=np.array([given.yes("exempt")]),
    )
    cost = _scaled(given, "T_TONGCHI_BH", CENTS)
    right = visit_rates(facts, cost).rate
    claimed = _scaled(given, "MUC_HUONG", POINTS)
    asked = given.share("T_BHTT")
    owed = Fraction(int(share_of(cost, right)[0]), CENTS)
    accepted = min(asked, owed) if claimed[0] > right[0] else asked
    return _cut("ENT-01", asked, accepted, found=bool(claimed[0] != right[0]))


def _cut(rule: str, asked: Fraction, accepted: Fraction, *, found: bool, **extra: object) -> Answer:
    """Return the finding of a rule, if there is one, with what is taken off and what is accepted."""
    left, cut = decimal_text(accepted), decimal_text(asked - accepted)
    shown = f"{cents(decimal_text(asked))} - {cents(left)}"
    told = Step(Text("Giảm trừ phần quỹ thanh toán", "Taken off the fund part"), cents(cut), shown)
    return _found(rule, [rule] if found else [], {"reduced": cut, "accepted": left, **extra}, told)


def _fund(quantity: "np.ndarray[tuple[int], np.dtype[np.int64]]", price: Given, key: str) -> Fraction:
    """Return the fund's part of quantity x price at the rate of the case, dong."""
    cost = line_amounts(quantity, _scaled(price, key, THOUSANDTHS))
    return Fraction(int(share_of(cost, _scaled(price, "MUC_HUONG", POINTS))[0]), CENTS)


def drug_price(call: Call, _: Values) -> Answer:
    """Drug price against the approved one."""
    given = call.given
    quantity = _scaled(given, "quantity", THOUSANDTHS)
    asked, owed = _fund(quantity, given, "price"), _fund(quantity, given, "approved_price")
    dearer = given.ratio("price") > given.ratio("approved_price")
    return _cut("DRG-05", asked, min(asked, owed), found=dearer)


def beds(call: Call, values: Values) -> Answer:
    """Bed days claimed against bed days allowed."""
    given = call.given
    more = np.array([given.word("ending", *ENDINGS) != "improved"])
    came, left = minute(given, "admitted"), minute(given, "discharged")
    allowed = bed_days(came, left, one_more=more, free_hours=values.get("entitlement.bed.free_hours", call.day))
    claimed = np.array([given.between("bed_days_claimed", 0, MOST_BED_DAYS)], dtype=np.int64)
    asked = _fund(claimed * THOUSANDTHS, given, "price")
    accepted = _fund(np.minimum(claimed, allowed) * THOUSANDTHS, given, "price")
    return _cut("BED-01", asked, accepted, found=bool(claimed[0] > allowed[0]), allowed=int(allowed[0]))


def overlap(call: Call, _: Values) -> Answer:
    """Two stays of one person that overlap by more than nothing."""
    stays = sorted(
        (minute(row, "admitted")[0], minute(row, "discharged")[0])
        for row in call.given.rows("stays")
        if row.word("MA_LOAI_KCB") in INPATIENT
    )
    until = list(accumulate((left for _, left in stays), max))
    codes = ["OVR-01"] if any(stays[place + 1][0] < until[place] for place in range(len(stays) - 1)) else []
    return _found("OVR-01", codes, {"severity": _severity(codes)})


def card_end(call: Call, values: Values) -> Answer:
    """A card that ends inside the stay: the fund goes on to discharge, at most 15 days."""
    given = call.given
    ends = given.day("valid_to")
    came, left = (minute(given, key)[0].astype("datetime64[D]").astype(object) for key in ("admitted", "discharged"))
    after = values.get("entitlement.days_after_card_end", call.day).whole
    if came > ends:
        return _found("CRD-07", ["CRD-08"], {"fund_pays_until": ends.isoformat()})
    until = min(left, ends + dt.timedelta(days=after))
    return _found("CRD-07", ["CRD-07"] if left > ends else [], {"fund_pays_until": until.isoformat()})
