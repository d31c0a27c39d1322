"""Loops over columns made as fast as the machine allows: the one place that knows the compiler (numba)."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

Given = ParamSpec("Given")
Got = TypeVar("Got")


def compiled(loop: Callable[Given, Got]) -> Callable[Given, Got]:
    """Return a plain loop over NumPy columns as machine code, made at the first call and kept beside its source.

    `loop` uses whole numbers and arrays only. Whole numbers wrap around as in NumPy, division by zero gives zero:
    whoever calls checks what comes in. A loop is compiled with the loops it calls: after a change to a loop of another
    file, remove `__pycache__/*.nb?` beside the caller. `loop.py_func` is the plain function, for tests.
    """
    return cast("Callable[Given, Got]", numba.njit(cache=True, error_model="numpy")(loop))
