"""A table of a file: its columns, its rows and what stands above them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from risks.engine.formats import Cell

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    heading: "StrOrPromise"
    key: str
    kind: Cell = "text"
    width: int = 14  # characters


class Typed(NamedTuple):
    """A value that is written otherwise than the rest of its column."""

    value: Any
    kind: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    name: "StrOrPromise"
    columns: tuple[Column, ...]
    rows: Iterable[Row]  # what a row does not say stays blank
    notes: tuple["StrOrPromise", ...] = ()  # lines above the header
    currency: str = ""  # of the money in it, where it is all of one
    frozen_columns: int = 0
