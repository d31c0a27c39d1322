"""Who may draw unemployment benefit: every condition, and what would satisfy it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ansinh.core.period import Month, month_begins
from ansinh.core.text import Text
from ansinh.law.careers import Careers
from ansinh.law.conditions import Condition, Right
from ansinh.law.values import Value, Values

YES, NO = Text("đúng", "so it is"), Text("không đúng", "it is not so")


@dataclass(frozen=True, slots=True)
class Claim:
    """What the right depends on.

    contract_months None for a contract without term; unlawful_end: the worker left unlawfully; draws_pension: pension
    or monthly loss-of-capacity benefit; could_retire: left with the right to a pension; filed None before filing;
    bars: words such as working, military, study, detained, abroad, dead within the waiting days.
    """

    career: Careers
    ended: dt.date
    contract_months: int | None = None
    unlawful_end: bool = False
    draws_pension: bool = False
    could_retire: bool = False
    filed: dt.date | None = None
    bars: tuple[str, ...] = ()
    bridged_month: bool = False


def right(claim: Claim, values: Values) -> Right:
    """Art. 49, Law 38/2013/QH13; Art. 38, Law 74/2025/QH15: all conditions of unemployment benefit.

    Codes: unlawful_end, draws_pension, entitled_to_pension (from 2026), not_contributing, too_few_months, filed_late,
    barred_while_waiting. `bridged_month`: the months without contributions before the end were sickness, maternity or
    suspension.
    """
    law = values.get("unemployment.condition", claim.ended)
    by_2025 = values.get("law.unemployment", claim.ended).text == "74/2025/QH15"
    conditions = [
        _plain("unlawful_end", claim.unlawful_end, ENDED, law, LAWFUL),
        _plain("draws_pension", claim.draws_pension, NO_PENSION, law, PENSION),
    ]
    if by_2025:
        conditions.append(_plain("entitled_to_pension", claim.could_retire, NO_RIGHT, law, PENSION))
    conditions += [_contributing(claim, law), _enough(claim, law), _in_time(claim, law)]
    conditions.append(_plain("barred_while_waiting", bool(claim.bars), WAITING, law, WAIT))
    return Right(tuple(conditions))


ENDED = Text("Hợp đồng chấm dứt đúng pháp luật", "The contract ended lawfully")
LAWFUL = Text(
    "văn bản chứng minh chấm dứt hợp đồng đúng pháp luật", "a document that shows that the contract ended lawfully"
)
NO_PENSION = Text(
    "Không hưởng lương hưu, trợ cấp mất sức lao động hằng tháng", "No pension or monthly loss-of-capacity benefit"
)
NO_RIGHT = Text("Không nghỉ việc khi đủ điều kiện hưởng lương hưu", "Did not leave with the right to a pension")
PENSION = Text("người có lương hưu hưởng chế độ hưu trí", "who has a pension draws the pension")
WAITING = Text(
    "Chưa có việc làm và không bị cản trở trong thời gian chờ", "No work and no obstacle in the days of waiting"
)
WAIT = Text("tháng đóng được bảo lưu cho lần sau", "the contributed months are kept for a later claim")


def _plain(code: str, fails: bool, name: Text, law: Value, mend: Text) -> Condition:  # noqa: FBT001 - one private asker
    """Return a condition of yes or no."""
    return Condition(code, not fails, name, NO if fails else YES, mend, law.citation)


def window_of(claim: Claim, law: Value) -> int:
    """Art. 49.2, Law 38/2013/QH13; Art. 38.1, Law 74/2025/QH15: 24 months, 36 for contracts under twelve months."""
    term = claim.contract_months
    short = term is not None and law.of("short_from") <= term < law.of("short_under")
    return int(law.of("short_window" if short else "window"))


def _contributing(claim: Claim, law: Value) -> Condition:
    """Ask for a contribution in the month of the end or the one before."""
    month = Month.containing(claim.ended)
    met = claim.bridged_month or claim.career.has(month) or claim.career.has(month.plus(-1))
    latest = claim.career.latest_month(month)
    found = Text("chưa đóng", "never") if latest is None else Text(str(latest), str(latest))
    return Condition(
        "not_contributing",
        met,
        Text("Đang đóng BHTN khi chấm dứt hợp đồng", "Contributing when the contract ended"),
        Text(f"tháng đóng gần nhất: {found.vi}", f"latest month contributed: {found.en}"),
        Text(
            f"có đóng tháng {month} hoặc {month.plus(-1)}, hoặc nghỉ ốm, thai sản, tạm hoãn trong các tháng đó",
            f"a contribution in {month} or {month.plus(-1)}, or sickness, maternity or suspension in those months",
        ),
        law.citation,
    )


def _enough(claim: Claim, law: Value) -> Condition:
    """Ask for twelve months in the window."""
    length, least = window_of(claim, law), int(law.of("months"))
    last = Month.containing(claim.ended)
    if not claim.career.has(last):
        last = last.plus(-1)
    found = int(claim.career.counted(np.array([last.plus(1 - length).number]), np.array([last.number]))[0])
    return Condition(
        "too_few_months",
        found >= least,
        Text(f"Đóng đủ {least} tháng trong {length} tháng trước", f"{least} months contributed in the last {length}"),
        Text(f"{found} tháng", f"{found} months"),
        Text(f"cần thêm {least - found} tháng", f"{least - found} more months"),
        law.citation,
    )


def _in_time(claim: Claim, law: Value) -> Condition:
    """Ask for the dossier within three months of the end."""
    last = month_begins(claim.ended, int(law.of("file_within")))
    filed = claim.filed
    return Condition(
        "filed_late",
        filed is None or claim.ended <= filed <= last,
        Text(f"Nộp hồ sơ đến ngày {last}", f"The dossier is filed by {last}"),
        Text("chưa nộp", "not yet filed") if filed is None else Text(str(filed), str(filed)),
        Text("thời gian đóng được bảo lưu cho lần sau", "the contributed months are kept for a later claim"),
        law.citation,
    )
