"""Which inputs each operation has: a name that is not here is told, never passed over in silence."""

from collections.abc import Iterator, Mapping
from typing import Any

from ansinh.cli.cases.given import GivenError
from ansinh.core.text import Text

INPUTS: dict[str, str] = {
    "contributions.assess_person": (
        "month nationality group pay_regime region base coefficient contract_months permit intra_company "
        "past_retirement_age unit"
    ),
    "contributions.assess_unit": "month pay_regime region unit rows",
    "contributions.assess_self_payer": "month group chosen_base paid_before",
    "contributions.floor": "month region trained conditions declared_base full_time",
    "contributions.retained_share": "month payroll",
    "contributions.missing_months": "months_missing last_base",
    "coverage.schemes": "nationality contract_months part_time monthly_pay permit intra_company past_retirement_age",
    "coverage.contracts": "contracts",
    "coverage.household_owner_start": "tax_method",
    "month.treatment": "month absence working_days first_month_or_return pay_agreement base last_base",
    "suspension.eligible": "workers_before laid_off asset_damage",
    "suspension.back_pay": "payroll_per_month months",
    "relief116.support": "participating_2021_09_30 employer_kind ui_stopped reserved monthly_pension ui_months_unused",
    "relief116.summary": "participating reserved total_amount",
    "relief68.eligible": "workers_2021_04 workers_now paid_to",
    "relief68.suspension": "application_month payroll_per_month earlier_suspension_months",
    "voluntary.amount": "month months income groups supported_months_so_far",
    "voluntary.lump_forward": "month income groups years monthly_return supported_months_so_far",
    "voluntary.lump_missing": "months income monthly_return reached_retirement_age",
    "voluntary.refund_period": "paid_month income groups remaining_months",
    "voluntary.refund_lump": "paid_month income groups years monthly_return months_left",
    "voluntary.pay_by": "period_from months",
    "household_health.amounts": "paid_on members",
    "health_contribution.whole_period": "payer order from months paid_on",
    "health_subsidy.share": "group month months members full_subsidy",
    "health_contribution.by_fund": "kind monthly_amount",
    "health_refund.amount": "order paid_on card_from paid_months new_card_from",
    "late.charge_monthly": "run pay_every_months period_from debt arisen interest_unpaid annual_rate rate_mode",
    "late.charge_compound": "overdue interest_previous monthly_rate",
    "late.charge_daily": "month principal payments count_payment_day",
    "late.registration_status": "start registered_on declared_base legal_base justified_reason",
    "late.payment_status": "month reminder_sent_on justified_reason",
    "arrears.recover": "ground recovery_month signed_on filed_on items annual_rates",
    "arrears.recover_compound": "recovery_month items monthly_rate factor_decimals",
    "payment.due_date": "month every_months",
    "dossier.due_date": "kind received weekly_rest holidays",
    "ledger.c12": "brought due adjustments interest received spread",
    "allocation.spread": "order debts interest receipt",
    "debt.class": "age_months unit_status proof",
    "debt.visit": "pay_every_months debt_months",
    "refund.decide": "unit_status over_payment",
    "plan.denominators": "collected share_of_plan debt stated_debt_ratio",
    "plan.missing_part": "total parts",
    "sickness.days_granted": "contribution_years hard_work_at_leave days_used_this_year days_requested",
    "sickness.count_days": "from to rest_dates holidays",
    "sickness.child_days": "spells weekly_rest holidays children",
    "sickness.long_list_limit": "contributed_months months_at_first_treatment running_on_2016_01_01",
    "sickness.long_list_period": "from to",
    "sickness.long_list_amount": "from to salary rate",
    "sickness.long_list_amount_2024": (
        "salary contribution_years hard_work_at_leave days_used_this_year working_days_off"
    ),
    "sickness.salary_base": "leave_from contributed",
    "sickness.amount": "salary rate days",
    "sickness.amount_partial_days": "salary rate normal_hours hours_off",
    "convalescence.sickness_days": (
        "last_leave_kind sick_days_this_year convalescence_used_this_year leave_end rest_from"
    ),
    "convalescence.amount": "days",
    "convalescence.maternity": "birth_kind entitled_on rest_from days_requested returned_early",
    "maternity.window": "birth birth_month_contributed window_months",
    "maternity.loss": "weeks days_prescribed average",
    "maternity.average_salary": "contributed last_month_that_counts",
    "maternity.birth_amount": "birth average children second_child_birth",
    "maternity.leave_days": "birth starts children second_child_birth child_died back",
    "maternity.prenatal_amount": "average days",
    "maternity.father": "birth children surgery under_32_weeks second_child_birth average",
    "maternity.adoption_amount": "child_birth handed_over average",
    "maternity.voluntary_grant": "children months_in_window",
    "oad.one_off": "loss_pct fund_years salary",
    "oad.monthly": "loss_pct fund_years salary",
    "oad.attendant": "loss_pct condition",
    "oad.death_grant": "death",
    "oad.convalescence": "loss_pct days_requested",
    "pension.retirement_age": "sex birth years_below_normal",
    "pension.eligible": "sex age_months compulsory_months voluntary_months hard_or_area_months commune_worker",
    "pension.start": "sex birth birth_year_only contributed_months capacity_loss_pct assessed top_up_paid",
    "pension.rate": "sex contributed_months pension_from lost_capacity age reference_age",
    "pension.excess_grant": "sex months_before_age months_after_age pension_from average",
    "pension.minimum": "rate_pct average protected",
    "pension.monthly": "sex contributed_months average pension_from",
    "pension.average_window": "state_spells employer_spells pension_from",
    "pension.state_average": "base_salary rows former_seniority rate_pct",
    "pension.best_state_window": "base_salary last_rows adjacent_rows",
    "pension.average_adjusted": "entitlement_year rows",
    "pension.average_mixed": (
        "state_months state_average employer_months employer_adjusted_total voluntary_months voluntary_adjusted_total"
    ),
    "pension.special_window": "window_months rows",
    "pension.resumed": "suspended_from resumed refused",
    "pension.death": "death paid_to",
    "pension.identity": "verified",
    "pension.social": "born monthly_benefit poor",
    "pension.increase": "amount started had_108",
    "one_time.amount": "months_before_2014 months_from_2014 average",
    "one_time.reference_date": "requested decided",
    "one_time.amount_under_one_year": "contributed_salaries average",
    "one_time.state_support": "rows",
    "one_time.eligible": "first_contribution months_out contributed_months",
    "one_time.settle_abroad_pension": "months_before_2014 months_from_2014 pension months_drawn",
    "one_time.settle_abroad_allowance": "allowance",
    "one_time.article_23": "average contributed_months social_pension months_to_social_age",
    "one_time.article_23_death": "months_paid monthly months_drawn compulsory_months contributed_months",
    "one_time.area_allowance": "base_salary rows",
    "survivors.funeral": "compulsory_months voluntary_months oad_death",
    "survivors.funeral_amount": "death",
    "survivors.monthly_share": "relatives cause contributed_months deaths",
    "survivors.monthly_amount": "shares month",
    "survivors.lump_sum": "from to average",
    "survivors.lump_sum_pensioner": "pension months_drawn",
    "ui.amount": "contributed ended pay_regime region",
    "ui.duration": "contributed_months",
    "ui.reserve": "contributed_months months_granted benefit_start ended_on months_collected months_suspended cause",
    "ui.claim_days": "filed handed_out weekly_rest holidays",
    "ui.training": "contributed_months fee months meal_days draws_benefit",
    "ui.months_calendar": "start months",
    "ui.termination_date": "contract_effective reported",
    "ui.notice_exempt_months": "benefit_start months exempt_from exempt_to weekly_rest holidays",
    "ui.notice_in_transfer": "notice_window transfer_from transfer_to notice_given",
    "claim.episode": (
        "group printed_level access_factor_pct initial_level exempt five_year_date copayments_before booking lines"
    ),
    "claim.access_factor": "access inpatient",
    "claim.direct_payment": "situation facility inpatient in_scope card_rate_pct",
    "claim.copay_room": "copayments",
    "claim.copay_refund": "copayments five_year_date",
    "claim.transport": "km_one_way fuel_price vehicle patients",
    "claim.bed_days": "admitted discharged ending",
    "claim.exam_fees": "price exams",
    "claim.exam_desk": "price exams",
    "claim.machine_cap": "machine machines hours days cases price",
    "card.child_end": "born",
    "card.household_period": "paid_on previous_to months",
    "assess.totals": "T_TONGCHI_BH line_sum",
    "assess.rate": "group access_factor_pct initial_level exempt T_TONGCHI_BH MUC_HUONG T_BHTT",
    "assess.drug_price": "quantity price approved_price MUC_HUONG",
    "assess.bed_days": "admitted discharged ending bed_days_claimed price MUC_HUONG",
    "assess.overlap": "stays",
    "assess.card_end": "valid_to admitted discharged",
    "sickness.right": "insured ground excluded_by medical_paper",
    "maternity.right": "birth contributed prescribed_rest infertility_treatment",
    "ui.right": "contributed ended contract_months unlawful_end draws_pension could_retire filed bars bridged_month",
    "sickness.leave": (
        "from to contributed contribution_years hard_work_at_leave days_used armed_forces other_leave half_days "
        "weekly_rest holidays"
    ),
    "sickness.long_list_leave": (
        "began from to contributed contributed_months contribution_years hard_work_at_leave days_used armed_forces "
        "other_leave half_days weekly_rest holidays"
    ),
}
# The parts of an input that is an object, or a list of objects; `rows` differ by operation.
PARTS: dict[str, str] = {
    "unit": "kind workers ui_from oad_reduced_from oad_reduced_to",
    "contracts": "unit signed base",
    "members": "months",
    "arisen": "month amount",
    "payments": "on amount",
    "items": "month amount",
    "annual_rates": "year rate",
    "brought": "principal interest",
    "spread": "principal interest",
    "debts": "fund month amount",
    "children": "age_years days_used_this_year",
    "age": "years months days",
    "reference_age": "years months",
    "last_rows": "months coef seniority_pct",
    "adjacent_rows": "months coef seniority_pct",
    "former_seniority": "coef pct",
    "relatives": "kind age_years age_months income other_parent_alive spouse_alive adult_children",
    "copayments_before": "on amount",
    "copayments": "on amount",
    "stays": "admitted discharged MA_LOAI_KCB",
    "lines": (
        "SO_LUONG DON_GIA_BV DON_GIA_BH TYLE_TT_DV TYLE_TT_BH PHAM_VI GOI_VTYT VET_THUONG_TP MA_PTTT T_NGUONKHAC "
        "other_source"
    ),
    "contributions.assess_unit.rows": "people base",
    "pension.state_average.rows": "months coef seniority_pct",
    "pension.special_window.rows": "months salary hard before_change",
    "refused": "from to",
    "pension.average_adjusted.rows": "year months salary",
    "one_time.state_support.rows": "months poverty_line support",
    "one_time.area_allowance.rows": "coef months",
}


def check_names(op: str, inputs: Mapping[str, Any]) -> None:
    """Refuse inputs the operation does not have, all at once with their places (GivenError)."""
    unknown = list(unknown_names(op, inputs))
    if unknown:
        known = ", ".join(INPUTS[op].split())
        wanted = Text(f"chỉ các dữ kiện của {op}: {known}", f"only the inputs of {op}: {known}")
        raise GivenError(", ".join(unknown), wanted, [place.rpartition(".")[2] for place in unknown])


def missing_names(op: str, inputs: Mapping[str, Any]) -> list[str]:
    """Return the inputs of the operation that are not there."""
    return [name for name in INPUTS[op].split() if name not in inputs]


def unknown_names(op: str, inputs: Mapping[str, Any]) -> Iterator[str]:
    """Yield the places of inputs and of their parts that the operation does not know."""
    known = INPUTS[op].split()
    for name, value in inputs.items():
        if name not in known:
            yield f"inputs.{name}"
        parts = PARTS.get(f"{op}.{name}", PARTS.get(name, "")).split()
        if parts:
            yield from _unknown_parts(f"inputs.{name}", value, parts)


def _unknown_parts(place: str, value: object, known: list[str]) -> Iterator[str]:
    """Yield the places of the unknown parts of an object, or of the objects of a list."""
    if isinstance(value, dict):
        yield from (f"{place}.{name}" for name in value if name not in known)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unknown_parts(f"{place}[{index}]", item, known)
