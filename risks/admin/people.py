"""People, their roles, and the walls between them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from risks.access.models import Person, RestrictedMatter
from risks.admin.history import HistoryAdmin


@admin.register(Person)
class PersonAdmin(HistoryAdmin, UserAdmin):  # type: ignore[misc, type-arg]
    """Roles, never single permissions; no way here to make a superuser."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "email", "is_active")
    list_filter = ("is_active", "language")
    search_fields = ("username", "first_name", "last_name", "email")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        (_("Person"), {"fields": (("first_name", "last_name"), "email", "supervisor")}),
        (
            _("Reminders"),
            {
                "fields": (
                    ("time_zone", "language"),
                    ("quiet_from", "quiet_until"),
                    "digest",
                )
            },
        ),
        (_("Roles"), {"fields": ("groups",)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "email", "password1", "password2", "groups")}),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        """Nobody hands a role to themselves, or locks themselves out."""
        return ("groups", "is_active") if obj == request.user else ()

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        """A superuser's password is not for a compliance administrator to set."""
        if isinstance(obj, Person) and obj.is_superuser:
            return bool(request.user.is_superuser)
        return bool(super().has_change_permission(request, obj))

    def save_model(
        self,
        request: HttpRequest,
        obj: Person,
        form: ModelForm[Any],
        change: bool,
    ) -> None:
        """Every person may enter the admin; what they find there is their roles'."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)


@admin.register(RestrictedMatter)
class RestrictedMatterAdmin(HistoryAdmin):
    list_display = ("name", "reason")
    search_fields = ("name",)
    filter_horizontal = ("members", "member_groups", "denied", "denied_groups")
    fields = (
        "name",
        "reason",
        "members",
        "member_groups",
        "denied",
        "denied_groups",
    )

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[ModelForm[Any]]:
        kwargs["help_texts"] = {
            "members": _(
                "People on the access list. If you leave yourself out, you lose access."
            )
        }
        form: type[ModelForm[Any]] = super().get_form(request, obj, change, **kwargs)
        return form
