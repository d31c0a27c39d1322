"""Where a viewer can go: the rail by groups, tabs over pages that belong together, four thumbs on a phone."""

from dataclasses import dataclass, replace

from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Item:
    """One place to go; `on` says the viewer is there.

    `group` is the key of its group in the rail. A place `under` another (its path) is a tab over that place's page
    and stands in the rail only for who may not open the other one.
    """

    path: str
    icon: str
    name: Text
    act: Act
    short: Text | None = None
    group: str = ""
    under: str = ""
    also: tuple[Act, ...] = ()  # acts that open it too
    holds: tuple[str, ...] = ()  # further addresses that belong to it, for who has no place of their own there
    on: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the rail: its heading (None for the first) and its places."""

    name: Text | None
    items: list[Item]


GROUPS: dict[str, Text | None] = {
    "": None,
    "own": None,
    "registry": Text("Sổ đăng ký", "Register"),
    "collection": Text("Kê khai và thu", "Declarations and money"),
    "coverage": Text("Thẻ BHYT và giám định", "Health cards and claims"),
    "benefits": Text("Chế độ", "Benefits"),
    "outreach": Text("Phát triển", "Outreach"),
    "planning": Text("Kế hoạch", "Planning"),
    "administration": Text("Quản trị", "Administration"),
}
ITEMS = (
    Item("/", "home", Text("Tổng quan", "Overview"), "overview"),
    Item("/work/", "today", Text("Việc hôm nay", "Today"), "work", Text("Việc", "Today")),
    Item(
        "/portal/", "unit", Text("Đơn vị của tôi", "My unit"), "own.unit", Text("Đơn vị", "Unit"), group="own",
        holds=("/units/",),
    ),
    Item(
        "/portal/filings/", "file", Text("Kê khai", "Declarations"), "own.unit", group="own", holds=("/filings/",)
    ),
    Item(
        "/me/", "user", Text("Quá trình của tôi", "My record"), "own.person", Text("Của tôi", "Mine"), group="own"
    ),
    Item(
        "/me/card/", "card", Text("Thẻ BHYT của tôi", "My health card"), "own.person", Text("Thẻ BHYT", "Card"),
        group="own",
    ),
    Item("/units/", "unit", Text("Đơn vị", "Units"), "units", group="registry"),
    Item(
        "/units/requests/", "unit", Text("Đề nghị TK3-TS", "TK3-TS requests"), "units.propose", group="registry",
        under="/units/", also=("units.approve",),
    ),
    Item(
        "/changes/", "check", Text("Đề nghị thay đổi", "Changes asked for"), "units.approve", group="registry",
        under="/units/", also=("units.propose",),
    ),
    Item("/people/", "people", Text("Người tham gia", "People"), "people", Text("Người", "People"), group="registry"),
    Item(
        "/people/duplicates/", "people", Text("Trùng số", "Duplicates"), "people.merge.propose", group="registry",
        under="/people/", also=("people.merge.approve",),
    ),
    Item(
        "/filings/", "file", Text("Hồ sơ kê khai", "Declarations"), "filings", Text("Hồ sơ", "Files"),
        group="collection",
    ),
    Item("/bank/", "bank", Text("Thu tiền", "Receipts"), "bank", group="collection"),
    Item("/debts/", "alert", Text("Đôn đốc nợ", "Debts"), "debts", Text("Nợ", "Debts"), group="collection"),
    Item(
        "/inspections/", "search", Text("Thanh tra, kiểm tra", "Inspections"), "inspections",
        Text("Kiểm tra", "Inspect"), group="collection",
    ),
    Item(
        "/inspections/risk/", "alert", Text("Đơn vị rủi ro", "Risk of employers"), "inspections", group="collection",
        under="/inspections/",
    ),
    Item("/bank/budgets/", "bank", Text("Ngân sách", "Budgets"), "bank", group="collection", under="/bank/"),
    Item("/bank/refunds/", "bank", Text("Hoàn trả", "Refunds"), "bank", group="collection", under="/bank/"),
    Item(
        "/cards/", "search", Text("Tra cứu thẻ BHYT", "Card look-up"), "cards", Text("Thẻ", "Cards"), group="coverage",
        also=("own.facility",),
    ),
    Item("/cards/ending/", "month", Text("Sắp hết hạn", "Ending soon"), "cards", group="coverage", under="/cards/"),
    Item("/cards/unlinked/", "check", Text("Chưa liên kết", "Not linked"), "cards", group="coverage", under="/cards/"),
    Item(
        "/cards/alarms/", "alert", Text("Cảnh báo tra cứu", "Look-up alarms"), "audit", group="coverage",
        under="/cards/", also=("cards.write",),
    ),
    Item("/claims/", "file", Text("Giám định", "Claims"), "claims", group="coverage"),
    Item(
        "/claims/statements/", "bank", Text("Quyết toán", "Statements"), "claims", group="coverage", under="/claims/"
    ),
    Item(
        "/claims/numbers/", "report", Text("Số liệu KCB", "Numbers of care"), "claims", group="coverage",
        under="/claims/",
    ),
    Item(
        "/claims/lists/", "check", Text("Danh mục cơ sở", "Facility lists"), "claims", group="coverage",
        under="/claims/",
    ),
    Item("/facility/claims/", "file", Text("Hồ sơ KCB", "Our claims"), "own.facility", group="own"),
    Item(
        "/facility/claims/findings/", "alert", Text("Giải trình", "Findings"), "own.facility", group="own",
        under="/facility/claims/",
    ),
    Item(
        "/facility/claims/statements/", "bank", Text("Quyết toán", "Statements"), "own.facility", group="own",
        under="/facility/claims/",
    ),
    Item(
        "/facility/claims/lists/", "check", Text("Danh mục", "Our lists"), "own.facility", group="own",
        under="/facility/claims/",
    ),
    Item("/months/", "month", Text("Khóa sổ tháng", "Month close"), "months", group="collection"),
    Item("/months/frozen/", "lock", Text("Tháng đóng băng", "Frozen months"), "months", group="collection",
         under="/months/"),
    Item(
        "/dossiers/", "file", Text("Hồ sơ chế độ", "Dossiers"), "dossiers", Text("Chế độ", "Dossiers"),
        group="benefits",
    ),
    Item("/payments/", "bank", Text("Chi trả", "Payments"), "payroll", group="benefits"),
    Item(
        "/payments/back/", "alert", Text("Trả lại, chưa nhận", "Returns"), "payroll", group="benefits",
        under="/payments/",
    ),
    Item("/relief/", "report", Text("Hỗ trợ", "Relief"), "relief", group="benefits", under="/payments/"),
    Item(
        "/dossiers/lists/", "people", Text("Danh sách 01B-HSB", "Lists 01B-HSB"), "dossiers",
        Text("01B-HSB", "01B-HSB"), group="benefits", under="/dossiers/", also=("own.unit",),
    ),
    Item(
        "/dossiers/reopened/", "alert", Text("Cần xem lại", "To look at again"), "dossiers", group="benefits",
        under="/dossiers/",
    ),
    Item(
        "/dossiers/statistics/", "report", Text("Thống kê", "Statistics"), "dossiers", group="benefits",
        under="/dossiers/",
    ),
    Item(
        "/dossiers/statistics/one-time/", "report", Text("BHXH một lần", "One-time benefit"), "dossiers",
        group="benefits", under="/dossiers/",
    ),
    Item(
        "/simulators/", "report", Text("Tính thử chế độ", "Simulators"), "people", Text("Tính thử", "Simulate"),
        group="benefits",
        also=("own.person",),
    ),
    Item("/outreach/", "people", Text("Đối tượng tiềm năng", "Prospects"), "outreach", group="outreach"),
    Item(
        "/outreach/today/", "today", Text("Gọi hôm nay", "To call today"), "outreach.work", Text("Gọi", "Call"),
        group="outreach", under="/outreach/",
    ),
    Item(
        "/outreach/lists/", "file", Text("Danh sách đối tác", "Partners' lists"), "outreach", group="outreach",
        under="/outreach/",
    ),
    Item(
        "/outreach/week/", "month", Text("Việc trong tuần", "The week"), "outreach", group="outreach",
        under="/outreach/",
    ),
    Item(
        "/outreach/messages/", "file", Text("Tin nhắn, thư", "Messages"), "outreach", group="outreach",
        under="/outreach/",
    ),
    Item("/outreach/campaigns/", "target", Text("Chiến dịch", "Campaigns"), "outreach", group="outreach"),
    Item(
        "/outreach/activities/", "report", Text("Hoạt động", "Activities"), "outreach", group="outreach",
        under="/outreach/campaigns/",
    ),
    Item(
        "/outreach/support/", "people", Text("Ngân sách hỗ trợ", "Budget support"), "outreach", group="outreach",
        under="/outreach/campaigns/",
    ),
    Item("/outreach/agents/", "bank", Text("Tổ chức dịch vụ thu", "Collection agents"), "outreach", group="outreach"),
    Item("/desk/", "today", Text("Điểm thu", "My desk"), "own.collector", group="own"),
    Item("/desk/receipts/", "file", Text("Biên lai", "Receipts"), "own.collector", group="own"),
    Item("/direction/", "target", Text("Chỉ đạo, điều hành", "Direction"), "direction", Text("Chỉ đạo", "Direct"),
         group="planning"),
    Item("/direction/tasks/", "check", Text("Nhiệm vụ", "Tasks"), "direction", group="planning", under="/direction/"),
    Item("/direction/questions/", "people", Text("Kiến nghị, kinh nghiệm", "Questions"), "direction", group="planning",
         under="/direction/"),
    Item("/alerts/", "alert", Text("Cảnh báo", "Alerts"), "alerts", group="planning", under="/direction/"),
    Item("/scores/", "report", Text("Thi đua", "Scorecards"), "scores", group="planning", under="/direction/"),
    Item("/targets/", "target", Text("Chỉ tiêu", "Targets"), "targets", group="planning"),
    Item(
        "/what-if/", "report", Text("Luật đổi thì sao", "What if"), "targets.write", group="planning",
        also=("values.enter", "values.approve"), under="/targets/",
    ),
    Item(
        "/targets/outlook/", "report", Text("Dự báo cuối năm", "Outlook"), "targets", group="planning",
        under="/targets/",
    ),
    Item("/targets/weeks/", "month", Text("Theo tuần", "By week"), "targets", group="planning", under="/targets/"),
    Item("/targets/split/", "target", Text("Phân bổ", "Split"), "targets", group="planning", under="/targets/"),
    Item("/targets/years/", "report", Text("3–5 năm", "3–5 years"), "targets", group="planning", under="/targets/"),
    Item("/briefing/", "report", Text("Báo cáo", "Briefing"), "briefing", group="planning"),
    Item("/briefing/weekly/", "month", Text("Báo cáo tuần", "Weekly sheet"), "briefing", group="planning",
         under="/briefing/"),
    Item("/users/", "user", Text("Người dùng", "Users"), "users", group="administration"),
    Item("/agency/", "unit", Text("Cơ quan", "Agency"), "settings", group="administration", also=("agency.approve",),
         under="/users/"),
    Item("/agency/places/", "unit", Text("Địa bàn", "Places"), "settings", group="administration",
         also=("agency.approve",), under="/users/"),
    Item(
        "/announced/", "law", Text("Giá trị công bố", "Announced values"), "values.enter", group="administration",
        also=("values.approve", "settings"), under="/users/",
    ),
    Item("/audit/", "eye", Text("Nhật ký", "Audit log"), "audit", group="administration"),
    Item("/audit/reads/", "eye", Text("Lượt xem hồ sơ", "Reads of records"), "audit", group="administration",
         under="/audit/"),
    Item("/audit/invariants/", "check", Text("Bất biến", "Invariants"), "audit", group="administration",
         under="/audit/"),
)  # fmt: skip


def _open_to(viewer: Viewer, path: str) -> list[Item]:
    """Return every place open to `viewer`, the one that holds `path` marked; nobody's parent that is closed."""
    found = [item for item in ITEMS if any(viewer.may(act) for act in (item.act, *item.also))]
    near = [(len(place), item.path) for item in found for place in (item.path, *item.holds) if _holds(place, path)]
    here = max(near, default=(0, ""))[1]
    paths = {item.path for item in found}
    return [
        replace(
            item,
            short=item.short or item.name,
            under=item.under if item.under in paths else "",
            on=item.path == here,
        )
        for item in found
    ]


def _holds(place: str, path: str) -> bool:
    """Return whether `path` is the page at `place` or below it; below the start is nothing of its own."""
    return path.startswith(place) if place != "/" else path == "/" or path.startswith(("/offices/", "/why/"))


def of(viewer: Viewer, path: str) -> list[Item]:
    """Return the places of the rail open to `viewer`, by group; one is marked too while a tab of it is open."""
    found = _open_to(viewer, path)
    lit = next((item.under or item.path for item in found if item.on), "")
    order = list(GROUPS)
    shown = sorted((item for item in found if not item.under), key=lambda item: order.index(item.group))
    return [replace(item, on=item.path == lit) for item in shown]


def grouped(viewer: Viewer, items: list[Item]) -> list[Group]:
    """Return the places of the rail by group, groups without places left out; one group for who has no office."""
    if viewer.top is None:
        return [Group(None, items)] if items else []
    parts = [Group(name, [item for item in items if item.group == key]) for key, name in GROUPS.items()]
    return [part for part in parts if part.items]


def tabs(viewer: Viewer, path: str) -> list[Item]:
    """Return the places that belong together with the one at `path` itself (not below it); empty for one alone."""
    found = _open_to(viewer, path)
    here = next((item for item in found if item.path == path), None)
    if here is None:
        return []
    top = here.under or here.path
    family = [item for item in found if top in (item.path, item.under)]
    return family if len(family) > 1 else []


def tabbar(viewer: Viewer, path: str) -> list[Item]:
    """Return the first four places, for the foot of a phone."""
    return of(viewer, path)[:4]
