"""Codes of the records as people read them, with the tone of their tag."""

from ansinh.core.text import Text
from ansinh.domain.collection.inspection import rules
from ansinh.domain.collection.inspection_states import STATE_NAMES
from ansinh.domain.collection.ladder import step_names
from ansinh.domain.collection.refund import GROUNDS
from ansinh.domain.outreach.activities import words as activity_words
from ansinh.domain.outreach.reasons import reasons
from ansinh.domain.outreach.support import STATES as SUPPORT_STATES
from ansinh.usecases.collection.ladder_meetings import BODIES

Tagged = tuple[Text, str]

UNIT_STATUS: dict[str, Tagged] = {
    "active": (Text("Đang hoạt động", "Active"), "green"),
    "suspended": (Text("Tạm ngừng", "Suspended"), "gold"),
    "dissolving": (Text("Chờ giải thể", "Dissolving"), "gold"),
    "bankrupt": (Text("Phá sản", "Bankrupt"), "red"),
    "owner_fled": (Text("Chủ bỏ trốn", "Owner absconded"), "red"),
    "not_at_address": (Text("Không còn tại địa chỉ", "Not at its address"), "red"),
    "no_activity": (Text("Không phát sinh", "No activity"), "gold"),
    "closed": (Text("Đã chấm dứt", "Closed"), ""),
}
DEBT_CLASS: dict[int, Tagged] = {
    0: (Text("Không nợ", "No debt"), "green"),
    1: (Text("Dưới 1 tháng", "Under 1 month"), "brand"),
    2: (Text("1–3 tháng", "1–3 months"), "gold"),
    3: (Text("Từ 3 tháng", "3 months and more"), "red"),
    4: (Text("Khó thu", "Hard to collect"), "red"),
}
UNIT_KIND: dict[str, Text] = {
    "enterprise": Text("Doanh nghiệp", "Enterprise"),
    "state_agency": Text("Cơ quan nhà nước", "State agency"),
    "public_unit_state_paid": Text("Đơn vị sự nghiệp", "Public unit"),
}
FILING_STATE: dict[str, Tagged] = {
    "received": (Text("Đã nhận", "Received"), "brand"),
    "checked": (Text("Đã kiểm tra", "Checked"), "gold"),
    "accepted": (Text("Đã chấp nhận", "Accepted"), "green"),
    "accepted_in_part": (Text("Chấp nhận một phần", "Accepted in part"), "green"),
    "returned": (Text("Đã trả lại", "Returned"), "red"),
}
CHANNEL: dict[str, Text] = {
    "counter": Text("Một cửa", "Counter"),
    "ivan": Text("I-VAN", "I-VAN"),
    "agency_portal": Text("Cổng BHXH", "Agency portal"),
    "national_portal": Text("Cổng quốc gia", "National portal"),
    "vssid": Text("VssID", "VssID"),
    "agent": Text("Tổ chức dịch vụ", "Collection agent"),
    "api": Text("API", "API"),
    "bulk": Text("Nạp ban đầu", "First load"),
}
MONTH_STATE: dict[str, Tagged] = {
    "open": (Text("Đang mở", "Open"), "brand"),
    "closing": (Text("Đang khóa", "Closing"), "gold"),
    "closed": (Text("Đã khóa", "Closed"), "green"),
}
FUND_SHORT: dict[int, Text] = {
    0: Text("Chờ phân bổ", "Pool"),
    1: Text("Hưu trí, tử tuất", "Retirement"),
    2: Text("Ốm đau, thai sản", "Sickness"),
    3: Text("TNLĐ, BNN", "Accident"),
    4: Text("BHTN", "Unemployment"),
    5: Text("BHYT", "Health"),
    6: Text("BHXH tự nguyện", "Voluntary SI"),
}
RULE: dict[str, Text] = {
    "reference": Text("Mã nộp tiền trong nội dung", "Payment reference in the text"),
    "code": Text("Mã đơn vị trong nội dung", "Unit code in the text"),
    "tax_code": Text("Mã số thuế trong nội dung", "Tax code in the text"),
    "payer": Text("Tài khoản này từng nộp cho đơn vị", "This account paid for the unit before"),
    "amount": Text("Đúng số phải nộp, tên gần giống", "Exact amount due, similar name"),
    "name": Text("Tên người nộp gần giống", "Similar payer name"),
    "manual": Text("Cán bộ khớp", "Matched by an officer"),
}
ABSENCE: dict[int, Text] = {
    1: Text("Nghỉ không lương", "Unpaid leave"),
    2: Text("Nghỉ ốm", "Sick leave"),
    3: Text("Thai sản", "Maternity"),
    4: Text("Tạm giam", "Detained"),
}
KIND: dict[int, Text] = {
    1: Text("Phải thu trong tháng", "Due of the month"),
    2: Text("Điều chỉnh kỳ trước", "Adjustment of an earlier month"),
    3: Text("Lãi chậm đóng", "Late interest"),
    4: Text("Tiền về ngân hàng", "Bank receipt"),
    5: Text("Khớp đơn vị", "Matched to the unit"),
    6: Text("Phân bổ: ra khỏi nguồn", "Spread: out of the pool"),
    7: Text("Phân bổ vào tiền gốc", "Spread to principal"),
    8: Text("Phân bổ vào lãi", "Spread to interest"),
    9: Text("Hoàn trả", "Refund"),
    10: Text("BHYT do quỹ ốm đau thai sản đóng", "HI paid by the sickness fund"),
    11: Text("Tạm dừng đóng hưu trí", "Deferred retirement"),
    12: Text("Đến hạn đóng bù", "Due again"),
    13: Text("Ngân sách phải trả", "Billed to a budget"),
    14: Text("Ngân sách đã chuyển", "Budget received"),
    15: Text("Người tham gia phải đóng", "Due from participants"),
    16: Text("Người tham gia đã đóng", "Paid by participants"),
    17: Text("Số dư đầu kỳ", "Opening balance"),
    41: Text("Chế độ phải trả", "Benefits entitled"),
    42: Text("Đã chi chế độ", "Benefits paid"),
    43: Text("Tiền chi trả lại", "Benefits returned"),
    44: Text("Chi sai phải thu hồi", "Benefits overpaid"),
    45: Text("Đã thu hồi chi sai", "Overpayment recovered"),
    18: Text("Đại lý thu chuyển tiền", "Remitted by a collection agent"),
}
BATCH_STATE: dict[str, Tagged] = {
    "open": (Text("Đang mở", "Open"), "brand"),
    "trial": (Text("Đã tính thử, chờ duyệt", "Tried, to be approved"), "gold"),
    "approved": (Text("Duyệt lần một", "Approved once"), "gold"),
    "writing": (Text("Đang ghi", "Being written"), "brand"),
    "written": (Text("Đã ghi sổ", "Written"), "green"),
    "closed": (Text("Đã đóng", "Closed"), ""),
    "cancelled": (Text("Đã hủy", "Cancelled"), ""),
}
CASE_STATE: dict[int, Tagged] = {
    1: (Text("Trong danh sách", "Listed"), "green"),
    2: (Text("Không nhận", "Declined"), ""),
    3: (Text("Từ chối", "Refused"), "red"),
}
STOP_REASON: dict[str, Text] = {
    "death": Text("chết", "died"),
    "life_check": Text("chưa xác minh còn sống", "not seen alive"),
    "abroad": Text("ra nước ngoài", "abroad"),
    "missing": Text("mất tích", "missing"),
    "refused": Text("từ chối hưởng", "declined by the person"),
    "no_right": Text("hết quyền hưởng", "right ended"),
    "other": Text("lý do khác", "other"),
}
PAY_FORM: dict[str, Text] = {
    "bank": Text("tài khoản", "bank account"),
    "post": Text("bưu điện", "post"),
    "unit": Text("qua đơn vị", "through the unit"),
    "cash": Text("tiền mặt", "cash"),
}
RELIEF_KIND: dict[str, Text] = {
    "participants": Text("đang tham gia", "insured"),
    "kept": Text("bảo lưu", "months kept"),
    "single": Text("tự nộp", "own application"),
    "confirmation": Text("xác nhận", "confirmation"),
    "refund": Text("hoàn trả", "refund"),
}
OFFICE_KIND: dict[str, Text] = {
    "national": Text("Trung ương", "National"),
    "region": Text("Khu vực", "Region"),
    "province": Text("Tỉnh", "Province"),
    "district": Text("Huyện", "District"),
    "base": Text("Cơ sở", "Base office"),
}
BOOK_STEP: dict[str, Text] = {
    "number": Text("Cấp mã số BHXH", "SI number issued"),
    "issue": Text("Cấp sổ", "Book issued"),
    "reissue": Text("Cấp lại sổ", "Book issued again"),
    "correct": Text("Điều chỉnh thông tin", "Corrected"),
    "close": Text("Chốt sổ", "Closed"),
}
BOOK_FORM: dict[str, Text] = {
    "electronic": Text("bản điện tử", "electronic"),
    "printed": Text("bản giấy", "printed"),
}
BOOK_FIELD: dict[str, Text] = {
    "full_name": Text("Họ tên", "Name"),
    "birth_date": Text("Ngày sinh", "Day of birth"),
    "birth_precision": Text("Độ chính xác ngày sinh", "How exactly the birth is known"),
    "sex": Text("Giới tính", "Sex"),
    "personal_id": Text("Số định danh", "Personal ID"),
}
PLACE_KIND: dict[str, Text] = {
    "province": Text("Tỉnh", "Province"),
    "district": Text("Huyện", "District"),
    "commune": Text("Xã", "Commune"),
}
BUDGET: dict[str, Text] = {
    "state": Text("Ngân sách trung ương", "State budget"),
    "local": Text("Ngân sách địa phương", "Local budget"),
}
SCHEME: dict[str, Text] = {
    "hi": Text("BHYT", "Health insurance"),
    "vsi": Text("BHXH tự nguyện", "Voluntary SI"),
}
SEX: dict[str, Text] = {
    "female": Text("nữ", "female"),
    "male": Text("nam", "male"),
    "other": Text("khác", "other"),
}
REFUND_STATE: dict[str, Tagged] = {
    "proposed": (Text("Chờ duyệt", "To be approved"), "gold"),
    "approved": (Text("Đã duyệt, chờ chi", "Approved, to be paid"), "brand"),
    "paid": (Text("Đã chi", "Paid"), "green"),
    "refused": (Text("Không duyệt", "Refused"), "red"),
}
GROUND: dict[str, Text] = GROUNDS
MERGE_STATE: dict[str, Tagged] = {
    "proposed": (Text("Chờ duyệt", "To be approved"), "gold"),
    "approved": (Text("Đã gộp", "Merged"), "green"),
    "refused": (Text("Không phải một người", "Not one person"), ""),
    "undone": (Text("Đã hoàn tác", "Undone"), "red"),
}
REQUEST_STATE: dict[str, Tagged] = {
    "proposed": (Text("Chờ duyệt", "To be approved"), "gold"),
    "waiting": (Text("Đã duyệt, chờ đến ngày", "Approved, waits for its day"), "brand"),
    "approved": (Text("Đã duyệt", "Approved"), "green"),
    "refused": (Text("Đã trả lại", "Returned"), "red"),
    "withdrawn": (Text("Đã rút lại", "Withdrawn"), "gold"),
}
REQUEST_KIND: dict[str, Text] = {
    "register": Text("Đăng ký mới", "Registration"),
    "change": Text("Thay đổi thông tin", "Change of particulars"),
    "suspend": Text("Tạm ngừng hoạt động", "Suspension"),
    "resume": Text("Hoạt động trở lại", "Resumption"),
    "close": Text("Chấm dứt tham gia", "End of participation"),
}
FORM_FIELD: dict[str, Text] = {
    "unit_name": Text("Tên đơn vị", "Name of the unit"),
    "unit_code": Text("Mã đơn vị", "Unit code"),
    "tax_code": Text("Mã số thuế", "Tax code"),
    "business_address": Text("Địa chỉ đăng ký kinh doanh", "Registered address"),
    "unit_type": Text("Loại hình đơn vị", "Type of unit"),
    "main_activity": Text("Ngành nghề chính", "Main activity"),
    "contact_address": Text("Địa chỉ giao dịch", "Contact address"),
    "phone": Text("Điện thoại", "Telephone"),
    "email": Text("Thư điện tử", "E-mail"),
    "licence_number": Text("Số giấy phép", "Licence number"),
    "licence_place": Text("Nơi cấp", "Place of issue"),
    "pay_every": Text("Đóng mỗi (tháng)", "Pays every (months)"),
    "change_content": Text("Nội dung thay đổi", "What changes"),
    "attached": Text("Hồ sơ kèm theo", "Attached papers"),
}
DEBT_STEP: dict[str, Text] = step_names()
DEBT_STATUS: dict[str, Tagged] = {
    "in_time": (Text("Trong hạn", "In time"), "green"),
    "late": (Text("Chậm đóng", "Late"), "gold"),
    "evasion": (Text("Trốn đóng", "Evasion"), "red"),
}
PROMISE_STATE: dict[str, Tagged] = {
    "open": (Text("Đang chờ", "Open"), "brand"),
    "kept": (Text("Đã giữ", "Kept"), "green"),
    "broken": (Text("Không giữ", "Broken"), "red"),
    "withdrawn": (Text("Chưa có hiệu lực", "Not in force"), ""),
}
PLAN_STATE: dict[str, Tagged] = {
    "proposed": (Text("Chờ duyệt", "To be approved"), "gold"),
    "approved": (Text("Đã duyệt", "Approved"), "green"),
    "refused": (Text("Không duyệt", "Refused"), "red"),
}
DEBT_BODY: dict[str, Text] = BODIES
INSPECTION_STATE: dict[str, Tagged] = {
    code: (name, tone)
    for (code, name), tone in zip(STATE_NAMES.items(), ("", "brand", "brand", "gold", "gold", "green", ""), strict=True)
}
INSPECTION_PLAN: dict[str, Tagged] = {
    "draft": (Text("Dự thảo", "Draft"), "gold"),
    "signed": (Text("Đã ký", "Signed"), "green"),
    "superseded": (Text("Đã thay", "Superseded"), ""),
}
INSPECTION_PAPER: dict[str, Tagged] = {
    "asked": (Text("Đang yêu cầu", "Asked for"), "gold"),
    "received": (Text("Đã nhận", "Received"), "green"),
    "missing": (Text("Thiếu", "Missing"), "red"),
}
INSPECTION_KIND: dict[str, Text] = dict(rules().kinds)
INSPECTION_SUBJECT: dict[str, Text] = {code: one.name for code, one in rules().subjects.items()}
PROSPECT_KIND: dict[str, Text] = {code: reason.name for code, reason in reasons().items()}
DEATH_LIST_STATE: dict[str, Tagged] = {
    "staged": (Text("Chờ ghi", "To record"), "gold"),
    "refused": (Text("Không đọc được", "Not readable"), "red"),
    "recording": (Text("Đang ghi", "Being recorded"), "brand"),
    "done": (Text("Đã ghi", "Recorded"), "green"),
}
DEATH_ROW_STATE: dict[str, Tagged] = {
    "staged": (Text("chờ ghi", "to record"), "gold"),
    "unknown": (Text("không có trong sổ bộ", "not in the register"), ""),
    "recorded": (Text("đã ghi", "recorded"), "green"),
    "known": (Text("đã biết", "known before"), ""),
    "refused": (Text("không ghi", "not recorded"), "red"),
}
LIST_STATE: dict[str, Tagged] = {
    "staged": (Text("Đã nhận", "Taken in"), "green"),
    "refused": (Text("Không nhận", "Refused"), "red"),
    "superseded": (Text("Đã thay", "Replaced"), ""),
}
CONTRACT_STATE: dict[str, Tagged] = {
    "signed": (Text("Đã ký", "Signed"), "brand"),
    "active": (Text("Đang thực hiện", "Active"), "green"),
    "warned": (Text("Bị nhắc nhở", "Warned"), "gold"),
    "suspended": (Text("Tạm ngừng", "Suspended"), "red"),
    "terminated": (Text("Đã chấm dứt", "Terminated"), ""),
    "settled": (Text("Đã thanh lý", "Settled"), ""),
    "": (Text("Chưa có hợp đồng", "No contract"), "gold"),
}
UPLOAD_STATE: dict[str, Tagged] = {
    "broken": (Text("Có lỗi, chưa nhận", "Has errors, not taken"), "red"),
    "waiting": (Text("Chờ duyệt", "Waits for approval"), "brand"),
    "accepted": (Text("Đã duyệt", "Accepted"), "green"),
    "returned": (Text("Trả lại", "Returned"), "gold"),
    "withdrawn": (Text("Đã rút", "Withdrawn"), ""),
}
FINDING_STATE: dict[str, Tagged] = {
    "open": (Text("Chờ giải trình, xem xét", "Open"), "brand"),
    "accepted": (Text("Cơ sở đồng ý", "The facility accepts"), ""),
    "contested": (Text("Cơ sở không đồng ý", "Contested"), "gold"),
    "proposed": (Text("Chờ người thứ hai", "Waits for a second person"), "gold"),
    "kept": (Text("Giữ kết quả", "Kept"), "red"),
    "lifted": (Text("Đã bỏ", "Lifted"), "green"),
    "confirmed": (Text("Đã xác nhận", "Confirmed"), "red"),
    "carried": (Text("Chuyển sang lần giám định lại", "Carried over"), ""),
}
VISIT_STATE: dict[str, Tagged] = {
    "accepted": (Text("Chấp nhận", "Accepted"), "green"),
    "reduced": (Text("Giảm", "Cut"), "gold"),
    "review": (Text("Chờ xem xét", "For review"), "brand"),
    "refused": (Text("Trả lại", "Sent back"), "red"),
}
ALERT_STATE: dict[str, Tagged] = {
    "open": (Text("Chờ giải trình", "Waits for an answer"), "brand"),
    "answered": (Text("Đã giải trình", "Answered"), "gold"),
    "closed": (Text("Đã khép", "Closed"), "green"),
}
ALERT_DEGREE: dict[int, Text] = {
    1: Text("Mức thấp", "Low"),
    2: Text("Mức cao", "High"),
    3: Text("Mức rất cao", "Very high"),
}
CARE_PAYMENT: dict[str, Tagged] = {
    "proposed": (Text("Đã đề xuất", "Proposed"), "brand"),
    "approved": (Text("Đã duyệt", "Approved"), "brand"),
    "ordered": (Text("Đã lập lệnh chi", "Ordered at the bank"), "gold"),
    "paid": (Text("Đã chi", "Paid"), "green"),
    "returned": (Text("Ngân hàng trả lại", "Returned by the bank"), "red"),
    "cancelled": (Text("Đã hủy", "Cancelled"), ""),
}
CARE_PAYMENT_KIND: dict[str, Text] = {
    "advance": Text("Tạm ứng quý", "Advance of the quarter"),
    "settlement": Text("Thanh toán quyết toán", "Settlement"),
}
ACTIVITY_TYPE: dict[str, Text] = {code: one.name for code, one in activity_words().types.items()}
ACTIVITY_STATE: dict[str, Tagged] = {
    code: (name, {"planned": "brand", "held": "gold", "reported": "green"}.get(code, ""))
    for code, name in activity_words().states.items()
}
ACTIVITY_EVENT: dict[str, Text] = {**activity_words().states, "corrected": Text("Sửa báo cáo", "Corrected")}
CAMPAIGN_STATE: dict[str, Tagged] = {
    "running": (Text("Đang thực hiện", "Running"), "brand"),
    "ended": (Text("Đã kết thúc", "Ended"), "green"),
    "cancelled": (Text("Đã hủy", "Cancelled"), ""),
}
MESSAGE_STATE: dict[str, Tagged] = {
    "queued": (Text("Chờ xuất", "Waiting"), "brand"),
    "exported": (Text("Đã xuất", "Exported"), "green"),
    "withdrawn": (Text("Đã thu hồi", "Withdrawn"), ""),
}
SUPPORT_STATE: dict[str, Tagged] = {
    code: (name, {"proposed": "gold", "approved": "brand", "transferred": "green", "rejected": "red"}.get(code, ""))
    for code, name in SUPPORT_STATES.items()
}
AGENT_KIND: dict[str, Text] = {
    "post": Text("Bưu điện", "Post"),
    "bank": Text("Ngân hàng", "Bank"),
    "hospital": Text("Bệnh viện", "Hospital"),
    "company": Text("Doanh nghiệp", "Company"),
    "union": Text("Hội, đoàn thể", "Union"),
    "commune": Text("Ủy ban nhân dân xã", "Commune"),
}
CONTRACT_EVENT: dict[str, Text] = {
    "signed": Text("Ký hợp đồng", "Signed"),
    "checked": Text("Kiểm tra quý", "Quarterly check"),
    "terminated": Text("Chấm dứt", "Terminated"),
    "settled": Text("Thanh lý", "Settled"),
}
AGENT_SCHEME: dict[str, Text] = {
    "hi_household": Text("BHYT hộ gia đình", "Household health insurance"),
    "hi_pupil": Text("BHYT học sinh", "Pupils' health insurance"),
    "vsi": Text("BHXH tự nguyện", "Voluntary insurance"),
}
LINE_STATE: dict[str, Tagged] = {
    "accepted": (Text("Chấp nhận", "Accepted"), "green"),
    "reduced": (Text("Giảm", "Reduced"), "gold"),
    "refused": (Text("Từ chối", "Refused"), "red"),
    "review": (Text("Chờ xem xét", "For review"), "brand"),
}
RULE_WEIGHT: dict[str, Text] = {
    "reject": Text("Trả lại hồ sơ", "The record goes back"),
    "reduce": Text("Giảm số tiền", "The amount is cut"),
    "warn": Text("Giám định viên xem xét", "An assessor decides"),
    "off": Text("Không áp dụng", "Not applied"),
}
LOOKUP_CHANNEL: dict[str, Text] = {
    "api": Text("API của hệ thống", "Our API"),
    "gateway": Text("Cổng tương thích (phần mềm bệnh viện)", "Gateway (hospital systems)"),
    "counter": Text("Trang tra cứu tại quầy", "Counter page"),
    "portal": Text("Cổng cá nhân", "Portal"),
    "public": Text("Công cộng", "Public"),
}
ALARM_KIND: dict[str, Text] = {
    "caller": Text("Một tài khoản sai nhiều lần", "One caller, many wrong tries"),
    "address": Text("Một địa chỉ mạng sai nhiều lần", "One address, many wrong tries"),
    "number": Text("Một người bị dò nhiều lần", "One person tried many times"),
    "all": Text("Toàn hệ thống sai bất thường", "Unusually many wrong tries in all"),
    "trap": Text("Tra cứu số bẫy", "A trap was asked for"),
}
READ_PURPOSE: dict[str, Text] = {
    "own": Text("người đứng tên tự xem", "the person's own look"),
    "counter": Text("xem hồ sơ tại quầy", "looked at the record"),
    "cards": Text("tra cứu thẻ BHYT", "looked up the health card"),
    "print": Text("in thẻ", "printed the card"),
    "dossier": Text("hồ sơ chế độ", "benefit claim"),
    "letter": Text("in văn bản hồ sơ", "letter of claim"),
    "payment": Text("chi trả", "payment"),
    "payroll": Text("danh sách chi trả", "list of payments"),
    "simulate": Text("tính thử chế độ", "tried out a benefit"),
    "merge": Text("xét gộp mã số", "looked at a merge of numbers"),
    "benefit": Text("thống kê chế độ", "statistics of benefits"),
    "relief": Text("danh sách hỗ trợ", "list of relief"),
    "C70a": Text("ý kiến danh sách", "opinions on list"),
}
LOOKUP_PURPOSE: dict[str, Text] = {
    "visit": Text("Khám ngoại trú", "Outpatient visit"),
    "admission": Text("Nhập viện", "Admission"),
    "discharge": Text("Ra viện", "Discharge"),
    "emergency": Text("Cấp cứu", "Emergency"),
    "service": Text("Giải đáp cho người dân", "Answering the person"),
}
CLAIM_TABLE: dict[str, Text] = {
    "XML0": Text("Lượt vào khám", "Check-in"),
    "XML1": Text("Tổng hợp", "Summary"),
    "XML2": Text("Thuốc", "Drugs"),
    "XML3": Text("Dịch vụ, vật tư", "Services, supplies"),
    "XML4": Text("Cận lâm sàng", "Tests"),
    "XML5": Text("Diễn biến", "Course"),
    "XML6": Text("Bệnh án HIV", "HIV record"),
    "XML7": Text("Giấy ra viện", "Discharge paper"),
    "XML8": Text("Tóm tắt bệnh án", "Case summary"),
    "XML9": Text("Giấy chứng sinh", "Birth paper"),
    "XML10": Text("Nghỉ dưỡng thai", "Prenatal leave"),
    "XML11": Text("Nghỉ hưởng BHXH", "Sick leave paper"),
    "XML12": Text("Giám định y khoa", "Medical assessment"),
    "XML13": Text("Chuyển cơ sở", "Referral"),
    "XML14": Text("Hẹn khám lại", "Appointment"),
    "XML15": Text("Bệnh án lao", "TB record"),
    "envelope": Text("Vỏ tệp", "Envelope"),
}
