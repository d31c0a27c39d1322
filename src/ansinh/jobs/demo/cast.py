"""Who signs in to the demonstration: one person for each role, all made up."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from django.contrib.auth.hashers import make_password

from ansinh.core.text import Text
from ansinh.jobs.synthetic.province import Province
from ansinh.records.store.users import GrantLine
from ansinh.usecases.enrol import enrol

PASSWORD: Final = "an-sinh-2021"  # noqa: S105 - of made-up people on this machine only, printed with the table
SYSTEM: Final = "demo"
COLLECTION, ACCOUNTING, PLANNING = "thu", "ketoan", "kehoach"
DIRECTOR, COLLECTOR = "giamdoc", "buudien"
LEADER, INSPECTOR, SECOND = "giamdoc", "thanhtra", "kiemtra"


@dataclass(frozen=True, slots=True)
class Login:
    """A user of the demonstration and what they may do."""

    username: str
    name: str
    role: Text
    grant: GrantLine


def logins(province: Province) -> list[Login]:
    """Return the cast: officers of the province, one of a base office, a unit and a citizen."""
    top, base = province.profile.province, province.profile.districts[0].code
    old = (province.employers.opened == province.profile.first.number) & (province.employers.stops == 0)
    unit = int(np.where(old, province.employers.size, 0).argmax())
    staff = province.careers.staff
    person = int(staff.person[(staff.account == unit) & province.people.known[staff.person]][0])
    return [
        Login(LEADER, "Nguyễn Minh Quân", Text("Giám đốc", "Director"), GrantLine("leader", top)),
        Login(COLLECTION, "Trần Thu Hà", Text("Trưởng phòng thu", "Head of collection"), GrantLine("collection", top)),
        Login(
            "thu.coso", "Phạm Văn Đức", Text("Cán bộ thu cơ sở", "Collection officer"), GrantLine("collection", base)
        ),
        Login(ACCOUNTING, "Lê Thị Hạnh", Text("Kế toán", "Accountant"), GrantLine("accounting", top)),
        Login(PLANNING, "Vũ Quang Huy", Text("Kế hoạch", "Planning"), GrantLine("planning", top)),
        Login(
            INSPECTOR,
            "Mai Quốc Khánh",
            Text("Trưởng đoàn kiểm tra", "Head of inspection"),
            GrantLine("inspection", top),
        ),
        Login(SECOND, "Lý Thu Trang", Text("Cán bộ kiểm tra", "Inspector"), GrantLine("inspection", top)),
        Login("motcua", "Đỗ Thị Lan", Text("Một cửa", "Counter"), GrantLine("intake", base)),
        Login("chedo", "Hoàng Thị Vân", Text("Cán bộ chế độ", "Benefits officer"), GrantLine("benefits", top)),
        Login("thamdinh", "Đặng Quốc Việt", Text("Thẩm định chế độ", "Benefits reviewer"), GrantLine("benefits", top)),
        Login("giamdinh", "Phan Thị Mai", Text("Giám định viên BHYT", "Claims assessor"), GrantLine("assessment", top)),
        hospital(province),
        Login(
            COLLECTOR, "Nhân viên 1", Text("Nhân viên thu bưu điện", "Collector of the post"), GrantLine("agent", base)
        ),
        Login("kiemtoan", "Bùi Đình Sơn", Text("Kiểm toán nội bộ", "Auditor"), GrantLine("auditor", top)),
        Login("quantri", "Ngô Đức Anh", Text("Quản trị", "Administrator"), GrantLine("administrator", top)),
        Login(
            "donvi",
            str(province.employers.name[unit]),
            Text("Đơn vị sử dụng lao động", "Employer"),
            GrantLine("unit", account=province.employers.code[unit]),
        ),
        Login(
            "nguoidan",
            str(province.people.name[person]),
            Text("Người lao động", "Citizen"),
            GrantLine("citizen", si_number=province.people.si_number[person]),
        ),
    ]


def hospital(province: Province) -> Login:
    """Return the clerk of the first hospital, who is enrolled when the hospitals are there (jobs/demo/coverage.py)."""
    first = GrantLine("facility", facility=f"{province.profile.province}001")
    return Login("benhvien", "Đỗ Thị Quầy", Text("Bệnh viện: quầy BHYT", "Hospital counter"), first)


def enrol_cast(province: Province) -> None:
    """Enrol the cast; again changes nothing."""
    encoded = make_password(PASSWORD)  # slow by design, and the same for all of them
    for login in logins(province):
        if login.grant.facility:
            continue
        enrol(login.username, login.name, encoded, [login.grant], SYSTEM)
