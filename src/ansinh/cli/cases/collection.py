"""Cases of the ledger of a unit, of spreading receipts, of debt and of plan figures."""

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said, yes_or_no
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.names import CODES
from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.domain.collection.allocate import INTEREST, MEMBERS, lawful_order, waterfall
from ansinh.domain.collection.debt import RHYTHM, DebtClass, debt_classes, hard_to_collect, must_visit
from ansinh.domain.collection.refund import ENDED, decide
from ansinh.domain.ledger.statement import Carried, Sums, carry_forward
from ansinh.domain.planning.denominators import bases, missing_part
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values

AMOUNTS = Text("danh sách số tiền", "a list of whole amounts")


def _sums(given: Given) -> Sums:
    return Sums(given.signed("principal"), given.signed("interest"))


def statement(call: Call, _values: Values) -> Answer:
    """Carry-forward of one column of the statement C12."""
    given = call.given
    answer = carry_forward(
        brought=_sums(given.inner("brought")),
        arising=given.signed("due") + given.signed("adjustments"),
        interest=given.signed("interest"),
        received=given.signed("received"),
        spread=_sums(given.inner("spread")),
    )
    carried = {"principal": answer.carried.principal, "interest": answer.carried.interest}
    return Answer({"carried": carried, "unspread": answer.unspread}, steps=_statement_steps(given, answer))


def _statement_steps(given: Given, answer: Carried) -> tuple[Step, ...]:
    """Show the lines of the statement: brought forward + arising - spread."""
    brought, spread_over = given.inner("brought"), given.inner("spread")
    principal = (brought.signed("principal"), given.signed("due"), given.signed("adjustments"))
    shown = " + ".join(map(dong, principal)) + f" - {dong(spread_over.signed('principal'))}"
    interest = f"{dong(brought.signed('interest'))} + {dong(given.signed('interest'))}"
    rest = f"{dong(spread_over.signed('principal'))} - {dong(spread_over.signed('interest'))}"
    form = "Form C12-TS, QD 595/QD-BHXH"
    return (
        reckoned("Nợ gốc chuyển kỳ sau", "Principal carried forward", shown, answer.carried.principal, form),
        reckoned(
            "Nợ lãi chuyển kỳ sau", "Interest carried forward",
            f"{interest} - {dong(spread_over.signed('interest'))}", answer.carried.interest, form,
        ),
        reckoned(
            "Số thu chưa phân bổ", "Receipt not spread", f"{dong(given.signed('received'))} - {rest}",
            answer.unspread, form,
        ),
    )  # fmt: skip


def spread(call: Call, _values: Values) -> Answer:
    """Spread of one receipt over debts."""
    given = call.given
    rows = given.rows("debts")
    names = [row.word("fund", *MEMBERS) for row in rows] + [INTEREST]
    months = [row.month("month").number for row in rows] + [0]
    amounts = np.array([*(row.whole("amount") for row in rows), given.whole("interest")], dtype=np.int64)
    funds = np.array([int(MEMBERS[name][0]) if name != INTEREST else int(Fund.CASH) for name in names], dtype=np.int16)
    interest = np.array([name == INTEREST for name in names])
    owner = np.zeros(amounts.size, dtype=np.intp)
    told = given.words("order")
    asked = {name for name, amount in zip(names, amounts, strict=True) if amount}
    if len({*told}) < len(told) or not asked <= {*told} <= {*MEMBERS, INTEREST}:
        raise given.refuse("order", " | ".join([*MEMBERS, INTEREST]))
    every = [*told, *(name for name in (*MEMBERS, INTEREST) if name not in told)]
    order = lawful_order(owner, (funds, np.array(months, dtype=np.int32), interest), every)
    receipt = given.whole("receipt")
    paid = waterfall(owner[order], amounts[order], np.array([receipt], dtype=np.int64))
    used = [
        {"fund": names[row], "month": None if interest[row] else str(Month(months[row])), "amount": int(amount)}
        for row, amount in zip(order, paid, strict=True)
        if amount
    ]
    left = receipt - int(paid.sum())
    said_order = Text(", ".join(CODES[name].vi for name in told), ", ".join(CODES[name].en for name in told))
    steps = (
        said("Thứ tự phân bổ, tháng cũ trước", "Order of spreading, oldest month first", said_order),
        reckoned("Còn lại sau phân bổ", "Left over", f"{dong(receipt)} - {dong(int(paid.sum()))}", left),
    )
    return Answer({"spread": used, "left": left}, steps=steps)


def debt_class(call: Call, values: Values) -> Answer:
    """Age class of a unit's debt."""
    given = call.given
    age = given.share("age_months")
    proven = np.array([given.word("proof", "none", "authority_document") == "authority_document"])
    hard = hard_to_collect(
        [given.word("unit_status", "active", *values.get("debt.class.hard_statuses", call.day).listed)],
        proven,
        call.day,
        values,
    )
    found = debt_classes(np.array([age.numerator]), hard, call.day, values, age.denominator)
    one, three = (values.get(f"debt.class.{key}_from_months", call.day) for key in ("outstanding", "prolonged"))
    steps = (
        said(
            "Tuổi nợ (tháng)", "Age of the debt, months", decimal_text(age), citation=one.citation,
        ),
        said("Nợ đọng từ, nợ kéo dài từ (tháng)", "Outstanding from, prolonged from", f"{one.text}, {three.text}"),
        said(
            "Nợ khó thu (có văn bản chứng minh)", "Hard to collect, with the document", yes_or_no(bool(hard[0])),
            citation="QD 959/QD-BHXH art. 40(1.4), 40(2.2)",
        ),
    )  # fmt: skip
    return Answer({"class": DebtClass(int(found[0])).name.lower()}, steps=steps)


def visit(call: Call, values: Values) -> Answer:
    """Whether an officer must visit the unit."""
    every, owed = call.given.one_of("pay_every_months", *RHYTHM), call.given.whole("debt_months")
    law = values.get("reminder.debt_months_before_visit", call.day)
    least = law.by_name[RHYTHM[every]]
    note = Text(f"đến đơn vị khi nợ từ {least} tháng", f"a visit from {least} months owed")
    told = Step(Text("Số tháng nợ", "Months owed"), str(owed), "", law.citation, note)
    return Answer({"visit": must_visit(every, owed, call.day, values)}, steps=(told,))


def refund(call: Call, _values: Values) -> Answer:
    """What becomes of a unit's over-payment."""
    decision = decide(call.given.word("unit_status", "active", *sorted(ENDED)), call.given.whole("over_payment"))
    ended = call.given.word("unit_status") in ENDED
    told = said(
        "Đơn vị đã giải thể, phá sản, chấm dứt hoặc chuyển đi", "The unit ended or moved away", yes_or_no(ended),
        citation="QD 959/QD-BHXH art. 39(2)",
    )  # fmt: skip
    return Answer({"action": decision.action, "amount": decision.amount}, steps=(told,))


def plan(call: Call, _values: Values) -> Answer:
    """Plan and debt base behind printed percentages."""
    given = call.given
    share, ratio = (given.above_zero(key) for key in ("share_of_plan", "stated_debt_ratio"))
    found = bases(given.whole("collected"), share, given.whole("debt"), ratio)
    return Answer(
        {"implied_plan": found.implied_plan, "debt_on_plan_ratio": decimal_text(found.debt_on_plan)}
        | {"implied_denominator": found.implied_denominator, "same_denominator": found.same},
        steps=(
            reckoned(
                "Kế hoạch suy ra", "Plan implied",
                f"{dong(given.whole('collected'))} / {percent(given.ratio('share_of_plan'))}", found.implied_plan,
            ),
            said(
                "Nợ so với kế hoạch suy ra", "Debt on that plan", percent(found.debt_on_plan),
                f"{dong(given.whole('debt'))} / {dong(found.implied_plan)}",
            ),
            reckoned(
                "Mẫu số của tỷ lệ nợ đã công bố", "Denominator of the printed ratio",
                f"{dong(given.whole('debt'))} / {percent(given.ratio('stated_debt_ratio'))}", found.implied_denominator,
            ),
        ),
    )  # fmt: skip


def missing(call: Call, _values: Values) -> Answer:
    """The part of a total that is missing or misprinted."""
    parts = call.given.raw("parts")
    if not isinstance(parts, list):
        raise call.given.refuse("parts", AMOUNTS)
    amounts = [Given({"parts": part}).signed("parts") for part in parts]
    rest = missing_part(call.given.signed("total"), amounts)
    shown = " - ".join(map(dong, [call.given.signed("total"), *amounts]))
    return Answer({"missing": rest}, steps=(reckoned("Phần còn thiếu", "The missing part", shown, rest),))
