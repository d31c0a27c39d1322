"""What every step of the demonstration looks at, and where its files lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ansinh.formats.limits import Pool
from ansinh.jobs.demo import folder as files
from ansinh.jobs.demo.senders import Senders
from ansinh.jobs.synthetic.faults import Fault
from ansinh.jobs.synthetic.province import Province


@dataclass(frozen=True, slots=True)
class Setting:
    """The province, the folder of files, those who write them, and the limited children that read them."""

    province: Province
    folder: Path
    senders: Senders
    pool: Pool

    @property
    def top(self) -> str:
        """The code of the provincial office."""
        return self.province.profile.province

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file in the folder, as its sender would, and return its name."""
        return files.keep(self.folder, name, data)

    def tell(self, month: str, faults: Sequence[Fault]) -> None:
        """Write down what was planted in a month."""
        files.tell(self.folder, month, faults)
