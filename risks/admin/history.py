"""The history of a row, for those who see the row."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin

from risks.access.models import RestrictedMatter
from risks.admin.scoped import ScopedAdmin


class HistoryAdmin(SimpleHistoryAdmin, ScopedAdmin):
    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self._refuse_unseen(request, object_id)
        response: HttpResponse = super().history_view(request, object_id, extra_context)
        return response

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One old version, to read. Reverting by form would skip every operation."""
        if request.method != "GET":
            raise PermissionDenied
        self._refuse_unseen(request, object_id)
        response: HttpResponse = super().history_form_view(
            request, object_id, version_id, extra_context
        )
        return response

    def revert_disabled(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return True

    def set_history_delta_changes(
        self,
        request: HttpRequest,
        historical_records: Sequence[Any],
        foreign_keys_are_objs: bool = True,
    ) -> None:
        super().set_history_delta_changes(
            request, historical_records, foreign_keys_are_objs
        )
        hidden = {capfirst(f.verbose_name) for f in self._may_name_hidden_rows()}
        for record in historical_records:
            changes = getattr(record, "history_delta_changes", [])
            record.history_delta_changes = [
                change for change in changes if change["field"] not in hidden
            ]

    def _may_name_hidden_rows(self) -> list[Any]:
        walls = [
            field
            for field in self.model._meta.fields
            if field.related_model is RestrictedMatter
        ]
        return [*walls, *self.model._meta.many_to_many]

    def _refuse_unseen(self, request: HttpRequest, object_id: str) -> None:
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
