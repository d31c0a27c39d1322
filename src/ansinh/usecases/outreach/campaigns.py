"""Acts on campaigns: opened with the lists handed over, ended with their result."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.outreach.campaign import GROUPS, Candidate, deal
from ansinh.domain.outreach.reasons import reasons, settings
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import campaigns as store
from ansinh.records.store.outreach import facts, retention
from ansinh.records.store.outreach.retention import Ranked
from ansinh.usecases.act import Act, perform

RANKED = "employer_ranked"
MOST = 20_000
_KIND = Text("Không có nhóm đối tượng {kind}.", "There is no group {kind}.")
_SHAPE = Text(
    "Chiến dịch cần tên, số văn bản, từ 1 đến {most} nhóm và chỉ tiêu tuần lớn hơn 0.",
    "A campaign needs a name, a document, 1 to {most} groups and a weekly target above 0.",
)
_ENDED = Text("Chiến dịch đã kết thúc.", "The campaign has ended.")
_RESULT = Text("Hãy ghi kết quả hoặc lý do.", "Write down the result, or the reason.")
_NO_BOOKS = Text("Chưa có tháng nào khóa sổ.", "No month is closed yet.")


@dataclass(frozen=True, slots=True)
class Group:
    """A target group: the reason of its prospects and how many at most, the most valuable first."""

    kind: str
    most: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A campaign to open: name, document, window, how many people are talked to in a week."""

    name: str
    document: str
    first: dt.date
    last: dt.date
    weekly_target: int


def open_campaign(
    office: str, opening: Opening, groups: Sequence[Group], owners: Sequence[str], actor: str, day: dt.date
) -> int:
    """Open a campaign: take its lists, deal them to weeks and owners; return its id. The same again changes nothing.

    RefusedError for unknown groups, missing words, nobody to talk to, or a target that the weeks cannot hold.
    """
    place = months.office(office)
    if not (opening.name and opening.document and opening.weekly_target > 0 and 0 < len(groups) <= GROUPS):
        raise RefusedError(_SHAPE.fill(most=GROUPS))
    for group in groups:
        if group.kind not in reasons():
            raise RefusedError(_KIND.fill(kind=group.kind))
    body: dict[str, object] = {"groups": [group.kind for group in groups], "owners": list(owners)}
    act = Act("outreach.campaign", actor, "campaign", opening.name, office, reason=opening.document, body=body)

    def work() -> int:
        given = {
            "name": opening.name, "document": opening.document, "first": opening.first, "last": opening.last,
            "weekly_target": opening.weekly_target, "opened_by": actor,
        }  # fmt: skip
        made, fresh = store.opened(place.id, given)
        if fresh:
            offices = facts.office_ids(place.path)
            chosen = [one for group in groups for one in _candidates(offices, group, day)]
            dealt = deal(chosen, owners, opening.first, opening.last, opening.weekly_target)
            store.hand_over(made.pk, dealt)
        return made.pk

    return perform(act, work)


def _candidates(offices: list[int], group: Group, day: dt.date) -> list[Candidate]:
    """Return the prospects of a group; employers of the ranking become prospects first."""
    if group.kind == RANKED:
        rows = [(row.account, row.people, row.applicants) for row in ranking(offices, day, min(group.most, MOST))]
        store.keep_ranked(rows, day, day + dt.timedelta(days=reasons()[RANKED].within_days))
    return store.candidates(offices, group.kind, min(group.most, MOST))


def ranking(offices: list[int], day: dt.date, most: int) -> list[Ranked]:
    """Return employers by one-time withdrawals of the last months, then by headcount of the last closed month.

    MissingError without a closed month.
    """
    period = facts.last_closed(offices)
    if period is None:
        raise MissingError(_NO_BOOKS)
    since = Month.containing(day).plus(-settings().leaving_months).first_day
    return retention.ranked(offices, period, since, most)


def close(number: int, result: str, actor: str, day: dt.date, *, cancelled: bool = False) -> None:
    """End a campaign with its result (or cancel it with the reason); ConflictError once it has ended."""
    if not result:
        raise RefusedError(_RESULT)

    def work() -> None:
        if store.one(number, lock=True).state != "running":
            raise ConflictError(_ENDED)
        state = "cancelled" if cancelled else "ended"
        store.end(number, state=state, by=actor, day=day, result=result)

    perform(Act("outreach.campaign.close", actor, "campaign", str(number), reason=result), work)
