"""Who did something to a row, when and why: the columns and their constraint."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    PersonColumn = models.ForeignKey[Person | None, Person | None]
    TimeColumn = models.DateTimeField[datetime | None, datetime | None]


def person_of(
    act: "_StrOrPromise",
) -> "PersonColumn":
    """Return the column of who did it; empty until somebody does."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=act,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )


def time_of(
    act: "_StrOrPromise",
) -> "TimeColumn":
    """Return the column of when it was done."""
    return models.DateTimeField(act, null=True, blank=True)


def recorded(act: str, *, when: str = "at", reason: str = "") -> Q:
    """Require the person and the time of `act`, and its reason where it has one."""
    both = Q(**{f"{act}_by__isnull": False, f"{act}_{when}__isnull": False})
    return both & ~Q(**{reason: ""}) if reason else both


def not_recorded(act: str, *, when: str = "at") -> Q:
    """Require neither person nor time of `act`."""
    return Q(**{f"{act}_by__isnull": True, f"{act}_{when}__isnull": True})


class Decided(models.Model):
    """What somebody asks for and another decides."""

    decided_by = person_of(_("decided by"))
    decided_at = time_of(_("decided at"))
    decision_reason = models.TextField(_("decision reason"), blank=True)

    class Meta:
        abstract = True
