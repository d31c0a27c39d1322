"""Tables as columns: what every file with many rows is read into and written from. No object per row."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Self, TypeAlias, get_type_hints

import numpy as np
from numpy.typing import NDArray

Texts: TypeAlias = list[str]  # "" is nothing given
Ints: TypeAlias = NDArray[np.int64]  # dong, ten-thousandths, hundredths of per cent, month numbers; 0 is nothing given
Flags: TypeAlias = NDArray[np.int8]  # small codes; -1 is nothing given
Days: TypeAlias = NDArray[np.datetime64]  # datetime64[D]; NaT is nothing given

Column: TypeAlias = Texts | Ints | Flags | Days


def nothing(kind: object, size: int) -> Column:
    """Return `size` (rows) times "nothing given" for a column of `kind` (Texts, Ints, Flags or Days)."""
    blank: dict[str, Any] = {str(Texts): "", str(Ints): 0, str(Flags): -1, str(Days): None}
    return column_of(kind, [blank[str(kind)]] * size)


def column_of(kind: object, values: list[Any]) -> Column:
    """Return `values` as a column of `kind`; a value of another kind is a ValueError or TypeError of NumPy."""
    if kind == Texts:
        return values
    if kind == Days and not any(values):  # NumPy takes its time over dates that are not there
        return np.full(len(values), _NO_DAY)
    return np.array(values, dtype=_DTYPES[str(kind)])


_NO_DAY = np.datetime64("NaT", "D")
_DTYPES = {str(Ints): "int64", str(Flags): "int8", str(Days): "datetime64[D]"}


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of one length; `row` is where each row stood in its file (1-based, as the sender counts)."""

    row: Ints

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.row)

    @classmethod
    def kinds(cls) -> Mapping[str, object]:
        """Return column name -> kind (Texts, Ints, Flags, Days), in order."""
        return _kinds(cls)  # type: ignore[arg-type]  # a class is hashable, whatever its instances are

    @classmethod
    def of(cls, size: int, given: Mapping[str, Any]) -> Self:
        """Return a table of `size` rows from the `given` columns; the others hold nothing, `row` counts from 1.

        A name that is no column, or a column of another length, is a ValueError.
        """
        kinds = cls.kinds()
        strange = set(given) - set(kinds)
        wrong = [name for name, column in given.items() if len(column) != size]
        if strange or wrong:
            message = f"{cls.__name__}: no such columns {sorted(strange)}, wrong length {wrong}"
            raise ValueError(message)
        columns = {name: given[name] if name in given else nothing(kind, size) for name, kind in kinds.items()}
        if "row" not in given:
            columns["row"] = np.arange(1, size + 1)
        return cls(**columns)  # type: ignore[arg-type]  # the subclass has these columns

    def columns(self) -> dict[str, Column]:
        """Return name -> column, in order."""
        return {column.name: getattr(self, column.name) for column in fields(self)}

    def take(self, index: NDArray[np.intp]) -> Self:
        """Return the rows at `index` (k,), in that order."""
        picked = {
            name: [column[place] for place in index] if isinstance(column, list) else column[index]
            for name, column in self.columns().items()
        }
        return type(self)(**picked)  # type: ignore[arg-type]  # the same columns as before


@cache
def _kinds(table: type) -> Mapping[str, object]:
    """Return the kinds of the columns of a table, in order: asked once, small files cost little else."""
    return get_type_hints(table)
