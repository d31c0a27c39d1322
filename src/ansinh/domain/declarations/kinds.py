"""The kinds of change of form D02-LT (portal code list 082) and what each does to a person's spells."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from ansinh.core.fund import Fund
from ansinh.core.terms import Absence
from ansinh.core.text import Text


class Effect(IntEnum):
    """What a change does to the months it names."""

    NONE = 0
    OPEN = 1  # a new spell
    CLOSE = 2  # the spell ends
    ABSENT = 3  # months without work
    RETURN = 4  # work again
    PAY = 5  # another wage or coefficient
    JOB = 6  # another title
    ADD = 7  # months that were missing
    REMOVE = 8  # months that should not be there
    FUND_ON = 9  # one fund takes part
    FUND_OFF = 10  # one fund does not
    FUND_SWITCH = 11  # on or off, as the rate of the row says


@dataclass(frozen=True, slots=True)
class Kind:
    """One code: `fund` it concerns, `absence` it means, whether it fills months nobody declared, and its limits."""

    code: str
    effect: Effect
    name: Text
    fund: int = 0
    absence: int = 0
    bounded: bool = False  # needs the last month, and lies in the past
    fills: bool = False  # may make a spell for this fund alone where there is none
    leaves_card: bool = False  # reported late it leaves the health contribution of the card's months due (line TT)

    @property
    def needs_pay(self) -> bool:
        """Whether the row must say a wage or a coefficient."""
        return self.effect in (Effect.OPEN, Effect.PAY, Effect.ADD)

    @property
    def opens(self) -> bool:
        """Whether the row may be about a person nobody knows yet."""
        return self.effect is Effect.OPEN


_OPEN, _ABSENT, _ADD = Effect.OPEN, Effect.ABSENT, Effect.ADD
_ON, _OFF, _SWITCH = Effect.FUND_ON, Effect.FUND_OFF, Effect.FUND_SWITCH

KINDS: Final = (
    Kind("TM", _OPEN, Text("Tăng mới", "New")),
    Kind("TD", _OPEN, Text("Tăng do chuyển đơn vị", "Moved in from another unit")),
    Kind("TC", _OPEN, Text("Tăng do chuyển tỉnh", "Moved in from another province")),
    Kind("TH", _OPEN, Text("Tăng mới hợp đồng", "New contract")),
    Kind("GH", Effect.CLOSE, Text("Giảm hẳn", "Left"), leaves_card=True),
    Kind("GD", Effect.CLOSE, Text("Giảm do chuyển đơn vị", "Moved to another unit")),
    Kind("GC", Effect.CLOSE, Text("Giảm do chuyển tỉnh", "Moved to another province")),
    Kind("TS", _ABSENT, Text("Nghỉ thai sản", "Maternity leave"), absence=Absence.MATERNITY),
    Kind("OF", _ABSENT, Text("Nghỉ ốm", "Sick leave"), absence=Absence.SICK, leaves_card=True),
    Kind("KL", _ABSENT, Text("Nghỉ không lương", "Unpaid leave"), absence=Absence.UNPAID, leaves_card=True),
    Kind("ON", Effect.RETURN, Text("Đi làm lại", "Back at work")),
    Kind("DC", Effect.PAY, Text("Điều chỉnh lương", "Change of wage")),
    Kind("CD", Effect.JOB, Text("Điều chỉnh chức danh", "Change of title")),
    Kind("AD", _ADD, Text("Bổ sung tăng nguyên lương", "Missing months added"), bounded=True),
    Kind("AT", _ADD, Text("Truy đóng theo MLCS tại thời điểm", "Arrears at the base salary of the time"), bounded=True),
    Kind("SB", Effect.REMOVE, Text("Bổ sung giảm nguyên lương", "Months taken out"), bounded=True),
    Kind("TT", _ON, Text("Bổ sung tăng quỹ KCB", "Health fund added"), fund=Fund.HI, fills=True, bounded=True),
    Kind("TU", _OFF, Text("Bổ sung giảm quỹ KCB", "Health fund taken out"), fund=Fund.HI, bounded=True),
    Kind("TN", _ON, Text("Tăng tham gia thất nghiệp", "Unemployment fund joined"), fund=Fund.UI),
    Kind("GN", _OFF, Text("Giảm tham gia thất nghiệp", "Unemployment fund left"), fund=Fund.UI),
    Kind("TL", _ON, Text("Tăng tham gia TNLĐ, BNN", "Accident fund joined"), fund=Fund.OAD, fills=True),
    Kind("GL", _OFF, Text("Giảm tham gia TNLĐ, BNN", "Accident fund left"), fund=Fund.OAD),
    Kind("TV", _ON, Text("Tăng tham gia HTTT", "Retirement fund joined"), fund=Fund.RS, fills=True),
    Kind("GV", _OFF, Text("Giảm tham gia HTTT", "Retirement fund left"), fund=Fund.RS),
    Kind("DN", _SWITCH, Text("Điều chỉnh tham gia thất nghiệp", "Unemployment fund adjusted"), fund=Fund.UI),
    Kind("DL", _SWITCH, Text("Điều chỉnh tham gia TNLĐ, BNN", "Accident fund adjusted"), fund=Fund.OAD),
)

NO_KIND: Final = -1
CODES: Final = tuple(kind.code for kind in KINDS)
NUMBER_OF: Final = {code: number for number, code in enumerate(CODES)}
