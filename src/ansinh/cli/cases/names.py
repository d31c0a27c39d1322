"""Outputs of the operations by the names people use, so that any answer can be told."""

from collections.abc import Mapping
from typing import Any

from ansinh.core.text import Text
from ansinh.law.explain import Step, dong

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
    "employer": Text("đơn vị", "employer"),
    "employee": Text("người lao động", "employee"),
}
COUNTS = {"people", "supported_months", "charged_days", "months_left", "months_counted"}
WORDS: dict[bool, Text] = {True: Text("có", "yes"), False: Text("không", "no")}


def output_steps(outputs: Mapping[str, Any]) -> tuple[Step, ...]:
    """Return every output as a step: amounts with their unit, yes and no as words."""
    return tuple(Step(NAMES.get(key, Text(key, key)), _said(key, value)) for key, value in outputs.items())


def _said(key: str, value: object) -> str:
    """Return an output as text."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return f"{WORDS[value].vi} / {WORDS[value].en}"
    if isinstance(value, int):
        return str(value) if key in COUNTS else dong(value)
    if isinstance(value, dict):
        return "; ".join(f"{NAMES.get(k, Text(k, k)).vi} {_said(k, v)}" for k, v in value.items())
    if isinstance(value, list):
        return ", ".join(_said(key, item) for item in value)
    return str(value)
