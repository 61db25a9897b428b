"""Rows that are read to be changed."""

from typing import Any, TypeVar

from django.db import models

RowT = TypeVar("RowT", bound=models.Model)


def locked(row: RowT) -> RowT:
    rows: Any = type(row)._default_manager
    locked: RowT = rows.select_for_update().get(pk=row.pk)
    return locked
