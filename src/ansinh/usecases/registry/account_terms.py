"""Change what an account is from a month on: its region after a move, its kind, its unemployment insurance.

Months already closed are assessed again by the next close, and the difference posted.
"""

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.store.registry import account_terms as store
from ansinh.records.store.registry.account_terms import Terms
from ansinh.records.store.registry.accounts import account_by_code, account_by_id
from ansinh.usecases.act import Act, perform

NO_PAPER = Text("Hãy ghi văn bản làm căn cứ.", "Name the document it rests on.")
NO_REGION = Text("Vùng lương là 1, 2, 3 hoặc 4.", "The wage region is 1, 2, 3 or 4.")
NO_CHANGE = Text("Không có gì thay đổi.", "Nothing changes.")


def change_terms(code: str, terms: Terms, since: Month, *, document: str, actor: str) -> None:
    """Let `terms` hold for the account `code` from `since` on, by `document`; RefusedError for what changes nothing."""
    if not document.strip():
        raise RefusedError(NO_PAPER)
    if terms.region not in range(1, 5):
        raise RefusedError(NO_REGION)
    body: dict[str, object] = {
        "unit_kind": terms.unit_kind, "region": terms.region, "ui_from": str(terms.ui_from or ""), "since": str(since),
        "document": document,
    }  # fmt: skip
    act = Act("account.change_terms", actor, "employer_account", code, body=body)
    perform(act, lambda: _change(code, terms, since, document, actor))


def _change(code: str, terms: Terms, since: Month, document: str, actor: str) -> None:
    """Do it inside the transaction, the account locked."""
    account = account_by_id(account_by_code(code).id, lock=True)
    if store.present(account.id)[0] == terms:
        raise RefusedError(NO_CHANGE)
    store.record(account.id, terms, since.first_day, document.strip(), actor)
