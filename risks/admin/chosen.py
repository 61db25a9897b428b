"""Fields in which a row is chosen by its id, whatever was sent in place of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import BigAutoField, QuerySet
from django.forms import ModelMultipleChoiceField, ValidationError

if TYPE_CHECKING:
    ManyField = ModelMultipleChoiceField[Any]
else:
    # Its kind of row is known to the types alone.
    ManyField = ModelMultipleChoiceField

_LARGEST_ID = BigAutoField.MAX_BIGINT


def is_id(value: object) -> bool:
    """Say whether a database can be asked for such an id."""
    text = str(value)
    return (
        text.isascii()
        and text.isdecimal()
        and len(text) < 20
        and (int(text) <= _LARGEST_ID)
    )


class AutocompleteByID(AutocompleteSelect):
    """Draws no option for what is no id; Django asks the database and fails."""

    def optgroups(
        self, name: str, value: Iterable[Any], attr: dict[str, Any] | None = None
    ) -> Any:
        return super().optgroups(name, [one for one in value if is_id(one)], attr)


class ManyByID(ManyField):
    """Refuses what is no id; Django refuses words and fails on a large number."""

    def clean(self, value: Any) -> QuerySet[Any]:
        for one in value if isinstance(value, list | tuple) else ():
            if not is_id(one):
                message, params = self.error_messages["invalid_pk_value"], {"pk": one}
                raise ValidationError(message, code="invalid_pk_value", params=params)
        rows: QuerySet[Any] = super().clean(value)
        return rows
