"""What somebody does about a risk by a day, and who did it when."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from risks.access.models import RowT_co, VisibleQuerySet
from risks.register.models.acts import person_of, time_of
from risks.register.models.risk import Risk

FOLLOWED = (Risk.Status.OPEN, Risk.Status.WATCHING)


class ToDoQuerySet(VisibleQuerySet[RowT_co]):
    def open(self) -> Self:
        """Not done, of risks that are followed."""
        return self.filter(done_at__isnull=True, risk__status__in=FOLLOWED)


class ToDo(models.Model):
    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
    )
    due_date = models.DateField(_("due date"))
    done_at = time_of(_("done at"))
    done_by = person_of(_("done by"))

    class Meta:
        abstract = True
