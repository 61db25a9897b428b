"""A form of the admin, filled in as its page offers it."""

from typing import Any

from django.forms import Form
from django.test import Client


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send back, with `changes` written over it."""
    form: Form = client.get(address).context["adminform"].form
    offered = {name: _sent(form[name].value()) for name in form.fields}
    return {**{k: v for k, v in offered.items() if v is not None}, **changes}


def errors(answer: Any) -> dict[str, list[str]]:
    """Of a response of the test client, which keeps the context it was drawn from."""
    found: dict[str, list[str]] = answer.context["adminform"].form.errors
    return found


def _sent(value: Any) -> Any:
    if value is False or value is None:
        return None
    if isinstance(value, list):
        return [getattr(each, "pk", each) for each in value]
    return value
