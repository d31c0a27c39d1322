"""What every step of the demonstration looks at, and where its files lie."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ansinh.formats.limits import Pool
from ansinh.jobs.synthetic.declare import Events
from ansinh.jobs.synthetic.faults import Fault
from ansinh.jobs.synthetic.province import Province


@dataclass(frozen=True, slots=True)
class Setting:
    """The province, its reported events, the folder of files, and the limited children that read them."""

    province: Province
    events: Events
    folder: Path
    pool: Pool

    @property
    def top(self) -> str:
        """The code of the provincial office."""
        return self.province.profile.province

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file in the folder, as its sender would, and return its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path.name

    def tell(self, month: str, faults: Sequence[Fault]) -> None:
        """Write down what was planted in a month."""
        path = self.folder / "truth" / f"{month}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1), encoding="utf-8")
