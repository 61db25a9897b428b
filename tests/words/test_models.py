"""Every name, choice, help text and refusal of a model is wrapped for translation."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise

# The two keys that Django adds without a name that anybody sees.
UNNAMED = {"id", "password", "last_login"}


def models() -> Iterator[type[Model]]:
    for model in apps.get_app_config("risks").get_models():
        if "Historical" not in model.__name__:
            yield model


def fields() -> Iterator[tuple[str, "Field[Any, Any]"]]:
    for model in models():
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.name not in UNNAMED:
                yield f"{model.__name__}.{field.name}", field


def is_bare(text: object) -> bool:
    return bool(text) and not isinstance(text, Promise)


def test_every_field_has_a_name_to_translate() -> None:
    bare = [name for name, field in fields() if is_bare(field.verbose_name)]

    assert bare == []


def test_every_help_text_is_wrapped() -> None:
    assert [name for name, field in fields() if is_bare(field.help_text)] == []


def test_every_choice_is_wrapped() -> None:
    bare = [
        f"{name}: {label}"
        for name, field in fields()
        for _, label in field.choices or ()
        # A language is named in itself.
        if is_bare(label) and field.name != "language"
    ]

    assert bare == []


def test_every_model_has_a_name_in_the_singular_and_the_plural() -> None:
    bare = [
        model.__name__
        for model in models()
        if is_bare(model._meta.verbose_name) or is_bare(model._meta.verbose_name_plural)
    ]

    assert bare == []


def test_every_refusal_of_a_constraint_is_wrapped() -> None:
    # The sentence that Django itself writes names the constraint, and is no sentence.
    bare = [
        constraint.name
        for model in models()
        for constraint in model._meta.constraints
        if is_bare(constraint.violation_error_message)
    ]

    assert bare == []
