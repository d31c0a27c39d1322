"""What an account is from a month on: its region after a move, its kind, its unemployment insurance.

One person proposes, another approves (usecases/registry/changes.py). Months already closed are assessed again by the
next close, and the difference posted.
"""

import datetime as dt
from typing import Any, Final

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.store.registry import account_terms as store
from ansinh.records.store.registry.account_terms import Terms
from ansinh.records.store.registry.accounts import account_by_code, account_by_id
from ansinh.records.store.registry.changes import NewChange

UNIT_KINDS: Final = ("enterprise", "state_agency", "public_unit_state_paid")
NO_REGION = Text("Vùng lương là 1, 2, 3 hoặc 4.", "The wage region is 1, 2, 3 or 4.")
NO_KIND = Text("Không có loại đơn vị “{found}”.", "There is no kind of unit “{found}”.")
NO_CHANGE = Text("Không có gì thay đổi từ tháng này.", "Nothing changes from this month on.")
TOO_EARLY = Text("Đơn vị tham gia từ {day}; chọn tháng từ đó về sau.", "The unit takes part since {day}; choose later.")
NO_MONTH = Text("Thay đổi tính từ đầu một tháng.", "A change holds from the first day of a month.")


def terms_change(code: str, terms: Terms, since: Month, document: str) -> NewChange:
    """Return the change that lets `terms` hold for the account `code` from `since` on, to be proposed."""
    facts: dict[str, Any] = {
        "unit_kind": terms.unit_kind, "region": terms.region,
        "ui_from": terms.ui_from.isoformat() if terms.ui_from else "",
    }  # fmt: skip
    account = account_by_code(code)
    place = (account.office_id, account.office_path)
    return NewChange("account_terms", "change", account.code, *place, since.first_day, facts, document)


def terms_of(facts: dict[str, Any]) -> Terms:
    """Return the terms a change asks for."""
    first = facts.get("ui_from") or ""
    return Terms(str(facts["unit_kind"]), int(facts["region"]), dt.date.fromisoformat(first) if first else None)


def _check(new: NewChange) -> Text | None:
    """Return why terms cannot hold: none an account can have, before it was opened, or nothing changes."""
    account, terms = account_by_code(new.key), terms_of(new.facts)
    if terms.region not in range(1, 5):
        return NO_REGION
    if terms.unit_kind not in UNIT_KINDS:
        return NO_KIND.fill(found=terms.unit_kind)
    if new.day.day != 1 or (terms.ui_from is not None and terms.ui_from.day != 1):
        return NO_MONTH
    if new.day < account.opened.replace(day=1):
        return TOO_EARLY.fill(day=f"{account.opened:%d/%m/%Y}")
    later = [one for one in store.standing(account.id) if one.until is None or one.until > new.day]
    return NO_CHANGE if all(one.terms == terms for one in later) else None


def apply(new: NewChange, proposer: str) -> None:
    """Let the terms hold, the account locked; inside the transaction of the approval."""
    account = account_by_id(account_by_code(new.key).id, lock=True)
    store.record(account.id, terms_of(new.facts), new.day, new.document, proposer)


CHECKS = {"change": _check}
