"""Choices that leave out what is privileged."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from risks.access.models import Scope
from risks.admin.scoped import ScopedAdmin


class PrivilegedChoices(ScopedAdmin):
    """Who cannot read counsel's assessments adds nothing to them either."""

    def choices(self, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        rows = super().choices(db_field, request)
        if db_field.name == "risk" and not Scope.of(request.user).privileged:
            return rows.filter(privileged=False)
        return rows
