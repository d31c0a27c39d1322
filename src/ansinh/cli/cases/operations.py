"""Which operation of the cases is which function, and where the rule stands."""

from collections.abc import Callable
from dataclasses import dataclass

from ansinh.cli.cases import (
    assess,
    averages,
    cards,
    claims,
    collection,
    contributions,
    convalescence,
    coverage,
    deadlines,
    health,
    in_payment,
    late,
    maternity,
    occupational,
    one_time,
    pension,
    reliefs,
    rights,
    sickness,
    special,
    survivors,
    unemployment,
    voluntary,
)
from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Operation:
    """An adapter and the article it applies."""

    run: Callable[[Call, Values], Answer]
    article: str


OPERATIONS: dict[str, Operation] = {
    "contributions.assess_person": Operation(
        contributions.assess_person, "Law 58/2014/QH13 art. 85-86; Law 41/2024/QH15 art. 33-34"
    ),
    "contributions.assess_unit": Operation(
        contributions.assess_unit, "Law 58/2014/QH13 art. 85-86; Law 41/2024/QH15 art. 33-34"
    ),
    "contributions.assess_self_payer": Operation(contributions.assess_self_payer, "Law 41/2024/QH15 art. 33(2)-(4)"),
    "contributions.floor": Operation(
        contributions.lowest_base, "QD 595/QD-BHXH art. 6(2.6); Law 41/2024/QH15 art. 31(1)(dd)"
    ),
    "contributions.retained_share": Operation(contributions.retained, "Law 71/2006/QH11 art. 92(1)(a)"),
    "contributions.missing_months": Operation(contributions.missing, "Law 41/2024/QH15 art. 33(7)"),
    "coverage.schemes": Operation(coverage.employment, "Law 41/2024/QH15 art. 2; Law 58/2014/QH13 art. 2"),
    "coverage.contracts": Operation(coverage.several_contracts, "QD 959/QD-BHXH art. 38(1.2)"),
    "coverage.household_owner_start": Operation(coverage.owner_start, "Decree 158/2025/ND-CP art. 3"),
    "month.treatment": Operation(coverage.treatment, "Law 58/2014/QH13 art. 85(3); Law 41/2024/QH15 art. 33(5)-(6)"),
    "suspension.eligible": Operation(coverage.suspension_eligible, "Law 58/2014/QH13 art. 88(1)"),
    "suspension.back_pay": Operation(coverage.suspension_back_pay, "Law 41/2024/QH15 art. 37"),
    "voluntary.amount": Operation(voluntary.amount, "Law 41/2024/QH15 art. 36; Decree 159/2025/ND-CP art. 5"),
    "voluntary.lump_forward": Operation(voluntary.ahead, "Decree 159/2025/ND-CP art. 6"),
    "voluntary.lump_missing": Operation(voluntary.missing, "Decree 159/2025/ND-CP art. 7"),
    "voluntary.refund_period": Operation(voluntary.refund_period, "Decree 159/2025/ND-CP art. 8"),
    "voluntary.refund_lump": Operation(voluntary.refund_lump, "Decree 159/2025/ND-CP art. 8"),
    "voluntary.pay_by": Operation(voluntary.last_day, "Law 41/2024/QH15 art. 36(3)"),
    "household_health.amounts": Operation(health.household, "Law 25/2008/QH12 art. 13(3)"),
    "health_contribution.whole_period": Operation(health.whole_period, "QD 959/QD-BHXH art. 19(8)"),
    "health_contribution.by_fund": Operation(health.by_fund, "Law 25/2008/QH12 art. 13(1)"),
    "health_subsidy.share": Operation(health.share, "Decree 146/2018/ND-CP art. 8; Decree 188/2025/ND-CP"),
    "health_refund.amount": Operation(health.refund, "QD 959/QD-BHXH art. 20"),
    "card.child_end": Operation(cards.child_end, "Decree 146/2018/ND-CP art. 13"),
    "card.household_period": Operation(cards.household_period, "Law 25/2008/QH12 as amended, art. 16(3)(c)"),
    "late.charge_monthly": Operation(late.monthly, "Letter 1379/BHXH-BT; QD 595/QD-BHXH art. 37"),
    "late.charge_compound": Operation(late.compound, "QD 959/QD-BHXH art. 41"),
    "late.charge_daily": Operation(late.daily, "Law 41/2024/QH15 art. 40-41"),
    "late.registration_status": Operation(late.registration, "Law 41/2024/QH15 art. 38-39"),
    "late.payment_status": Operation(late.payment, "Law 41/2024/QH15 art. 38-39"),
    "arrears.recover": Operation(late.arrears, "QD 595/QD-BHXH art. 38; Letter 1379/BHXH-BT II"),
    "arrears.recover_compound": Operation(late.arrears_compound, "QD 959/QD-BHXH art. 42"),
    "payment.due_date": Operation(late.last_day, "QD 959/QD-BHXH art. 7; Law 41/2024/QH15 art. 34(4)"),
    "ledger.c12": Operation(collection.statement, "Form C12-TS, QD 595/QD-BHXH"),
    "allocation.spread": Operation(collection.spread, "allocation.order (unsure)"),
    "debt.class": Operation(collection.debt_class, "QD 959/QD-BHXH art. 40(1)"),
    "debt.visit": Operation(collection.visit, "QD 959/QD-BHXH art. 40(3)"),
    "refund.decide": Operation(collection.refund, "QD 959/QD-BHXH art. 39(2)"),
    "plan.denominators": Operation(collection.plan, "contributions, section 15.3"),
    "plan.missing_part": Operation(collection.missing, "contributions, section 15.3"),
    "relief116.support": Operation(reliefs.cash, "Resolution 116/NQ-CP II.1; Decision 28/2021/QD-TTg art. 2"),
    "relief116.summary": Operation(reliefs.summary, "Resolution 116/NQ-CP"),
    "relief68.eligible": Operation(reliefs.may_suspend, "Resolution 68/NQ-CP II.2"),
    "relief68.suspension": Operation(reliefs.suspended, "Resolution 68/NQ-CP II.2"),
    "pension.retirement_age": Operation(pension.retirement_age, "Decree 135/2020/ND-CP art. 4-5"),
    "pension.eligible": Operation(pension.eligible, "Law 58/2014/QH13 art. 54, 73; Law 41/2024/QH15 art. 64, 98"),
    "pension.start": Operation(pension.start, "Law 58/2014/QH13 art. 59; Law 41/2024/QH15 art. 69, 33(7)"),
    "pension.rate": Operation(pension.rate, "Law 58/2014/QH13 art. 56; Law 41/2024/QH15 art. 66"),
    "pension.excess_grant": Operation(pension.excess_grant, "Law 58/2014/QH13 art. 58; Law 41/2024/QH15 art. 68"),
    "pension.minimum": Operation(pension.minimum, "Law 58/2014/QH13 art. 56(5); Law 41/2024/QH15 art. 141(11)"),
    "pension.monthly": Operation(pension.monthly, "Law 58/2014/QH13 art. 56; Law 41/2024/QH15 art. 66"),
    "pension.average_window": Operation(
        averages.average_window, "Law 58/2014/QH13 art. 62(1); Law 41/2024/QH15 art. 72(1)"
    ),
    "pension.state_average": Operation(averages.state_average, "Law 58/2014/QH13 art. 62; Law 41/2024/QH15 art. 72"),
    "pension.best_state_window": Operation(averages.best_state_window, "Circular 06/2021/TT-BLDTBXH art. 1"),
    "pension.average_adjusted": Operation(
        averages.average_adjusted, "Law 58/2014/QH13 art. 63; Decree 158/2025/ND-CP art. 16"
    ),
    "pension.average_mixed": Operation(averages.average_mixed, "Decree 158/2025/ND-CP art. 17(5)"),
    "pension.special_window": Operation(special.special_window, special.SPECIAL),
    "pension.resumed": Operation(in_payment.resumed, in_payment.OWED),
    "pension.death": Operation(in_payment.death, "Law 58/2014/QH13 art. 64(1); Law 41/2024/QH15 art. 75(2)"),
    "pension.identity": Operation(in_payment.identity, "Law 41/2024/QH15 art. 11, 75"),
    "pension.social": Operation(in_payment.social, "Law 41/2024/QH15 art. 21; Decree 176/2025/ND-CP art. 2"),
    "pension.increase": Operation(pension.raised, "Law 58/2014/QH13 art. 57; Law 41/2024/QH15 art. 67"),
    "one_time.amount": Operation(one_time.amount, "Law 58/2014/QH13 art. 60(2); Law 41/2024/QH15 art. 70(3)"),
    "one_time.reference_date": Operation(one_time.reference_date, "Circular 59/2015/TT-BLDTBXH art. 19(5)"),
    "one_time.amount_under_one_year": Operation(one_time.amount_under_one_year, "Law 58/2014/QH13 art. 60(2)(c)"),
    "one_time.state_support": Operation(one_time.support, "Circular 59/2015/TT-BLDTBXH art. 19(3)"),
    "one_time.eligible": Operation(one_time.eligible, "Law 41/2024/QH15 art. 70(1)(dd)"),
    "one_time.settle_abroad_pension": Operation(
        one_time.abroad_pension, "Law 58/2014/QH13 art. 65(2); Law 41/2024/QH15 art. 76"
    ),
    "one_time.settle_abroad_allowance": Operation(
        one_time.abroad_allowance, "Law 58/2014/QH13 art. 65(2); Law 41/2024/QH15 art. 76"
    ),
    "one_time.article_23": Operation(one_time.article_23, "Decree 158/2025/ND-CP art. 22-25"),
    "one_time.article_23_death": Operation(one_time.article_23_death, "Decree 158/2025/ND-CP art. 25"),
    "one_time.area_allowance": Operation(one_time.area_allowance, "Circular 59/2015/TT-BLDTBXH art. 27"),
    "survivors.funeral": Operation(survivors.funeral, "Law 58/2014/QH13 art. 66; Law 41/2024/QH15 art. 85"),
    "survivors.funeral_amount": Operation(
        survivors.funeral_amount, "Law 58/2014/QH13 art. 66(2); Law 41/2024/QH15 art. 85(2)"
    ),
    "survivors.monthly_share": Operation(
        survivors.monthly_share, "Law 58/2014/QH13 art. 67-68; Law 41/2024/QH15 art. 86-87"
    ),
    "survivors.monthly_amount": Operation(
        survivors.monthly_amount, "Law 58/2014/QH13 art. 68; Law 41/2024/QH15 art. 87"
    ),
    "survivors.lump_sum": Operation(survivors.lump_sum, "Law 58/2014/QH13 art. 70(1); Law 41/2024/QH15 art. 89(1)"),
    "survivors.lump_sum_pensioner": Operation(
        survivors.lump_sum_pensioner, "Law 58/2014/QH13 art. 70(2); Law 41/2024/QH15 art. 89(2)"
    ),
    "claim.episode": Operation(claims.episode, "Law 25/2008/QH12 art. 22; Circular 04/2017/TT-BYT art. 3"),
    "claim.access_factor": Operation(claims.factor, "Decision 3276/QD-BYT annex 1; Law 51/2024/QH15 art. 22(4)"),
    "claim.direct_payment": Operation(claims.direct, "Decree 146/2018/ND-CP art. 30; Decree 188/2025/ND-CP art. 57"),
    "claim.copay_room": Operation(claims.room, "Law 25/2008/QH12 art. 22(1)(c)"),
    "claim.copay_refund": Operation(claims.refund, "Decree 146/2018/ND-CP art. 14, 27"),
    "claim.transport": Operation(claims.transport, "Decree 146/2018/ND-CP art. 26"),
    "claim.bed_days": Operation(claims.stay, "Circular 39/2018/TT-BYT art. 6"),
    "claim.exam_fees": Operation(claims.exams, "Circular 39/2018/TT-BYT art. 5"),
    "claim.exam_desk": Operation(claims.desk, "Circular 39/2018/TT-BYT art. 5"),
    "claim.machine_cap": Operation(claims.machines, "Circular 39/2018/TT-BYT art. 7(8)"),
    "sickness.days_granted": Operation(sickness.granted, "Law 58/2014/QH13 art. 26(1); Law 41/2024/QH15 art. 43(1)"),
    "sickness.count_days": Operation(sickness.counted, "Law 58/2014/QH13 art. 26(1); Law 41/2024/QH15 art. 43"),
    "sickness.child_days": Operation(sickness.for_child, "Law 58/2014/QH13 art. 27; Law 41/2024/QH15 art. 44"),
    "sickness.long_list_limit": Operation(sickness.long_list_limit, "Law 58/2014/QH13 art. 26(2)"),
    "sickness.long_list_period": Operation(sickness.long_list_period, "Circular 59/2015/TT-BLDTBXH art. 6"),
    "sickness.long_list_amount": Operation(sickness.long_list_2014, "Law 58/2014/QH13 art. 28"),
    "sickness.long_list_amount_2024": Operation(sickness.long_list_2024, "Law 41/2024/QH15 art. 43(2), 45(3)"),
    "sickness.salary_base": Operation(sickness.base, "Law 58/2014/QH13 art. 28(1); Law 41/2024/QH15 art. 45(1)"),
    "sickness.amount": Operation(sickness.amount, "Law 58/2014/QH13 art. 28; Law 41/2024/QH15 art. 45"),
    "sickness.amount_partial_days": Operation(sickness.partial, "Law 41/2024/QH15 art. 45(5)"),
    "convalescence.sickness_days": Operation(
        convalescence.sickness_days, "Law 58/2014/QH13 art. 29; Law 41/2024/QH15 art. 46"
    ),
    "convalescence.amount": Operation(convalescence.amount, "Law 58/2014/QH13 art. 29(3); Law 41/2024/QH15 art. 46(3)"),
    "convalescence.maternity": Operation(
        convalescence.maternity_days, "Law 58/2014/QH13 art. 41; Law 41/2024/QH15 art. 60"
    ),
    "maternity.window": Operation(
        maternity.window, "Circular 59/2015/TT-BLDTBXH art. 9(1); Circular 12/2025/TT-BNV art. 8(2)"
    ),
    "maternity.loss": Operation(maternity.loss, "Law 58/2014/QH13 art. 33; Law 41/2024/QH15 art. 52"),
    "maternity.average_salary": Operation(
        maternity.average, "Law 58/2014/QH13 art. 39(1); Law 41/2024/QH15 art. 59(1)"
    ),
    "maternity.birth_amount": Operation(
        maternity.birth, "Law 58/2014/QH13 art. 34, 38, 39; Law 41/2024/QH15 art. 53, 58, 59"
    ),
    "maternity.leave_days": Operation(maternity.leave_days, "Law 58/2014/QH13 art. 34; Law 41/2024/QH15 art. 53"),
    "maternity.prenatal_amount": Operation(
        maternity.visits, "Law 58/2014/QH13 art. 32, 39; Law 41/2024/QH15 art. 51, 59"
    ),
    "maternity.father": Operation(maternity.father, "Law 58/2014/QH13 art. 34(2); Law 41/2024/QH15 art. 53(2)"),
    "maternity.adoption_amount": Operation(
        maternity.adoption, "Law 58/2014/QH13 art. 36, 38; Law 41/2024/QH15 art. 56, 58"
    ),
    "maternity.voluntary_grant": Operation(maternity.voluntary_grant, "Law 41/2024/QH15 art. 94-95"),
    "oad.one_off": Operation(occupational.one_off, "Law 84/2015/QH13 art. 48"),
    "oad.monthly": Operation(occupational.monthly, "Law 84/2015/QH13 art. 49"),
    "oad.attendant": Operation(occupational.attendant, "Law 84/2015/QH13 art. 52"),
    "oad.death_grant": Operation(occupational.death_grant, "Law 84/2015/QH13 art. 53"),
    "oad.convalescence": Operation(occupational.convalescence, "Law 84/2015/QH13 art. 54"),
    "ui.amount": Operation(unemployment.amount, "Law 38/2013/QH13 art. 50(1); Law 74/2025/QH15 art. 39(1)"),
    "ui.duration": Operation(unemployment.length, "Law 38/2013/QH13 art. 50(2); Law 74/2025/QH15 art. 39(2)"),
    "ui.reserve": Operation(unemployment.reserve, "Law 38/2013/QH13 art. 53; Decree 374/2025/ND-CP art. 8"),
    "ui.claim_days": Operation(unemployment.claim_days, "Decree 28/2015/ND-CP art. 17-18; Decree 374/2025/ND-CP"),
    "ui.training": Operation(unemployment.training, "Law 38/2013/QH13 art. 55-56; Decree 374/2025/ND-CP art. 11"),
    "ui.months_calendar": Operation(unemployment.months_calendar, "Decree 374/2025/ND-CP art. 15(2)"),
    "ui.termination_date": Operation(
        unemployment.termination, "Law 38/2013/QH13 art. 53; Decree 28/2015/ND-CP art. 21"
    ),
    "ui.notice_exempt_months": Operation(unemployment.exempt, "Circular 28/2015/TT-BLDTBXH art. 10"),
    "ui.notice_in_transfer": Operation(unemployment.in_transfer, "Circular 28/2015/TT-BLDTBXH art. 10-11"),
    "sickness.right": Operation(rights.sickness, "Law 58/2014/QH13 art. 24-25; Law 41/2024/QH15 art. 42"),
    "sickness.leave": Operation(rights.sick_leave, "Law 58/2014/QH13 art. 26, 28; Law 41/2024/QH15 art. 43, 45"),
    "sickness.long_list_leave": Operation(
        rights.long_list_leave, "Law 58/2014/QH13 art. 26(2), 28; Law 41/2024/QH15 art. 43(2), 45(3)"
    ),
    "maternity.right": Operation(rights.maternity, "Law 58/2014/QH13 art. 31; Law 41/2024/QH15 art. 50"),
    "ui.right": Operation(rights.unemployment, "Law 38/2013/QH13 art. 49; Law 74/2025/QH15 art. 38"),
    "dossier.due_date": Operation(deadlines.due, "Law 58/2014/QH13 art. 102-115; Law 41/2024/QH15 art. 47-92"),
    "assess.totals": Operation(assess.totals, "Letter 1245/BHXH-CNTT; blocking list, code 4"),
    "assess.rate": Operation(assess.rate, "Law 25/2008/QH12 art. 22"),
    "assess.drug_price": Operation(assess.drug_price, "Circular 12/2026/TT-BTC art. 10"),
    "assess.bed_days": Operation(assess.beds, "Circular 39/2018/TT-BYT art. 6"),
    "assess.overlap": Operation(assess.overlap, "Circular 12/2026/TT-BTC art. 10"),
    "assess.card_end": Operation(assess.card_end, "practice of the portal (article not found)"),
}
