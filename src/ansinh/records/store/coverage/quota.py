"""Quotas of look-ups shared by every serving process of a machine: buckets in one small file mapped into memory.

The same buckets as domain/coverage/throttle.py, found by a hash of what is limited and who. No lock: two processes that
race for one bucket may be off by one, which a limit of this kind bears. After a restart of the machine the clock begins
anew; a bucket of before is then full again.
"""

import hashlib
import mmap
import os
import struct
from functools import lru_cache
from pathlib import Path
from typing import Final

from ansinh.domain.coverage.throttle import DAY, Bucket

SLOTS: Final = 131_072
PROBES: Final = 8
_SLOT: Final = struct.Struct("<Qdd")  # hash, tokens left, when they were counted
_SIZE: Final = SLOTS * _SLOT.size


class SharedThrottle:
    """Buckets by name of what is limited and who, in a file that processes share; `now` is the clock of the machine."""

    def __init__(self, path: Path) -> None:
        """Open the file, made with the first process."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            if os.fstat(file).st_size != _SIZE:
                os.ftruncate(file, _SIZE)
            self._memory = mmap.mmap(file, _SIZE)
        finally:
            os.close(file)

    def take(self, kind: str, who: str, limit: tuple[int, float], now: float) -> bool:
        """Take one of `limit` (how many, in how many seconds) for `who`; False where it is used up."""
        size, seconds = limit
        key = _key(kind, who)
        place, bucket = self._find(key, now)
        if bucket is None:
            bucket = Bucket(float(size), now)
        taken = bucket.take(now, size, seconds)
        _SLOT.pack_into(self._memory, place, key, bucket.tokens, bucket.at)
        return taken

    def left(self, kind: str, who: str, limit: tuple[int, float], now: float) -> bool:
        """Return whether something of `limit` is left, without taking it."""
        bucket = self._find(_key(kind, who), now)[1]
        return bucket is None or bucket.tokens + (now - bucket.at) * limit[0] / limit[1] >= 1.0

    def empty(self, kind: str, who: str, now: float) -> None:
        """Use up whatever is left of a bucket: a caller who asked for a number that is nobody's."""
        key = _key(kind, who)
        _SLOT.pack_into(self._memory, self._find(key, now)[0], key, 0.0, now)

    def _find(self, key: int, now: float) -> tuple[int, Bucket | None]:
        """Return the place of a key and its bucket; for a new key the place of whoever was quiet the longest."""
        oldest, quiet = 0, float("inf")
        for step in range(PROBES):
            place = (key + step) % SLOTS * _SLOT.size
            kept, tokens, at = _SLOT.unpack_from(self._memory, place)
            if kept == key:
                return place, Bucket(tokens, at) if at <= now < at + DAY else None
            if kept == 0:
                return place, None
            if at < quiet or at > now:
                oldest, quiet = place, at
        return oldest, None


@lru_cache(maxsize=65_536)
def _key(kind: str, who: str) -> int:
    """Return the number a bucket is known by; never 0."""
    return int.from_bytes(hashlib.blake2b(f"{kind}\0{who}".encode(), digest_size=8).digest()) or 1


def shared_by(folder: Path, database: str) -> SharedThrottle:
    """Return the quotas of everything that serves one database from this machine."""
    return SharedThrottle(folder / f"quota-{database}.bin")
