"""The one base of every admin page: rows, choices and filters within what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.forms import ModelChoiceField, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from risks.access.models import Person, Role, VisibleQuerySet
from risks.admin.chosen import AutocompleteByID, ManyByID

if TYPE_CHECKING:
    RowForm = ModelForm[Any]
else:
    # Its kind of row is known to the types alone.
    RowForm = ModelForm

# Letters of a search; SQLite refuses a pattern of 50,000.
_LONGEST_SEARCH = 200


class RoleChoices(ManyByID):
    """Names a role as every page does, and not as its group is stored."""

    def label_from_instance(self, obj: Group) -> str:
        return str(dict(Role.choices).get(obj.name, obj.name))


def seen(model: type[models.Model], request: HttpRequest) -> QuerySet[Any]:
    """Return the rows of `model` that this person sees; all, if none is restricted."""
    rows = model._default_manager.all()
    if isinstance(rows, VisibleQuerySet):
        within: QuerySet[Any] = rows.visible_to(request.user)
        return within
    return rows


def reader(request: HttpRequest) -> Person:
    """The admin lets nobody in who is not signed in."""
    assert isinstance(request.user, Person)
    return request.user


class ScopedAdmin(ModelAdmin):
    # The path to the row whose access list holds for this one too.
    restricted_through: ClassVar[str] = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        if isinstance(rows, VisibleQuerySet):
            rows = rows.visible_to(request.user)
        if self.restricted_through:
            path = self.restricted_through
            restricted = self.model._meta.get_field(path).related_model
            rows = rows.filter(**{f"{path}__in": seen(restricted, request)})
        return rows

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        """With its many-to-many rows cut to those seen: a form must not name more."""
        row: models.Model | None = super().get_object(request, object_id, from_field)
        if row is not None:
            models.prefetch_related_objects(
                [row],
                *(
                    Prefetch(field.name, queryset=seen(field.related_model, request))
                    for field in self.model._meta.many_to_many
                ),
            )
        return row

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        kwargs["queryset"] = self.choices(db_field, request)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = AutocompleteByID(db_field, self.admin_site)
        field: ModelChoiceField[Any] | None = super().formfield_for_foreignkey(
            db_field, request, **kwargs
        )
        return field

    def formfield_for_manytomany(
        self,
        db_field: models.ManyToManyField[Any, Any],
        request: HttpRequest,
        **kwargs: Any,
    ) -> ModelMultipleChoiceField[Any] | None:
        kwargs["queryset"] = self.choices(db_field, request)
        is_role = db_field.related_model is Group
        kwargs["form_class"] = RoleChoices if is_role else ManyByID
        field: ModelMultipleChoiceField[Any] | None = super().formfield_for_manytomany(
            db_field, request, **kwargs
        )
        return field

    def choices(
        self, db_field: models.Field[Any, Any], request: HttpRequest
    ) -> QuerySet[Any]:
        """What a form may offer for this relation."""
        related = db_field.related_model
        assert isinstance(related, type), "choices are those of a relation"
        rows = seen(related, request)
        return rows.filter(is_active=True) if issubclass(related, Person) else rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Refuse a search of more letters than anything here is searched by."""
        if len(search_term) > _LONGEST_SEARCH:
            most = {"most": _LONGEST_SEARCH}
            self.message_user(request, _("Search for at most %(most)s letters.") % most)
            return queryset.none(), False
        found: tuple[QuerySet[Any], bool] = super().get_search_results(
            request, queryset, search_term
        )
        return found

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Any],
        formsets: list[Any],
        change: bool,
    ) -> None:
        """Keep restricted rows linked: who cannot see them did not unlink them."""
        for field in self.model._meta.many_to_many:
            if change and field.name in form.cleaned_data:
                linked = type(form.instance)._default_manager.get(pk=form.instance.pk)
                hidden = (
                    getattr(linked, field.name)
                    .all()
                    .exclude(pk__in=self.choices(field, request))
                )
                kept = [*form.cleaned_data[field.name], *hidden]
                form.cleaned_data[field.name] = kept
        super().save_related(request, form, formsets, change)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Declared filters only: a free lookup asks questions about hidden rows."""
        paths = [f[0] if isinstance(f, tuple) else f for f in self.list_filter]
        return any(
            lookup == path or lookup.startswith(f"{path}__")
            for path in paths
            if isinstance(path, str)
        )

    def has_delete_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        """Nothing is deleted here: rows are closed, withdrawn or deactivated."""
        return False
