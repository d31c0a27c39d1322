"""Where a viewer can go: the rail at the side, and four thumbs' worth of it on a phone."""

from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Item:
    """One place to go; `on` says the viewer is there."""

    path: str
    icon: str
    name: Text
    act: Act
    short: Text | None = None
    on: bool = False


ITEMS = (
    Item("/", "home", Text("Tổng quan", "Overview"), "overview"),
    Item("/work/", "today", Text("Việc hôm nay", "Today"), "work", Text("Việc", "Today")),
    Item("/units/", "unit", Text("Đơn vị", "Units"), "units"),
    Item("/people/", "people", Text("Người tham gia", "People"), "people", Text("Người", "People")),
    Item("/filings/", "file", Text("Hồ sơ kê khai", "Declarations"), "filings", Text("Hồ sơ", "Files")),
    Item("/bank/", "bank", Text("Thu tiền", "Receipts"), "bank"),
    Item("/months/", "month", Text("Khóa sổ tháng", "Month close"), "months"),
    Item("/targets/", "target", Text("Chỉ tiêu", "Targets"), "targets"),
    Item("/briefing/", "report", Text("Báo cáo", "Briefing"), "briefing"),
    Item("/portal/", "unit", Text("Đơn vị của tôi", "My unit"), "own.unit", Text("Đơn vị", "Unit")),
    Item("/portal/filings/", "file", Text("Kê khai", "Declarations"), "own.unit"),
    Item("/me/", "user", Text("Quá trình của tôi", "My record"), "own.person", Text("Của tôi", "Mine")),
)


def of(viewer: Viewer, path: str) -> list[Item]:
    """Return the places open to `viewer`, the one that holds `path` marked."""
    open_to = [item for item in ITEMS if viewer.may(item.act)]
    here = max((item.path for item in open_to if path.startswith(item.path)), key=len, default="")
    return [
        Item(item.path, item.icon, item.name, item.act, item.short or item.name, on=item.path == here)
        for item in open_to
    ]


def tabbar(viewer: Viewer, path: str) -> list[Item]:
    """Return the first four places, for the foot of a phone."""
    return of(viewer, path)[:4]
