"""Machine code is kept, and made anew whenever anything it stands on changed: in its file or in another."""

import sys
from pathlib import Path

import pytest

CALLER = """
from ansinh.core.compiled import compiled
from kept_words import BONUS, share

@compiled
def paid(amount: int) -> int:
    return share(amount) + BONUS
"""
WORDS = """
from ansinh.core.compiled import compiled

BONUS = {bonus}

@compiled
def share(amount: int) -> int:
    return half(amount) * {times}

@compiled
def half(amount: int) -> int:
    return amount // {parts}
"""


def paid(folder: Path, amount: int, *, bonus: int, times: int, parts: int) -> tuple[int, int]:
    """Return what a program begun now answers, and how often it found its machine code kept."""
    (folder / "kept_words.py").write_text(WORDS.format(bonus=bonus, times=times, parts=parts))
    (folder / "kept_caller.py").write_text(CALLER)
    for name in ("kept_words", "kept_caller"):
        sys.modules.pop(name, None)
    module = __import__("kept_caller")
    return module.paid(amount), sum(module.paid.stats.cache_hits.values())


def test_a_changed_loop_or_figure_of_another_file_reaches_the_machine_code_of_its_callers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second program finds what the first kept; no later one takes code of another law for its own."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # the same second and size would hide the change from Python
    asked = [
        # bonus, times, parts -> paid for 100, kept code found
        ((1, 3, 2), (151, 0)),
        ((1, 3, 2), (151, 1)),
        ((2, 3, 2), (152, 0)),  # a figure of another file
        ((1, 3, 5), (61, 0)),  # a loop that a loop of another file calls
    ]
    for (bonus, times, parts), expected in asked:
        assert paid(tmp_path, 100, bonus=bonus, times=times, parts=parts) == expected
