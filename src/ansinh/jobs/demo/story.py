"""The whole story of a demonstration, as steps: the beginning, then month after month."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from ansinh.core.period import Month
from ansinh.core.period import months as months_between
from ansinh.core.text import Text
from ansinh.formats.limits import Pool
from ansinh.jobs.demo import beginning
from ansinh.jobs.demo.benefits import play as play_benefits
from ansinh.jobs.demo.benefits_life import live_on
from ansinh.jobs.demo.claims import play as play_claims
from ansinh.jobs.demo.closing import close
from ansinh.jobs.demo.country import report_country
from ansinh.jobs.demo.coverage import open_coverage
from ansinh.jobs.demo.direction import play as play_direction
from ansinh.jobs.demo.ending import count_people, fill_desk
from ansinh.jobs.demo.filing import send_declarations, send_lists
from ansinh.jobs.demo.inspection import play as play_inspection
from ansinh.jobs.demo.money import bring_money
from ansinh.jobs.demo.outreach import play as play_outreach
from ansinh.jobs.demo.outreach_activities import play as play_activities
from ansinh.jobs.demo.outreach_activities import report_year
from ansinh.jobs.demo.payments import bring_pensions, pay_pensions
from ansinh.jobs.demo.payments_relief import OCTOBER as RELIEF_MONTH
from ansinh.jobs.demo.payments_relief import relieve
from ansinh.jobs.demo.planning import load_plan
from ansinh.jobs.demo.registry import play_registry
from ansinh.jobs.demo.senders import Senders
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.demo.steps import Step
from ansinh.jobs.demo.writing import Scene
from ansinh.jobs.synthetic.declare import events
from ansinh.jobs.synthetic.province import make_province

Act = Callable[[Setting, Month], None]
MONTHLY: tuple[tuple[str, Text, int, Act], ...] = (
    ("declarations", Text("Đơn vị nộp hồ sơ", "Employers file"), 10, send_declarations),
    ("lists", Text("Danh sách BHYT, BHXH tự nguyện", "Health and voluntary lists"), 8, send_lists),
    ("money", Text("Sao kê ngân hàng, ghép thu", "Bank statement, matching"), 3, bring_money),
    ("close", Text("Khóa sổ", "Month close"), 6, close),
)


def set_scene(key: str, scale: Fraction, folder: Path, pool: Pool) -> Setting:
    """Return the setting of the province `key` at `scale`; files go to `folder` and are read by `pool`."""
    province = make_province(key, scale)
    return Setting(province, folder, Senders(Scene(province, events(province), folder)), pool)


def shortened(setting: Setting, count: int) -> list[Step]:
    """Return the steps up to the end of month number `count` (1 is the first)."""
    return steps(setting, last=setting.province.profile.first.plus(count - 1))


def steps(setting: Setting, *, last: Month | None = None) -> list[Step]:
    """Return the steps in order; each may be done again after a kill without doing anything twice."""
    profile = setting.province.profile
    people = max(2, len(setting.province.people) // 30_000)
    made = [
        Step(
            "offices",
            Text("Cơ quan, tài khoản thu", "Offices, collection account"),
            1,
            _with(beginning.make_offices, setting),
        ),
        Step("rates", Text("Lãi suất công bố", "Announced rates"), 1, _with(beginning.announce_rates, setting)),
        Step(
            "oldest",
            Text("Nạp dữ liệu ban đầu", "Oldest state loaded"),
            6 * people,
            _with(beginning.load_oldest, setting),
        ),
        Step("plan", Text("Chỉ tiêu, dân số", "Targets, population"), 1, _with(load_plan, setting)),
        Step("activities", Text("Hoạt động truyền thông", "Activities"), 1, _with(report_year, setting)),
    ]
    for month in months_between(profile.first, (last or profile.month).plus(1)):
        for name, title, weight, act in MONTHLY:
            if month > profile.first or name == "close":
                called = Text(f"{month.month:02d}/{month.year}: {title.vi}", f"{month}: {title.en}")
                made.append(Step(f"{month} {name}", called, weight, _of(act, setting, month)))
    if last is None:
        made += [
            Step("coverage", Text("Cơ sở KCB, thẻ BHYT", "Facilities, health cards"), 3, _with(open_coverage, setting)),
            Step("claims", Text("Hồ sơ KCB BHYT", "Medical claims"), 3, _with(play_claims, setting)),
            Step("pensions", Text("Người hưởng hằng tháng", "Pensions in payment"), 1, _with(bring_pensions, setting)),
            Step("payroll", Text("Chi trả lương hưu", "Pensions paid"), 2, _with(pay_pensions, setting)),
        ]
        if profile.month >= RELIEF_MONTH and profile.first <= RELIEF_MONTH:
            made.append(Step("relief", Text("Hỗ trợ 2021", "Relief of 2021"), 2, _with(relieve, setting)))
        counted = Text("Đếm người không trùng", "Distinct people counted")
        made.append(Step("people", counted, 2, _with(count_people, setting)))
        called = Text("Phát triển đối tượng, đôn đốc nợ", "Prospects found, debts pushed")
        made.append(Step("outreach", called, 3, _with(play_outreach, setting)))
        called = Text("Hồ sơ chế độ", "Dossiers")
        made.append(Step("dossiers", called, 3, _with(play_benefits, setting)))
        called = Text("Chế độ qua thời gian, chi theo quyết định", "Benefits that go on, decisions paid")
        made.append(Step("life", called, 1, _with(live_on, setting)))
        called = Text("Chiến dịch, khách mời, điểm thu", "Campaign, guests, collectors")
        made.append(Step("campaign", called, 2, _with(play_activities, setting)))
        called = Text("Thanh tra, kiểm tra", "Inspections")
        made.append(Step("inspection", called, 1, _with(play_inspection, setting)))
        called = Text("Chỉ đạo, thi đua, cảnh báo", "Directions, scorecards, alerts")
        made.append(Step("direction", called, 1, _with(play_direction, setting)))
        waiting = Text("Hồ sơ tháng sau", "Files of the next month")
        registered = Text("Sổ đăng ký, hai người", "The register, by two people")
        made.append(Step("registry", registered, 1, _with(play_registry, setting)))
        made.append(Step("desk", waiting, 1, _with(fill_desk, setting)))
    if profile.nation and last is None:
        called = Text("62 tỉnh khác báo cáo", "62 other provinces report")
        made.append(Step("country", called, 2, _with(report_country, setting)))
    return made


def _with(act: Callable[[Setting], None], setting: Setting) -> Callable[[], None]:
    """Return the act on the setting."""
    return lambda: act(setting)


def _of(act: Act, setting: Setting, month: Month) -> Callable[[], None]:
    """Return the act on a month."""
    return lambda: act(setting, month)
