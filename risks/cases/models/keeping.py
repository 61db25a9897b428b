"""A legal hold keeps what hangs on its case: deletion inside Watchbrief is refused."""

from typing import Any, TypeVar

from django.db import models

from risks.access.models import VisibleQuerySet

RowT_co = TypeVar("RowT_co", bound=models.Model, covariant=True)


class HoldInForce(RuntimeError):
    """The case is under a legal hold: nothing of it is deleted until it is released."""


class KeptQuerySet(VisibleQuerySet[RowT_co]):
    """Rows that hang on a case by the path on which its wall stands."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raises HoldInForce where the case of one of the rows is under a hold."""
        refuse_what_is_held(self)
        return super().delete()

    # As Django marks its own: not on managers, and never called by a template.
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Kept(models.Model):
    """A row that hangs on a case, or is one."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises HoldInForce where its case is under a hold."""
        refuse_what_is_held(type(self)._default_manager.filter(pk=self.pk))
        return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]


def refuse_what_is_held(rows: models.QuerySet[Any]) -> None:
    """Raises HoldInForce, in one line that names the case."""
    to_case = str(rows.model.restricted_matter_path).removesuffix("restricted_matter")
    codes = rows.order_by().filter(
        **{f"{to_case}holds__isnull": False, f"{to_case}holds__released_on": None}
    )
    code = codes.values_list(f"{to_case}code", flat=True).first()
    if code is not None:
        name = rows.model._meta.verbose_name_plural
        raise HoldInForce(f"{name}: {code} is under a legal hold; nothing is deleted.")
