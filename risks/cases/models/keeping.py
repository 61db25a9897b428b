"""Refuse the deletion of a case's data while it is under a legal hold."""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from risks.access.models import VisibleQuerySet

RowT_co = TypeVar("RowT_co", bound=models.Model, covariant=True)


class HoldInForce(RuntimeError):
    """The case is under a legal hold, so its data cannot be deleted."""


class KeptQuerySet(VisibleQuerySet[RowT_co]):
    """Rows that belong to a case, which `restricted_matter_path` leads to."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows; raises HoldInForce if a case is under a hold."""
        refuse_what_is_held(self)
        return super().delete()

    # As Django marks its own method: not on managers, and not callable in templates.
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Kept(models.Model):
    """A row that belongs to a case, or is one."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; raises HoldInForce if its case is under a hold."""
        refuse_what_is_held(type(self)._default_manager.filter(pk=self.pk))
        return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]


def refuse_what_is_held(rows: models.QuerySet[Any]) -> None:
    """Raise HoldInForce, in one line that names the case."""
    to_case = str(rows.model.restricted_matter_path).removesuffix("restricted_matter")
    codes = rows.order_by().filter(
        **{f"{to_case}holds__isnull": False, f"{to_case}holds__released_on": None}
    )
    code = codes.values_list(f"{to_case}code", flat=True).first()
    if code is not None:
        name = rows.model._meta.verbose_name_plural
        raise HoldInForce(
            _("%(name)s: %(code)s is under a legal hold, so nothing can be deleted.")
            % {"name": name, "code": code}
        )
