"""Which bank lines are the same line: statements overlap, files come twice, and two payments may be quite alike."""

import datetime as dt
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ansinh.core.money import Dong


class LineFacts(NamedTuple):
    """What the bank says of one line that stays the same in every file it writes; `amount` is signed dong."""

    day: dt.date
    amount: Dong
    reference: str
    payer_account: str
    text: str


def fingerprints(account: str, lines: Sequence[LineFacts]) -> list[str]:
    """Return one fingerprint a line of the bank account numbered `account`: SHA-256, 64 hexadecimal digits.

    Equal lines of one file are told apart by their running number among equals, so that an equal pair counts twice
    and the same pair in a second file counts no more. Encodings, line ends and spaces do not matter.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    answer = []
    for line in lines:
        key = _key(line)
        seen[key] += 1
        answer.append(_mark(account, key, seen[key]))
    return answer


def fingerprint(account: str, line: LineFacts, number: int) -> str:
    """Return the fingerprint of the line with running number `number` (from 1) among its equals."""
    return _mark(account, _key(line), number)


def _key(line: LineFacts) -> tuple[str, ...]:
    """Return what makes two lines equal."""
    return (line.day.isoformat(), str(line.amount), *(_squeeze(part) for part in line[2:]))


def _mark(account: str, key: tuple[str, ...], number: int) -> str:
    """Return the hash of a key and its running number."""
    return hashlib.sha256("\x1f".join([_squeeze(account), *key, str(number)]).encode()).hexdigest()


def _squeeze(text: str) -> str:
    """Return `text` in NFC, capitals folded, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
