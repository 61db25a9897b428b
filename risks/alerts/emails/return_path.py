"""Where a failed delivery is reported: an address that only this house can make.

`bounces+<24 letters of the row's key>.<signature>@example.com`. It stays itself when a
mail server lowers its case. The same two parts travel in a header, which comes back
inside the report when a server has rewritten the address.
"""

import hmac
import re
from base64 import b32encode

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

HEADER = "X-Watchbrief-Return"
# 96 bits of the row's key, 80 bits of signature: 41 letters with the dot between.
NAME_LETTERS = 24
SIGNATURE_LETTERS = 16
LONGEST_LOCAL_PART = 64
_TOKEN = re.compile(rf"([0-9a-f]{{{NAME_LETTERS}}})\.([a-z2-7]{{{SIGNATURE_LETTERS}}})")


def token(key: str) -> str:
    name = key[:NAME_LETTERS]
    return f"{name}.{_signature(name, secret=settings.SECRET_KEY)}"


def signed_names(text: str) -> list[str]:
    """The beginnings of keys that this house has signed, in a header's text."""
    found = _TOKEN.findall(text.lower())
    return [name for name, signature in found if _is_ours(name, signature)]


def returning(message: EmailMessage, *, key: str) -> EmailMessage:
    """Send its failures to us; whom it is from stays what readers see."""
    message.extra_headers[HEADER] = token(key)
    if settings.BOUNCE_ADDRESS:
        local, _, domain = settings.BOUNCE_ADDRESS.rpartition("@")
        # Django takes the envelope's sender from `from_email`, and From from here.
        message.extra_headers.setdefault("From", message.from_email)
        message.from_email = f"{local}+{token(key)}@{domain}"
    return message


def address_problem(address: str) -> str:
    """Why it cannot be the address of bounces; empty when it can, or is not set."""
    local, at, domain = address.rpartition("@")
    if address and not (at and local and domain and address.isascii()):
        return f"BOUNCE_ADDRESS: {address!r} is no address such as bounces@example.com"
    room = LONGEST_LOCAL_PART - len("+.") - NAME_LETTERS - SIGNATURE_LETTERS
    if len(local) > room:
        return f"BOUNCE_ADDRESS: {local!r} is longer than {room} letters"
    return ""


def _is_ours(name: str, signature: str) -> bool:
    """An older key still counts: mails that left before it was changed come back."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(
        hmac.compare_digest(signature, _signature(name, secret=secret))
        for secret in secrets
    )


def _signature(name: str, *, secret: str | bytes) -> str:
    made = salted_hmac("alerts.return_path", name, secret=secret, algorithm="sha256")
    return b32encode(made.digest()).decode().lower()[:SIGNATURE_LETTERS]
