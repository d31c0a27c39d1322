"""An explanation: named steps with numbers and articles, and the values used, in Vietnamese or English."""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.money import format_dong
from ansinh.core.rate import decimal_text
from ansinh.core.text import Language, Text
from ansinh.law.values import Value

CONFIDENCE = {
    "unsure": Text("chưa chắc chắn, cần đối chiếu văn bản", "unsure: to be checked against the text"),
    "announced": Text("giá trị do cơ quan công bố", "announced by the agency"),
}


TITLES = (
    ("official letter", "Công văn"), ("Law ", "Luật "), ("Decree ", "Nghị định "), ("Decision ", "Quyết định "),
    ("QD ", "Quyết định "), ("Resolution ", "Nghị quyết "), ("Circular ", "Thông tư "), ("letter ", "Công văn "),
    ("Letter ", "Công văn "), ("Form ", "Mẫu "), (" art. ", ", Điều "), ("notice ", "Thông báo "),
    ("as amended by", "sửa đổi bởi"), (": two thirds of ", ": hai phần ba của "),
    (": one third of ", ": một phần ba của "),
    ("no rounding article found", "chưa tìm thấy điều khoản về làm tròn"), ("(signed ", "(ký ngày "),
    ("; the sums of persons must equal the total", "; cộng từng người phải bằng tổng số"),
)  # fmt: skip
WORDS: dict[str, Text] = {
    "true": Text("có", "yes"),
    "false": Text("không", "no"),
    "base_salary": Text("mức lương cơ sở", "the base salary"),
    "reference_level": Text("mức tham chiếu", "the reference level"),
    "regional_minimum_wage": Text("mức lương tối thiểu vùng", "the regional minimum wage"),
    "rural_poverty_line": Text("mức chuẩn nghèo khu vực nông thôn", "the rural poverty line"),
    "common_minimum_wage_or_regional_minimum_wage": Text(
        "mức lương tối thiểu chung, hoặc tối thiểu vùng", "the common minimum wage, or the regional minimum wage"
    ),
    "largest_remainder": Text(
        "phần lẻ lớn nhất được thêm 1 đồng trước", "the largest fractions get the odd dong first"
    ),
    "half_up_to_1_VND_once_per_fund_and_unit_month": Text(
        "làm tròn đến đồng một lần cho mỗi quỹ của đơn vị trong tháng (từ nửa đồng trở lên tính 1 đồng)",
        "to the dong, halves up, once for each fund of the employer's month",
    ),
    "truncate_to_4_decimals_of_a_percent": Text("cắt còn 4 số lẻ của phần trăm", "cut to four decimals of a per cent"),
    "last_day_of_contribution_month": Text("ngày cuối của tháng đóng", "the last day of the month itself"),
    "last_day_of_following_month": Text("ngày cuối của tháng tiếp theo", "the last day of the following month"),
    "last_day_of_period": Text("ngày cuối của kỳ đóng", "the last day of the period"),
    "last_day_of_month_following_period": Text(
        "ngày cuối của tháng liền sau kỳ đóng", "the last day of the month after the period"
    ),
    "not_working_and_not_paid": Text("không làm việc và không hưởng lương", "no work and no pay"),
    "not_paid": Text("không hưởng lương", "no pay"),
    "cadre": Text("cán bộ", "cadres"),
    "civil_servant": Text("công chức", "civil servants"),
    "public_employee": Text("viên chức", "public employees"),
    "armed_forces": Text("lực lượng vũ trang", "the armed forces"),
    "armed_forces_unit": Text("đơn vị lực lượng vũ trang", "units of the armed forces"),
    "state_agency": Text("cơ quan nhà nước", "State agencies"),
    "political_organisation": Text("tổ chức chính trị", "political organisations"),
    "socio_political_organisation": Text("tổ chức chính trị - xã hội", "socio-political organisations"),
    "employee_of_party_state_administrative_body": Text(
        "người lao động của cơ quan Đảng, Nhà nước", "employees of bodies of the Party and the State"
    ),
    "employee_of_public_unit_paid_by_state_budget": Text(
        "người lao động của đơn vị sự nghiệp hưởng lương từ ngân sách", "employees of public units paid by the State"
    ),
    "public_unit_recurrent_spending_paid_by_state_budget": Text(
        "đơn vị sự nghiệp do ngân sách bảo đảm chi thường xuyên", "public units whose running costs the State pays"
    ),
}
UNITS: dict[str, Text] = {
    "months": Text("tháng", "months"),
    "years": Text("năm", "years"),
    "days": Text("ngày", "days"),
    "per cent": Text("%", "per cent"),
    "percent points": Text("điểm phần trăm", "percentage points"),
    "people": Text("người", "people"),
    "months of average": Text("tháng bình quân", "averages"),
    "months of pension": Text("tháng lương hưu", "months of pension"),
    "months of benefit": Text("tháng trợ cấp", "months of benefit"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of an explanation: what, how it is reckoned, the result as text, and the article."""

    name: Text
    result: str | Text
    formula: str = ""
    citation: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps of one amount or decision, and every dated value it used."""

    steps: tuple[Step, ...]
    values: tuple[Value, ...]

    @property
    def unsure(self) -> tuple[Value, ...]:
        """Values used whose text was not read or that the agency announced: shown wherever the result is shown."""
        return tuple(value for value in self.values if value.confidence in CONFIDENCE)


def percent(rate: Fraction) -> str:
    """Return a rate the way people say it: 17.5 % of the Vietnamese reader is 17,5%."""
    places = 4
    return decimal_text(rate * 100, places).replace(".", ",") + "%"


def dong(amount: int) -> str:
    """Return an amount with its unit."""
    return format_dong(amount, unit=True)


def lines(explanation: Explanation, language: Language) -> list[str]:
    """Return the explanation as numbered sentences, then the values used with their citations and marks."""
    told = [_sentence(number, step, language) for number, step in enumerate(explanation.steps, 1)]
    if explanation.values:
        told += ["", {"vi": "Các giá trị đã dùng:", "en": "Values used:"}[language]]
        told += [_value(value, language) for value in explanation.values]
    return told


def _sentence(number: int, step: Step, language: Language) -> str:
    """Return one step as a line."""
    formula = f"{step.formula} = " if step.formula else ""
    citation = f"  [{cited(step.citation, language)}]" if step.citation else ""
    result = step.result if isinstance(step.result, str) else step.result.to(language)
    note = f"  ({step.note.to(language)})" if step.note else ""
    return f"{number}. {step.name.to(language)}: {formula}{result}{note}{citation}"


def _value(value: Value, language: Language) -> str:
    """Return one value as a line."""
    mark = CONFIDENCE.get(value.confidence)
    marked = f"  ! {mark.to(language)}" if mark else ""
    since = {"vi": "từ", "en": "from"}[language]
    source, content = cited(value.citation, language), content_text(value, language)
    return f"   {value.label.to(language)} = {content} ({since} {value.since.isoformat()})  [{source}]{marked}"


def content_text(value: Value, language: Language = "vi") -> str:
    """Return the content of a value as a reader expects it: money with dots, rates in per cent, codes in words."""
    if isinstance(value.content, tuple):
        return ", ".join(_said(part, value.unit, language) for part in value.content)
    if isinstance(value.content, str):
        return _said(value.content, value.unit, language)
    return "; ".join(f"{name}: {_said(part, value.unit, language)}" for name, part in (value.content or {}).items())


def _said(content: str, unit: str, language: Language) -> str:
    """Return one text of a value in words."""
    if content in WORDS:
        return WORDS[content].to(language)
    if unit.startswith("VND") and content.isdecimal():
        return dong(int(content))
    if unit.startswith("rate") and content[:1].isdecimal():
        return percent(Fraction(content))
    return f"{content} {UNITS[unit].to(language)}" if unit in UNITS and content[:1].isdecimal() else content


def cited(citation: str, language: Language) -> str:
    """Return a citation in the reader's language: "Law 58/2014/QH13 art. 86(1)" is Luật 58/2014/QH13, Điều 86(1)."""
    if language == "en":
        return citation
    for english, vietnamese in TITLES:
        citation = citation.replace(english, vietnamese)
    return citation
