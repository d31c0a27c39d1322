"""Loops over columns made as fast as the machine allows: the one place that knows the compiler (numba)."""

import hashlib
import inspect
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.core.caching import FunctionCache

Given = ParamSpec("Given")
Got = TypeVar("Got")


def compiled(loop: Callable[Given, Got]) -> Callable[Given, Got]:
    """Return a plain loop over NumPy columns as machine code, made at the first call and kept beside its source.

    `loop` uses whole numbers and arrays only. Whole numbers wrap around as in NumPy, division by zero gives zero:
    whoever calls checks what comes in. Kept code serves as long as the loop and all it stands on read the same, in
    whatever file they are. `loop.py_func` is the plain function, for tests.
    """
    fast: Any = numba.njit(error_model="numpy")(loop)
    fast._cache = MachineCode(loop)  # type: ignore[no-untyped-call] # noqa: SLF001 # numba has no door for another cache
    return cast("Callable[Given, Got]", fast)


class MachineCode(FunctionCache):
    """The code of one loop, kept beside its source under a key that sees into other files.

    Loops that are called and global constants become part of the caller's machine code. Numba's own key sees the file
    of the caller alone: a rounding mended in another file would not reach it.
    """

    def _index_key(self, sig: object, codegen: object) -> tuple[object, ...]:
        read = "\n".join(_stands_on(self._py_func, {self._py_func}))
        own = super()._index_key(sig, codegen)  # type: ignore[no-untyped-call]
        return (*own, hashlib.sha256(read.encode()).hexdigest())


def _stands_on(loop: FunctionType, seen: set[FunctionType]) -> Iterator[str]:
    """Yield the text of each loop that is called, however far down, and each global value: all that is compiled in."""
    for name in loop.__code__.co_names:
        value = loop.__globals__.get(name)
        called = getattr(value, "py_func", None)
        if called is None:
            yield "" if inspect.ismodule(value) else f"{name} = {value!r}"
        elif called not in seen:
            seen.add(called)
            yield inspect.getsource(called)
            yield from _stands_on(called, seen)
