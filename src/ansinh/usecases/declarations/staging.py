"""A declaration between its reading and its decision: kept as read, and turned into the columns of the checks."""

import zlib
from dataclasses import fields

from ansinh.domain.declarations.declared import Rows
from ansinh.formats.d02.rows import D02
from ansinh.formats.wire import pack, unpack

_FAST = 1  # of zlib: the rows are read again within minutes


def keep(read: D02) -> bytes:
    """Return a read declaration as bytes, to be kept beside the file."""
    return zlib.compress(pack(read), _FAST)


def kept(body: bytes) -> D02:
    """Return what `keep` wrote."""
    read: D02 = unpack(D02, zlib.decompress(body))
    return read


def rows_of(read: D02) -> Rows:
    """Return the columns the checks use."""
    return Rows(**{column.name: getattr(read.rows, column.name) for column in fields(Rows)})
