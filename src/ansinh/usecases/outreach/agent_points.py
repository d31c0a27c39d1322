"""Acts on points and collectors of an agent: opened and closed, certified, let in, quotas dealt out by prospects."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import SCHEMES
from ansinh.records.store.outreach import agent_points as store
from ansinh.records.store.outreach import agents
from ansinh.usecases.act import Act, perform
from ansinh.usecases.outreach.agents import deal_quota

_WORDS = Text("Cần mã và tên.", "Code and name are needed.")
_OFFICE = Text("Cơ quan {code} không thuộc phạm vi của tổ chức.", "The office {code} is not under that of the agent.")
_OTHER = Text("Mã {code} là của tổ chức {agent}.", "The code {code} belongs to the agent {agent}.")
_PAPER = Text("Cần số chứng chỉ và ngày hết hạn sau hôm nay.", "The certificate needs its number and a day to come.")
_NAME = Text(
    "Tài khoản {name} chưa có hoặc đã gắn với người khác.", "The account {name} does not exist or is another's."
)
_HELD = Text("Điểm thu còn giữ {x} đồng chưa nộp.", "The point holds {x} dong that were not handed on.")
_NOBODY = Text("Không có nhân viên nào có chứng chỉ còn hạn.", "No collector has a valid certificate.")
_QUOTA = Text(
    "Chỉ tiêu cần số người, thời gian và số văn bản.", "A quota needs a number of people, a span and a paper."
)
_SCHEME = Text("Không có loại hình {scheme}.", "There is no scheme {scheme}.")


@dataclass(frozen=True, slots=True)
class Point:
    """A point to open: its code and name, the office and commune it serves ("" the whole office), since when."""

    code: str
    name: str
    office: str
    commune: str
    opened: dt.date


@dataclass(frozen=True, slots=True)
class Collecting:
    """A collector: code, name, point, certificate and its last day, the user who signs in ("" nobody yet)."""

    code: str
    name: str
    point: str
    certificate: str
    certified_to: dt.date
    username: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """People of a scheme to bring between two days, by a paper."""

    scheme: str
    people: int
    first: dt.date
    last: dt.date
    document: str


def open_point(agent: str, point: Point, actor: str) -> int:
    """Open a point of an agent (again: its name and commune); return its id.

    RefusedError without words or for an office outside the agent's; ConflictError for another agent's code.
    """
    found = agents.organisation(agent)
    if not (point.code and point.name):
        raise RefusedError(_WORDS)
    path = store.office_path(point.office)
    if path is None or f"{path}.".startswith(f"{found.office.path}.") is False:
        raise RefusedError(_OFFICE.fill(code=point.office))
    owner = store.owner_of(point.code)
    if owner is not None and owner[1] != agent:
        raise ConflictError(_OTHER.fill(code=point.code, agent=owner[1]))
    act = Act("agent.point", actor, "agent", agent, found.office.code, body={"point": point.code})
    return perform(
        act,
        lambda: agents.add_point(
            found.pk, code=point.code, name=point.name, office=point.office, opened=point.opened, commune=point.commune
        ),
    )


def close_point(agent: str, code: str, day: dt.date, reason: str, actor: str) -> None:
    """Close a point: nobody signs in there any more. RefusedError while it holds money, or without a reason."""
    found = agents.organisation(agent)
    if not reason.strip():
        raise RefusedError(_WORDS)

    def work() -> None:
        held = store.close(store.point_id(found.pk, code), day)
        if held:
            raise RefusedError(_HELD.fill(x=format_dong(held)))

    perform(Act("agent.point.close", actor, "agent", agent, found.office.code, reason=reason), work)


def keep_collector(agent: str, who: Collecting, actor: str, day: dt.date) -> int:
    """Keep a collector of an agent with the certificate of training (again: what changed); return the id.

    RefusedError without words, for a certificate that has ended, or a user name that is not free; ConflictError for a
    code another agent uses; MissingError for a point that is not open.
    """
    found = agents.organisation(agent)
    if not (who.code and who.name):
        raise RefusedError(_WORDS)
    if not who.certificate or who.certified_to < day:
        raise RefusedError(_PAPER)
    employer = store.employer_of(who.code)
    if employer is not None and employer != agent:
        raise ConflictError(_OTHER.fill(code=who.code, agent=employer))
    if who.username and store.taken_name(who.username, who.code):
        raise RefusedError(_NAME.fill(name=who.username))
    body: dict[str, object] = {
        "collector": who.code, "certificate": who.certificate, "to": str(who.certified_to), "user": who.username
    }  # fmt: skip

    def work() -> int:
        made = agents.add_collector(
            store.point_id(found.pk, who.point), who.code, who.name, (who.certificate, who.certified_to)
        )
        if who.username:
            agents.sign_in_as(who.code, who.username)
        return made

    return perform(Act("agent.collector", actor, "agent", agent, found.office.code, body=body), work)


def deal(agent: str, quota: Quota, actor: str, day: dt.date) -> list[tuple[str, int]]:
    """Deal people out to the certified collectors of an agent by what their areas are expected to bring; exact sums.

    Returns (collector, people). RefusedError without collectors, or for a quota that says too little.
    """
    found = agents.organisation(agent)
    if quota.scheme not in SCHEMES:
        raise RefusedError(_SCHEME.fill(scheme=quota.scheme))
    if quota.people <= 0 or quota.last < quota.first or not quota.document:
        raise RefusedError(_QUOTA)
    people = store.weights(found.pk, day)
    if not people:
        raise RefusedError(_NOBODY)
    even = not any(one.expected for one in people)
    weighed = [(one.collector, 1 if even else one.expected) for one in people]
    parts = deal_quota(weighed, quota.people, quota.scheme, (quota.first, quota.last), (quota.document, actor))
    return [(one.code, part) for one, part in zip(people, parts, strict=True)]
