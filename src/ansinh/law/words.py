"""The words of values and citations in both languages: titles of texts, codes, the parts of a value."""

from ansinh.core.text import Text

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
    "contract_end": Text("ngày chấm dứt hợp đồng", "the end of the contract"),
    "last_contributed_month": Text("tháng đóng cuối cùng", "the last contributed month"),
    "contributed_months": Text("bằng thời gian đã đóng", "the time contributed"),
    "unlimited": Text("không giới hạn", "no limit"),
    "working_days": Text("ngày làm việc", "working days"),
    "days": Text("ngày", "days"),
    "days_without_holidays": Text("ngày, không tính ngày lễ", "days, holidays not counted"),
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

PARTS: dict[str, Text] = {
    "months": Text("số tháng", "months"),
    "window": Text("trong số tháng", "in a window of"),
    "total": Text("tổng cộng", "in all"),
    "short_window": Text("trong số tháng, hợp đồng ngắn", "window for short contracts"),
    "short_from": Text("hợp đồng từ", "contracts from"),
    "short_under": Text("hợp đồng dưới", "contracts under"),
    "file_within": Text("nộp trong", "filed within"),
    "count": Text("số ngày", "days"),
    "unit": Text("cách đếm", "counted in"),
    "visits": Text("số lần", "visits"),
    "days_each": Text("số ngày mỗi lần", "days each"),
    "days_each_far": Text("số ngày mỗi lần khi ở xa, bệnh lý", "days each if far or for a pathology"),
    "iud": Text("đặt vòng", "device"),
    "sterilisation": Text("triệt sản", "sterilisation"),
    "young_under": Text("con dưới (tháng)", "child under (months)"),
    "from_birth": Text("tháng từ ngày sinh", "months from the birth"),
    "from_death": Text("tháng từ ngày chết", "months from the death"),
    "normal": Text("thông thường", "usual"),
    "surgery_or_under_32_weeks": Text("phẫu thuật hoặc dưới 32 tuần", "surgery or under 32 weeks"),
    "twins": Text("sinh đôi", "twins"),
    "each_from_third": Text("mỗi con từ con thứ ba", "each from the third"),
    "multiple_surgery": Text("sinh đôi trở lên, phẫu thuật", "several children by surgery"),
    "surgery_each_from_third": Text("phẫu thuật, mỗi con từ con thứ ba", "surgery, each from the third"),
    "second_child": Text("con thứ hai", "second child"),
    "working": Text("ngày làm việc", "working days"),
    "calendar": Text("ngày theo lịch", "calendar days"),
    "home": Text("tại nhà", "at home"),
    "centre": Text("tập trung", "in a centre"),
    "long_list": Text("bệnh dài ngày", "long-list disease"),
    "surgery": Text("phẫu thuật", "surgery"),
    "other": Text("khác", "other"),
    "multiple": Text("số lần; sinh nhiều con", "times; several children"),
    "from": Text("từ mức", "from"),
    "base": Text("mức đầu", "first step"),
    "per_percent": Text("mỗi 1% thêm", "each further per cent"),
    "first_year": Text("từ một năm trở xuống", "a year or less"),
    "further_year": Text("mỗi năm thêm", "each further year"),
    "to": Text("đến mức", "to"),
    "first": Text("mức đầu", "first"),
    "first_to": Text("đến", "up to"),
    "from_81": Text("từ 81%", "from 81 %"),
    "own_fault": Text("do lỗi người lao động", "own fault"),
    "least": Text("ít nhất", "least"),
    "first_up_to": Text("đến số tháng", "up to months"),
    "each_further": Text("mỗi số tháng thêm", "each further months"),
    "most": Text("nhiều nhất", "most"),
    "per_month": Text("mỗi tháng", "a month"),
    "most_months": Text("nhiều nhất số tháng", "months at most"),
    "short_course": Text("khóa ngắn", "short course"),
    "short_up_to": Text("khóa đến số tháng", "up to months"),
    "meal_per_day": Text("tiền ăn một ngày", "meals a day"),
}  # fmt: skip
