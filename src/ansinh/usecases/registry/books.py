"""SI number and book: issued again, corrected, closed when a worker leaves; electronic or printed; with time limits."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from ansinh.core.errors import RefusedError
from ansinh.core.identity import is_personal_id
from ansinh.core.period import Month
from ansinh.core.person_name import search_key, sort_key, tidy, unsafe_signs
from ansinh.core.text import Text
from ansinh.core.working_days import after_working_days
from ansinh.records.store.registry import books
from ansinh.records.store.registry.books import Step
from ansinh.records.store.turns import take_turn
from ansinh.usecases import clock
from ansinh.usecases.act import Act, perform

REISSUE_DAYS: Final = 10  # working days for a lost or damaged book (QD 222/QD-BHXH; unsure)
CLOSE_DAYS: Final = 5  # working days to confirm a book on paper (QD 222/QD-BHXH; unsure); electronic: at once
CORRECT_DAYS: Final = 5  # working days for corrected data (Art. 29, Law 41/2024/QH15; unsure)
BookForm = Literal["electronic", "printed"]
_WHY = Text("Hãy ghi lý do.", "Say why.")
_NOTHING = Text("Không có gì được điều chỉnh.", "Nothing is corrected.")
_BORN = Text("Ngày sinh {found} ở tương lai.", "The day of birth {found} is in the future.")
_GOES_ON = Text(
    "Người này còn làm việc ở đơn vị: báo giảm trước.", "The person still works there: report the end first."
)
_NOT_CLOSED = Text("Đơn vị chưa có tháng nào khóa sổ.", "No month of the account is closed yet.")


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed book: the last month declared, the month it is confirmed to, and whether all of it is paid."""

    event: int
    last: Month
    confirmed_to: Month
    paid: bool


def reissue(person: int, actor: str, reason: str, *, form: BookForm = "electronic") -> int:
    """Issue a book again (lost, damaged, asked for on paper); the number stays. Returns the event."""
    if not reason.strip():
        raise RefusedError(_WHY)
    due = after_working_days(clock.today(), REISSUE_DAYS)
    act = Act("book.reissue", actor, object_kind="person", object_id=str(person), reason=reason, body={"form": form})
    return perform(act, lambda: books.note(person, Step("reissue", form, due), actor, reason))


@dataclass(frozen=True, slots=True)
class Correction:
    """What is corrected; None stays as it is."""

    full_name: str | None = None
    birth_date: dt.date | None = None
    sex: str | None = None
    personal_id: str | None = None


def correct(person: int, correction: Correction, actor: str, reason: str) -> int:
    """Correct name, birth, sex or personal ID with their search keys; the old values are kept in the log.

    RefusedError without a reason, and for values nobody has; ConflictError for the personal ID of somebody else.
    """
    fields = _fields(correction)
    if not fields or not reason.strip():
        raise RefusedError(_WHY if fields else _NOTHING)
    due = after_working_days(clock.today(), CORRECT_DAYS)
    act = Act("book.correct", actor, object_kind="person", object_id=str(person), reason=reason)

    def work() -> int:
        before = books.correct(person, fields)
        detail = {
            name: [str(before[name] or ""), str(value)]
            for name, value in fields.items()
            if not name.startswith("name_") and before[name] != value
        }
        if not detail:
            raise RefusedError(_NOTHING)
        return books.note(person, Step("correct", due=due, detail=detail), actor, reason)

    return perform(act, work)


def _fields(correction: Correction) -> dict[str, object]:
    """Return the columns to set; RefusedError for a name or ID that cannot be one."""
    fields: dict[str, object] = {}
    if correction.full_name is not None:
        if unsafe_signs(correction.full_name) or not search_key(correction.full_name):
            raise RefusedError(Text("Họ tên có ký tự không hợp lệ.", "The name holds signs no name has."))
        name = tidy(correction.full_name)
        fields |= {"full_name": name, "name_search": search_key(name), "name_sort": sort_key(name)}
    if correction.personal_id is not None and not is_personal_id(correction.personal_id):
        raise RefusedError(Text("Số CCCD phải có 12 chữ số.", "A personal ID has 12 digits."))
    if correction.birth_date is not None:
        if correction.birth_date > clock.today():
            raise RefusedError(_BORN.fill(found=f"{correction.birth_date:%d/%m/%Y}"))
        fields["birth_precision"] = "day"
    for name in ("birth_date", "sex", "personal_id"):
        value = getattr(correction, name)
        if value is not None:
            fields[name] = value
    return fields


def close(person: int, account: int, actor: str, *, form: BookForm = "electronic") -> Closed:
    """Close the book of a worker who left: confirmed to the last month the account has paid, the rest when it pays.

    RefusedError while the person works there, or before the account's first closed month. Asked again while nothing
    more is paid, it is the same close.
    """
    act = Act("book.close", actor, object_kind="person", object_id=str(person), body={"account": account})
    return perform(act, lambda: _close(person, account, actor, form))


def _close(person: int, account: int, actor: str, form: BookForm) -> Closed:
    """Do it inside the transaction."""
    take_turn("book", str(person))
    when, paid = books.left(person, account), books.paid_to(account)
    if when.open or when.last is None:
        raise RefusedError(_GOES_ON)
    if paid is None:
        raise RefusedError(_NOT_CLOSED)
    last = Month.containing(when.last).plus(-1)
    confirmed = min(last, Month.containing(paid))
    detail = {"last": str(last), "paid": confirmed == last}
    due = after_working_days(clock.today(), CLOSE_DAYS) if form == "printed" else None
    step = Step("close", form, due, account=account, confirmed_to=confirmed.first_day, detail=detail)
    event = books.same_close(person, step) or books.note(person, step, actor, "")
    return Closed(event, last, confirmed, confirmed == last)
