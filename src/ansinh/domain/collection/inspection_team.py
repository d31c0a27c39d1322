"""Who may inspect what: nobody inspects what he handled (processes.md: inspector / officer in charge of the unit)."""

from collections.abc import Mapping, Sequence
from typing import Final

from ansinh.core.text import Text

HANDLED: Final[dict[str, Text]] = {
    "debt": Text("phụ trách hồ sơ nợ của đơn vị", "is in charge of the debt case"),
    "filing": Text("đã tiếp nhận hồ sơ của đơn vị", "decided the employer's declarations"),
    "matching": Text("đã ghép tiền của đơn vị", "matched the employer's money"),
    "prospect": Text("được giao vận động đơn vị", "was given the employer to win"),
    "claims": Text("giám định hồ sơ của cơ sở", "assessed the facility's claims"),
    "payment": Text("lập, duyệt danh sách chi trả của điểm", "made or released the payments of the point"),
    "collector": Text("thu tiền tại điểm", "collects at the point"),
    "case": Text("đề nghị cuộc kiểm tra này và không thể tự quyết định", "proposed the case and cannot decide it"),
}
_CONFLICT = Text("{who} {why}", "{who} {why}")
_LEADER = Text("Đoàn cần đúng một trưởng đoàn và mỗi người một lần.", "A team has one leader, and everybody once.")


def conflicts(team: Sequence[str], handled: Mapping[str, str]) -> list[Text]:
    """Return why members of `team` may not take part; `handled` says by user name what somebody did (HANDLED)."""
    return [
        Text(
            _CONFLICT.vi.format(who=who, why=HANDLED[handled[who]].vi),
            _CONFLICT.en.format(who=who, why=HANDLED[handled[who]].en),
        )
        for who in team
        if who in handled
    ]


def wrong_team(leader: str, members: Sequence[str]) -> Text | None:
    """Return what is wrong with the shape of a team; None where it is right."""
    everybody = [leader, *members]
    good = leader.strip() and len(set(everybody)) == len(everybody) and all(one.strip() for one in everybody)
    return None if good else _LEADER
