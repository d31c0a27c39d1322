"""A list between its reading and its decision: kept as read, and turned into the columns of the checks."""

import zlib
from dataclasses import fields
from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.declarations.declared import Rows
from ansinh.formats.d02.rows import D02
from ansinh.formats.wire import pack, unpack
from ansinh.usecases.declarations.examined import ReadList

NOTHING = Text("Hồ sơ không có dòng nào đọc được.", "No row of the file could be read.")
_FAST = 1  # of zlib: the rows are read again within minutes


def keep(read: ReadList) -> bytes:
    """Return a read list as bytes, to be kept beside the file."""
    return zlib.compress(pack(read), _FAST)


def kept(value: type, body: bytes) -> Any:  # noqa: ANN401 of the type `value`
    """Return what `keep` wrote; a RefusedError where no row of the file could be read."""
    if not body:
        raise RefusedError(NOTHING)
    return unpack(value, zlib.decompress(body))


def rows_of(read: D02) -> Rows:
    """Return the columns the checks use."""
    return Rows(**{column.name: getattr(read.rows, column.name) for column in fields(Rows)})
