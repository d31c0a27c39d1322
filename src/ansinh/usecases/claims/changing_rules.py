"""Change the weight of a rule from a day on, or stop applying it: by one person, with a document, approved by another.

Nothing stored changes by it: records that come are judged by it, and a past month once it is judged again.
"""

import datetime as dt
from typing import Final

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import OFF, Weight, rules
from ansinh.records.store.claims import rule_changes
from ansinh.usecases.act import Act, perform

NO_RULE: Final = Text("Không có quy tắc này.", "There is no such rule.")
NO_DOCUMENT: Final = Text("Hãy ghi văn bản làm căn cứ.", "Say the document behind it.")
SAME_PERSON: Final = Text("Người đề xuất không được tự duyệt.", "The proposer does not approve.")
APPROVED: Final = Text("Thay đổi này đã được duyệt.", "This change was approved already.")
WEIGHTS: Final = (*[weight.value for weight in Weight], OFF)


def propose(rule: str, holds_from: dt.date, weight: str, document: str, *, actor: str) -> int:
    """Propose a change; its id. MissingError for an unknown rule or weight, RefusedError without a document."""
    if rule not in rules() or weight not in WEIGHTS:
        raise MissingError(NO_RULE)
    if not document.strip():
        raise RefusedError(NO_DOCUMENT)
    act = Act("claims.rule.propose", actor, "claim_rule", rule, body={"weight": weight, "from": holds_from.isoformat()})
    return perform(act, lambda: rule_changes.add(rule, holds_from, weight, document, actor))


def approve(number: int, *, actor: str) -> None:
    """Approve a change another person proposed."""

    def work() -> None:
        one = rule_changes.change_by_id(number)
        if one is None:
            raise MissingError(NO_RULE)
        if one.approved_by:
            raise ConflictError(APPROVED)
        if one.entered_by == actor:
            raise RefusedError(SAME_PERSON)
        rule_changes.approve(number, actor)

    perform(Act("claims.rule.approve", actor, "claim_rule_change", str(number)), work)
