"""How often somebody may ask: buckets that fill with time, by caller; the clock is passed in.

No lock: one caller's bucket may be off by the threads that race for it, which a limit of this kind bears.
"""

from dataclasses import dataclass, field
from typing import Final, Protocol

MINUTE: Final = 60.0
HOUR: Final = 3_600.0
DAY: Final = 86_400.0
_FORGOTTEN: Final = 100_000  # callers remembered before the quiet ones are dropped


@dataclass(slots=True)
class Bucket:
    """Tokens left of `size`, filled evenly over `seconds`."""

    tokens: float
    at: float

    def take(self, now: float, size: int, seconds: float) -> bool:
        """Take one token; False where none is left."""
        self.tokens = min(float(size), self.tokens + (now - self.at) * size / seconds)
        self.at = now
        if self.tokens < 1.0:
            return False
        self.tokens -= 1.0
        return True


class Buckets(Protocol):
    """What a desk asks of its quotas, whether they are this process's own or shared with others."""

    def take(self, kind: str, who: str, limit: tuple[int, float], now: float) -> bool:
        """Take one of `limit` for `who`; False where it is used up."""

    def left(self, kind: str, who: str, limit: tuple[int, float], now: float) -> bool:
        """Return whether something of `limit` is left."""

    def empty(self, kind: str, who: str, now: float) -> None:
        """Use up whatever is left."""


@dataclass(slots=True)
class Throttle:
    """Buckets by name of what is limited and who; `now` is any clock in seconds that only rises."""

    buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    def take(self, kind: str, who: str, limit: tuple[int, float], now: float) -> bool:
        """Take one of `limit` (how many, in how many seconds) for `who`; False where it is used up."""
        size, seconds = limit
        bucket = self.buckets.get((kind, who))
        if bucket is None:
            if len(self.buckets) >= _FORGOTTEN:
                self._forget(now)
            bucket = self.buckets[kind, who] = Bucket(float(size), now)
        return bucket.take(now, size, seconds)

    def left(self, kind: str, who: str, limit: tuple[int, float], now: float) -> bool:
        """Return whether something of `limit` is left, without taking it."""
        bucket = self.buckets.get((kind, who))
        return bucket is None or bucket.tokens + (now - bucket.at) * limit[0] / limit[1] >= 1.0

    def empty(self, kind: str, who: str, now: float) -> None:
        """Use up whatever is left of a bucket: a caller who asked for a number that is nobody's."""
        self.buckets[kind, who] = Bucket(0.0, now)

    def _forget(self, now: float) -> None:
        """Drop whoever has not asked for a day."""
        for key in [key for key, bucket in self.buckets.items() if now - bucket.at > DAY]:
            del self.buckets[key]
