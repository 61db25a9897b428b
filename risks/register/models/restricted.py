"""What may belong to a restricted matter of its own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from risks.access.models import RestrictedMatter


class Restricted(models.Model):
    restricted_matter = models.ForeignKey(
        RestrictedMatter,
        verbose_name=_("restricted matter"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text=_("Only people on its access list see it. Empty: all with a role."),
    )

    restricted_matter_path: ClassVar[str | None] = "restricted_matter"

    class Meta:
        abstract = True
