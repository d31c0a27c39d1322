"""What an operation answers: the outputs of the case, and the explanation where the function tells one."""

from dataclasses import dataclass
from typing import Any

from ansinh.law.explain import Explanation


@dataclass(frozen=True, slots=True)
class Answer:
    """Outputs by name; `told` is the function's own explanation, None where its outputs and values say it all."""

    outputs: dict[str, Any]
    told: Explanation | None = None
