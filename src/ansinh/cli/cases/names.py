"""Outputs of the operations by the names people use, so that any answer can be told."""

from collections.abc import Mapping
from typing import Any

from ansinh.cli.cases import names_claims, names_long_term
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong
from ansinh.law.pension.right import age_en, age_vi

NAMES: dict[str, Text] = {
    "si_base": Text("Căn cứ đóng BHXH", "Social insurance base"),
    "ui_base": Text("Căn cứ đóng BHTN", "Unemployment insurance base"),
    "hi_base": Text("Căn cứ đóng BHYT", "Health insurance base"),
    "rs": Text("Hưu trí, tử tuất", "Retirement and survivorship"),
    "sm": Text("Ốm đau, thai sản", "Sickness and maternity"),
    "oad": Text("TNLĐ, BNN", "Accident and disease"),
    "ui": Text("Thất nghiệp", "Unemployment"),
    "hi": Text("Y tế", "Health"),
    "total": Text("Tổng cộng", "Total"),
    "people": Text("Số người", "People"),
    "base": Text("Căn cứ đóng", "Base"),
    "floor": Text("Mức sàn", "Lowest base"),
    "gross": Text("Mức đóng trước hỗ trợ", "Amount before support"),
    "support": Text("Nhà nước hỗ trợ", "State support"),
    "supported_months": Text("Số tháng được hỗ trợ", "Months supported"),
    "due": Text("Người tham gia đóng", "Paid by the person"),
    "min_income": Text("Thu nhập thấp nhất được chọn", "Lowest income"),
    "max_income": Text("Thu nhập cao nhất được chọn", "Highest income"),
    "accepted": Text("Được chấp nhận", "Accepted"),
    "eligible": Text("Đủ điều kiện", "Eligible"),
    "reason": Text("Lý do", "Reason"),
    "amount": Text("Số tiền", "Amount"),
    "amounts": Text("Số tiền từng người", "Amount of each"),
    "refund": Text("Hoàn trả", "Refund"),
    "gross_back": Text("Tổng số hoàn", "Given back in all"),
    "support_back": Text("Trả lại ngân sách", "Back to the budget"),
    "interest": Text("Tiền lãi", "Interest"),
    "overdue": Text("Số tiền tính lãi", "Principal that bears interest"),
    "interest_unpaid_after": Text("Lãi còn phải đóng", "Interest owed afterwards"),
    "charge": Text("Số tiền phải nộp thêm", "Daily charge"),
    "charged_days": Text("Số ngày tính", "Days charged"),
    "due_date": Text("Hạn cuối cùng", "Last day"),
    "pay_by": Text("Hạn đóng", "Pay by"),
    "status": Text("Tình trạng", "Standing"),
    "class": Text("Phân loại nợ", "Debt class"),
    "months": Text("Các tháng", "Months"),
    "months_left": Text("Số tháng còn lại", "Months left"),
    "rule": Text("Quy tắc áp dụng", "Rule"),
    "relief68_saved": Text("Được miễn theo Nghị quyết 68", "Not due under Resolution 68"),
    "relief116_saved": Text("Được giảm theo Nghị quyết 116", "Not due under Resolution 116"),
    "evasion_from": Text("Ngày bắt đầu bị coi là trốn đóng", "First day of evasion"),
    "charged": Text("Có tính lãi", "Interest is charged"),
    "months_counted": Text("Số tháng tính lãi", "Months counted"),
    "interest_total": Text("Tổng tiền lãi", "Interest in all"),
    "principal_total": Text("Tổng số tiền truy thu", "Principal in all"),
    "si": Text("BHXH (hưu trí, ốm đau; hai bên)", "Social insurance, both shares"),
    "si_reason": Text("Lý do không thuộc diện BHXH", "Why not in social insurance"),
    "hi_due": Text("BHYT đơn vị và người lao động đóng", "Health contribution due"),
    "hi_by_si_fund": Text("BHYT do quỹ ốm đau, thai sản đóng", "Health contribution paid by the fund"),
    "counts_si": Text("Tháng được tính thời gian BHXH", "The month counts for social insurance"),
    "counts_ui": Text("Tháng được tính thời gian BHTN", "The month counts for unemployment insurance"),
    "card_active": Text("Thẻ BHYT còn giá trị", "The health card is valid"),
    "below_floor": Text("Thấp hơn mức sàn", "Below the lowest base"),
    "labour_warning": Text("Cảnh báo: lương thấp hơn tối thiểu vùng", "Warning: pay under the minimum wage"),
    "si_from": Text("Tham gia từ ngày", "Insured from"),
    "drop": Text("Tỷ lệ giảm lao động", "Fall of workers"),
    "undiscounted": Text("Chưa chiết khấu", "Before discount"),
    "recomputed": Text("Tính lại theo mức mới", "Recomputed on the new level"),
    "contribution": Text("Số tiền đóng BHYT", "Health contribution"),
    "payer": Text("Nguồn đóng", "Paid by"),
    "employer": Text("đơn vị", "employer"),
    "employee": Text("người lao động", "employee"),
    "rate": Text("Mức hưởng", "Rate"),
    "reasons": Text("Lý do", "Reasons"),
    "stages": Text("Các giai đoạn", "Stages"),
    "unpaid_days": Text("Số ngày không được hưởng", "Days not paid"),
    "quota": Text("Hạn mức ngày của năm", "Quota of the year"),
    "benefit_days": Text("Số ngày được hưởng", "Days paid"),
    "working_days": Text("Số ngày làm việc đã nghỉ", "Working days away"),
    "first_stage_calendar_days": Text("Giai đoạn đầu, số ngày", "First stage, days"),
    "second_stage_months": Text("Giai đoạn hưởng tiếp, số tháng", "Second stage, months"),
    "odd_days": Text("Số ngày lẻ", "Odd days"),
    "monthly": Text("Mức một tháng", "Of a month"),
    "odd_days_uncapped": Text("Các ngày lẻ trước giới hạn", "Odd days before the cap"),
    "odd_days_paid": Text("Các ngày lẻ được trả", "Odd days paid"),
    "days_at_75": Text("Số ngày mức 75%", "Days at 75 %"),
    "days_at_lower": Text("Số ngày mức thấp hơn", "Days at the lower rate"),
    "lower_rate": Text("Mức thấp hơn", "Lower rate"),
    "salary_base": Text("Tiền lương tính trợ cấp", "Salary of the benefit"),
    "max_days": Text("Số ngày tối đa", "Days at most"),
    "benefit_days_max": Text("Số ngày còn được hưởng", "Days still due"),
    "charged_year": Text("Tính cho năm", "Charged to the year"),
    "leave_months": Text("Số tháng nghỉ", "Months of leave"),
    "leave_benefit": Text("Trợ cấp thời gian nghỉ", "Benefit of the leave"),
    "one_off": Text("Trợ cấp một lần", "One-off grant"),
    "days": Text("Số ngày", "Days"),
    "from": Text("Từ", "From"),
    "to": Text("Đến", "To"),
    "by_loss": Text("Theo mức suy giảm", "By the loss"),
    "by_years": Text("Theo số năm đóng quỹ", "By years in the fund"),
    "uncapped": Text("Mức trước giới hạn", "Before the cap"),
    "cap": Text("Mức tối đa", "Cap"),
    "reserved": Text("Số tháng bảo lưu", "Months kept"),
    "months_paid": Text("Số tháng đã hưởng", "Months paid"),
    "ended_on": Text("Chấm dứt ngày", "Ends on"),
    "paper_due": Text("Hạn nộp giấy tờ", "Paper due by"),
    "withdraw_by": Text("Hạn rút hồ sơ", "Withdraw by"),
    "decide_by": Text("Hạn ra quyết định", "Decided by"),
    "benefit_from": Text("Ngày đầu hưởng", "Benefit from"),
    "collect_by": Text("Hạn đến nhận quyết định", "Collected by"),
    "cancel_by": Text("Hủy quyết định nếu không đến nhận đến ngày", "Cancelled if not collected by"),
    "earliest": Text("Nghỉ sớm nhất từ ngày", "Leave at the earliest from"),
    "file_by": Text("Hạn nộp hồ sơ", "Papers by"),
    "early_return": Text("Được đi làm sớm", "May return early"),
    "exempt_months": Text("Tháng không phải thông báo", "Months without a notice"),
    "notice_required": Text("Phải thông báo", "Notice required"),
    "suspended": Text("Tạm dừng", "Suspended"),
    "unit": Text("Cách đếm", "Counted in"),
}
COUNTS = {
    "benefit_days",
    "benefit_days_max",
    "charged_days",
    "charged_year",
    "days",
    "days_at_75",
    "days_at_lower",
    "exempt_months",
    "first_stage_calendar_days",
    "leave_months",
    "max_days",
    "months",
    "months_counted",
    "months_left",
    "months_paid",
    "odd_days",
    "people",
    "quota",
    "reserved",
    "second_stage_months",
    "supported_months",
    "unpaid_days",
    "working_days",
}
CODES: dict[str, Text] = {
    "not_insured": Text("không tham gia bảo hiểm", "not insured"),
    "ground_not_covered": Text("lý do không thuộc chế độ", "the ground is not covered"),
    "excluded_ground": Text("thuộc trường hợp loại trừ", "excluded"),
    "no_medical_paper": Text("thiếu giấy tờ khám chữa bệnh", "no medical paper"),
    "too_few_months_in_window": Text("chưa đủ tháng đóng trước khi sinh", "too few months before the birth"),
    "too_few_months_in_all": Text("chưa đủ tháng đóng trong cả quá trình", "too few months in all"),
    "too_few_months": Text("chưa đủ tháng đóng", "too few months"),
    "unlawful_end": Text("chấm dứt hợp đồng trái pháp luật", "the contract ended unlawfully"),
    "entitled_to_pension": Text("đủ điều kiện hưởng lương hưu", "entitled to a pension"),
    "not_contributing": Text("không đóng khi chấm dứt hợp đồng", "not contributing at the end"),
    "filed_late": Text("nộp hồ sơ quá hạn", "filed late"),
    "barred_while_waiting": Text(
        "có việc làm hoặc bị cản trở trong thời gian chờ", "work or an obstacle while waiting"
    ),
    "compulsory_right": Text("có quyền hưởng theo BHXH bắt buộc", "has the right of compulsory insurance"),
    "under_six_months": Text("đóng chưa đủ sáu tháng", "fewer than six months"),
    "working_days": Text("ngày làm việc", "working days"),
    "days": Text("ngày", "days"),
    "in_time": Text("đúng hạn", "in time"),
    "late": Text("chậm đóng", "late"),
    "evasion": Text("trốn đóng", "evasion"),
    "outstanding": Text("nợ đọng", "outstanding"),
    "prolonged": Text("nợ kéo dài", "prolonged"),
    "hard_to_collect": Text("nợ khó thu", "hard to collect"),
    "carry_forward": Text("chuyển sang kỳ sau", "carried forward"),
    "refund": Text("hoàn trả", "paid back"),
    "below_minimum": Text("thấp hơn mức thấp nhất", "below the minimum"),
    "above_maximum": Text("cao hơn mức cao nhất", "above the maximum"),
    "over_six_months": Text("quá sáu tháng", "over six months"),
    "contract_too_short": Text("hợp đồng ngắn hơn thời hạn luật định", "the contract is too short"),
    "intra_company_transferee": Text("người di chuyển trong nội bộ doanh nghiệp", "moved inside the company"),
    "pay_below_reference_level": Text("tiền lương thấp hơn mức tham chiếu", "pay below the reference level"),
    "below_retirement_age": Text("chưa đến tuổi nghỉ hưu", "below retirement age"),
    "too_many_months": Text("thiếu quá số tháng cho phép", "too many months missing"),
    "draws_pension": Text("đang hưởng lương hưu", "draws a pension"),
    "excluded_employer": Text("làm việc ở đơn vị không thuộc diện hỗ trợ", "an excluded employer"),
    "nothing_reserved": Text("không còn thời gian bảo lưu", "no unused months kept"),
    "stopped_outside_window": Text("dừng tham gia ngoài thời gian quy định", "stopped outside the window"),
    "not_paid_to_april_2021": Text("chưa đóng đủ đến tháng 4/2021", "not paid up to April 2021"),
    "drop_below_15_percent": Text("số lao động giảm chưa đủ tỷ lệ", "too few workers lost"),
    "full_month": Text("đóng đủ tháng", "the whole month is due"),
    "unpaid_14_days": Text("không hưởng lương từ 14 ngày", "14 days or more without pay"),
    "sick_14_days": Text("nghỉ ốm từ 14 ngày", "sick for 14 days or more"),
    "maternity_14_days": Text("nghỉ thai sản từ 14 ngày", "maternity leave of 14 days or more"),
    "detained": Text("bị tạm giam, đình chỉ", "detained or suspended"),
    "first_month_sick": Text("tháng đầu làm việc hoặc trở lại", "first month of work or back"),
    "pay_agreement": Text("hai bên thỏa thuận đóng", "agreement to pay"),
    "si_fund": Text("quỹ BHXH", "the social insurance fund"),
    "ui_fund": Text("quỹ BHTN", "the unemployment fund"),
    "interest": Text("tiền lãi", "interest"),
    "hi": Text("BHYT", "health insurance"),
    "ui": Text("BHTN", "unemployment insurance"),
    "oad": Text("TNLĐ, BNN", "accident insurance"),
    "si": Text("BHXH", "social insurance"),
}
WORDS: dict[bool, Text] = {True: Text("có", "yes"), False: Text("không", "no")}
NOTHING = Text("–", "–")
NAMES = names_long_term.NAMES | names_claims.NAMES | NAMES
CODES = names_long_term.CODES | names_claims.CODES | CODES
COUNTS |= names_long_term.COUNTS | names_claims.COUNTS


# Outputs that the last step of a story usually is: told once.
REPEATED = {
    "age", "amount", "average", "back_pay", "by_years", "cap", "charge", "contribution", "due", "due_date", "due_each",
    "due_total", "ended_on", "gross", "gross_back", "interest", "monthly", "overdue", "paper_due", "pay_by", "pension",
    "refund", "salary_base", "si_from", "sm_total", "start", "state_each", "support_total", "suspended_per_month",
    "suspended_total", "top_up", "total", "undiscounted", "valid_to", "months_paid", "days", "quota",
}  # fmt: skip
REASONS = {"reason", "si_reason"}  # not told where there is none
PERCENTS = names_claims.PERCENTS
CENTS = names_claims.CENTS


def cents(amount: str) -> str:
    """Return an amount of at most two decimals as people write it: 1339500.5 is 1.339.500,5 đ."""
    whole, _, rest = amount.partition(".")
    return dong(int(whole)).replace(" ", f",{rest} ", 1) if rest else dong(int(whole))


def output_steps(outputs: Mapping[str, Any], op: str = "") -> tuple[Step, ...]:
    """Return every output as a step: amounts with their unit, yes and no as words, codes in words."""
    own = names_claims.OF_OPERATION.get(op, {})
    return tuple(
        Step(own.get(key) or NAMES.get(key, Text(key, key)), _said(key, value)) for key, value in outputs.items()
    )


def _said(key: str, value: object) -> Text:
    """Return an output in both languages."""
    if isinstance(value, dict) and value.keys() == {"years", "months"}:
        whole = 12 * value["years"] + value["months"]
        return Text(age_vi(whole), age_en(whole))
    if isinstance(value, dict):
        return _joined("; ", [_named(k, v) for k, v in value.items()])
    if isinstance(value, list):
        return _joined(", ", [_said(key, item) for item in value]) if value else NOTHING
    if isinstance(value, bool) or value is None:
        return NOTHING if value is None else WORDS[value]
    if isinstance(value, int):
        shown = str(value) if key in COUNTS else f"{value}%" if key in PERCENTS else dong(value)
        return Text(shown, shown)
    return _written(key, str(value))


def _written(key: str, value: str) -> Text:
    """Return an output that is a text: an amount with cents, a percentage, a code, or itself."""
    if key in CENTS:
        return Text(cents(value), cents(value))
    if key in PERCENTS:
        return Text(f"{value.replace('.', ',')}%", f"{value}%")
    return CODES.get(value, Text(value, value))


def _named(key: str, value: object) -> Text:
    """Return a part of an output with its name."""
    name, said = NAMES.get(key, Text(key, key)), _said(key, value)
    return Text(f"{name.vi} {said.vi}", f"{name.en} {said.en}")


def _joined(between: str, parts: list[Text]) -> Text:
    """Return some texts as one."""
    return Text(between.join(part.vi for part in parts), between.join(part.en for part in parts))
