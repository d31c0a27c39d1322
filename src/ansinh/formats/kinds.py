"""The kinds of upload: how each is read, what comes out, and what comes out when nothing could be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from ansinh.core.finding import Finding
from ansinh.formats.bank import empty_bank, read_bank
from ansinh.formats.bank_values import BankFile
from ansinh.formats.benefits_c70a import Opinions, empty_opinions, read_c70a
from ansinh.formats.benefits_hsb import empty_hsb, read_hsb
from ansinh.formats.benefits_hsb_rows import HSB
from ansinh.formats.benefits_request import Request14, empty_request, read_request
from ansinh.formats.camt054 import read_answers
from ansinh.formats.camt054_values import AnswerFile, empty_answers
from ansinh.formats.claims_upload import ClaimUpload, empty_upload, read_claims
from ansinh.formats.d02.rows import D02
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05
from ansinh.formats.declaration_d02 import empty_d02, read_d02
from ansinh.formats.declaration_d03 import empty_d03, read_d03
from ansinh.formats.declaration_d05 import empty_d05, read_d05
from ansinh.formats.employer_tk3 import empty_tk3, read_tk3
from ansinh.formats.indicator_list import RowList, empty_list, read_list
from ansinh.formats.outreach_activities import ActivityFile, empty_activities, read_activities
from ansinh.formats.partner_lists import PARTNER_KINDS, PartnerFile, empty_partner_list, reader_of
from ansinh.formats.person_form import empty_tk1, read_tk1
from ansinh.formats.relief_list import Reply, empty_reply, read_reply
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.tk1_values import TK1
from ansinh.formats.tk3_values import TK3


class Reader(Protocol):
    """A reader of uploads: total, whatever the bytes."""

    def __call__(self, data: bytes, *, name: str) -> Any:  # noqa: ANN401 one type per kind
        """Return what `data` holds."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of upload."""

    read: Reader
    result: type
    empty: Callable[[list[Finding]], Any]
    largest: int = Limits().file_bytes  # bytes of an upload


KINDS: Final[dict[str, Kind]] = {
    "d02": Kind(read_d02, D02, empty_d02),
    "d03": Kind(read_d03, D03, empty_d03),
    "d05": Kind(read_d05, D05, empty_d05),
    "tk1": Kind(read_tk1, TK1, empty_tk1),
    "tk3": Kind(read_tk3, TK3, empty_tk3),
    "hsb": Kind(read_hsb, HSB, empty_hsb),
    "c70a": Kind(read_c70a, Opinions, empty_opinions),
    "request": Kind(read_request, Request14, empty_request),
    "bank": Kind(read_bank, BankFile, empty_bank),
    "answers": Kind(read_answers, AnswerFile, empty_answers),
    "relief": Kind(read_reply, Reply, empty_reply),
    "list": Kind(read_list, RowList, empty_list),
    "claims": Kind(read_claims, ClaimUpload, empty_upload, largest=64 * 1024 * 1024),
    "activities": Kind(read_activities, ActivityFile, empty_activities),
    "deaths": Kind(reader_of("death"), PartnerFile, empty_partner_list),
    **{f"partner_{kind}": Kind(reader_of(kind), PartnerFile, empty_partner_list) for kind in PARTNER_KINDS},
}
