"""The packed block: the assessed people of one account and month as little-endian columns.

Layout (version 1): header of 16 bytes (magic "AB", version, number of amount columns, people as uint32, 8 bytes of
zero), then person ids as uint32 offsets from the first person, then `result` and `treatment` as bytes, each padded to
four, then the amount columns as int32 in the order of AMOUNTS. Trailing amount columns that are all zero are left out.
The ids and results come first, so that counting people needs only the beginning of a block.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MAGIC = b"AB\x01"
HEADER = 16
BLOCK_PEOPLE = 1024  # one person's month is found by unpacking at most this many
AMOUNTS = (
    "si_base", "ui_base", "hi_base", "rs_er", "rs_ee", "sm_er", "oad_er", "ui_er", "ui_ee", "hi_er", "hi_ee",
    "relief68_forgone", "relief116_forgone", "rs_deferred", "hi_by_sm",
)  # fmt: skip
FOREIGNER = 0x80  # bit of the byte `treatment`; the other bits are law.contributions.Treatment


@dataclass(frozen=True, slots=True)
class PackedPeople:
    """Assessed people as columns: person (n,) int64 ascending in an account; result, treatment (n,) uint8.

    `amounts` is (15, n) int32 in the order of AMOUNTS, dong.
    """

    person: NDArray[np.int64]
    result: NDArray[np.uint8]
    treatment: NDArray[np.uint8]
    amounts: NDArray[np.int32]

    def column(self, name: str) -> NDArray[np.int64]:
        """Return one amount column as int64 dong."""
        column: NDArray[np.int64] = self.amounts[AMOUNTS.index(name)].astype(np.int64)
        return column


def block_starts(account_starts: NDArray[np.intp], people: int) -> NDArray[np.intp]:
    """Return the first row of every block: accounts cut after each BLOCK_PEOPLE people; (s,) -> (b,)."""
    sizes = np.diff(np.append(account_starts, people))
    pieces = -(-sizes // BLOCK_PEOPLE)
    first = np.repeat(account_starts, pieces)
    piece = np.arange(first.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    starts: NDArray[np.intp] = first + piece * BLOCK_PEOPLE
    return starts


def encode(people: PackedPeople, starts: NDArray[np.intp]) -> list[bytes]:
    """Return one packed block for each of `starts` (b,), in order."""
    ends = np.append(starts[1:], people.person.size)
    if people.person.size == 0:
        return [MAGIC + bytes(HEADER - len(MAGIC))] * starts.size
    offsets = people.person - np.repeat(people.person[starts], ends - starts)
    if offsets.min() < 0 or offsets.max() >= 2**32:
        message = "the people of a block are in order and within 2**32 of its first"
        raise ValueError(message)
    ids = offsets.astype("<u4")
    used = np.logical_or.reduceat(people.amounts != 0, starts, axis=1)
    widths = np.where(used.any(axis=0), len(AMOUNTS) - np.argmax(used[::-1], axis=0), 0)
    amounts = people.amounts.astype("<i4", copy=False)
    blocks = []
    for first, end, width in zip(starts.tolist(), ends.tolist(), widths.tolist(), strict=True):
        size = end - first
        pad = bytes(-size % 4)
        blocks.append(
            b"".join(
                (
                    MAGIC, bytes((width,)), size.to_bytes(4, "little"), bytes(8), ids[first:end].tobytes(),
                    people.result[first:end].tobytes(), pad, people.treatment[first:end].tobytes(), pad,
                    amounts[:width, first:end].tobytes(),
                )
            )
        )  # fmt: skip
    return blocks


def decode(blocks: Sequence[bytes], first_persons: NDArray[np.int64], *, amounts: bool = True) -> PackedPeople:
    """Return the people of `blocks` one after the other; ValueError for bytes that are no block of a known version.

    With `amounts` off the blocks may be cut after their ids and bytes (`HEAD_SIZE_SQL`).
    """
    sizes = np.array([_size(block) for block in blocks], dtype=np.intp)
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if ends.size else 0
    offsets = np.empty(total, dtype="<u4")
    result, treatment = np.empty(total, dtype=np.uint8), np.empty(total, dtype=np.uint8)
    matrix = np.zeros((len(AMOUNTS), total if amounts else 0), dtype="<i4")
    for block, end, size in zip(blocks, ends.tolist(), sizes.tolist(), strict=True):
        rows, padded = slice(end - size, end), size + -size % 4
        at = HEADER + 4 * size
        offsets[rows] = np.frombuffer(block, dtype="<u4", count=size, offset=HEADER)
        result[rows] = np.frombuffer(block, dtype=np.uint8, count=size, offset=at)
        treatment[rows] = np.frombuffer(block, dtype=np.uint8, count=size, offset=at + padded)
        if amounts:
            width = block[3]
            packed = np.frombuffer(block, dtype="<i4", count=width * size, offset=at + 2 * padded)
            matrix[:width, rows] = packed.reshape(width, size)
    person = np.repeat(first_persons, sizes) + offsets
    return PackedPeople(person, result, treatment, matrix)


HEAD_SIZE_SQL = "16 + 4 * people + 2 * ((people + 3) / 4 * 4)"
"""Bytes of a block of `people` up to its amounts, in SQL: header, ids, then two bytes each, filled up to fours."""


def sizes_of(blocks: Sequence[bytes]) -> NDArray[np.intp]:
    """Return the number of people in each block."""
    return np.array([_size(block) for block in blocks], dtype=np.intp)


def _size(block: bytes) -> int:
    """Return the people of a block; ValueError if it is none."""
    if block[:3] != MAGIC:
        message = f"no packed block of a known version: {block[:4]!r}"
        raise ValueError(message)
    return int.from_bytes(block[4:8], "little")
