"""Columns as one value of the database: an Arrow stream packed by zstd, for what is read whole or not at all."""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import pyarrow as pa
from numpy.typing import NDArray

Column: TypeAlias = NDArray[Any]
_OPTIONS: Final = pa.ipc.IpcWriteOptions(compression="zstd")


def pack(columns: Mapping[str, Column]) -> bytes:
    """Return equal-length columns of numbers, days or truths as bytes; each keeps its width."""
    table = pa.table(dict(columns))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=_OPTIONS) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def unpack(body: bytes) -> dict[str, Column]:
    """Return the columns that were packed."""
    with pa.ipc.open_stream(body) as stream:
        table = stream.read_all()
    return {name: table.column(name).to_numpy() for name in table.column_names}
