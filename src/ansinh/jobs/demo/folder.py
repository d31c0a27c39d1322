"""The folder of a demonstration: every file as its sender keeps it, and what was planted in them."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from ansinh.jobs.synthetic.faults import Fault


def keep(folder: Path, name: str, data: bytes) -> str:
    """Keep a file in the folder, as its sender would, and return its name."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path.name


def tell(folder: Path, month: str, faults: Sequence[Fault]) -> None:
    """Write down what was planted in a month."""
    told = json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1)
    keep(folder, f"truth/{month}.json", told.encode())
