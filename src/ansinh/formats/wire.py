"""Values of this floor as JSON and back: how a child answers its parent. Never pickle: a child is not trusted."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np

from ansinh.formats.columns import Table, Texts, column_of, nothing


def pack(value: object) -> bytes:
    """Return a value made of dataclasses, lists, texts, numbers and days as UTF-8 JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def unpack(kind: Any, data: bytes) -> Any:  # noqa: ANN401 the value of whatever type is asked for
    """Return the value of type `kind` that `pack` wrote; ValueError, KeyError or TypeError for anything else."""
    return _typed(kind, json.loads(data))


def _plain(value: object) -> Any:  # noqa: ANN401 any JSON
    """Return `value` as what JSON holds."""
    if isinstance(value, Table):
        return {"size": len(value), "columns": dict(_columns(value))}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _columns(table: Table) -> Any:  # noqa: ANN401 pairs of a name and a list
    """Yield (name, values) of the columns that hold something; days as days since 1970."""
    for name, column in table.columns().items():
        if isinstance(column, list):
            if any(column):
                yield name, column
        elif column.dtype.kind == "M":
            if not np.isnat(column).all():
                yield name, column.astype("datetime64[D]").astype(np.int64).tolist()
        else:
            yield name, column.tolist()


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Return the types of a dataclass' fields."""
    return get_type_hints(kind)


def _typed(kind: Any, value: Any) -> Any:  # noqa: ANN401, PLR0911 one return per shape of type
    """Return JSON `value` as `kind`."""
    origin = get_origin(kind)
    if isinstance(kind, type) and origin is None and issubclass(kind, Table):
        return _table(kind, value)
    if is_dataclass(kind):
        # What was packed before a field existed comes back with the field's own nothing.
        return kind(**{name: _typed(hint, value[name]) for name, hint in _hints(kind).items() if name in value})  # type: ignore[operator, arg-type]
    if origin is list:
        return [_typed(get_args(kind)[0], item) for item in value]
    if origin is tuple:
        return tuple(_typed(get_args(kind)[0], item) for item in value)
    if origin in {UnionType, Union}:
        return None if value is None else _typed(get_args(kind)[0], value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if not isinstance(value, kind):
        message = f"{kind} expected"
        raise TypeError(message)
    return value


def _table(kind: type[Table], value: Any) -> Table:  # noqa: ANN401 any JSON
    """Return a table; a column that was left out holds nothing."""
    size, columns = int(value["size"]), value["columns"]
    given = {}
    for name, hint in kind.kinds().items():
        if name not in columns:
            given[name] = nothing(hint, size)
        elif hint == Texts:
            given[name] = columns[name]
        elif str(nothing(hint, 0).dtype).startswith("datetime64"):  # type: ignore[union-attr]
            given[name] = np.array(columns[name], dtype=np.int64).astype("datetime64[D]")
        else:
            given[name] = column_of(hint, columns[name])
    return kind.of(size, given)
