"""Run an operation on an obligation, and say at its field why it was refused."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from risks.cases.operations.records.due_dates import RegisterRefused

Done = TypeVar("Done")


def explained(form: forms.Form, operation: Callable[[], Done]) -> Done | None:
    """Return what the operation returns; None: the form says why."""
    try:
        return operation()
    except RegisterRefused as refused:
        known = refused.field if refused.field in form.fields else None
        form.add_error(known, str(refused))
        return None
