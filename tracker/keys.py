"""The key that signs sessions: given in production, and made once elsewhere."""

import os
import secrets
import tempfile
from pathlib import Path

# Django's own check asks for as much (security.W009).
SHORTEST, FEWEST = 50, 5


def weakness(key: str) -> str:
    """Return what is wrong with a key; empty if nothing is."""
    if len(key) < SHORTEST or len(set(key)) < FEWEST:
        return f"must have {SHORTEST} letters or more, of {FEWEST} kinds or more"
    if key.startswith("django-insecure-"):
        return "is one that Django made for development"
    return ""


def kept_key(file: Path) -> str:
    """Return the key in a file that only its owner reads; the first caller makes it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(made, "w", encoding="ascii") as draft:
            draft.write(secrets.token_urlsafe(64))
        try:
            # Whole or not at all: other processes start at the same moment.
            os.link(name, file)
        except FileExistsError:
            pass
        finally:
            Path(name).unlink()
    return file.read_text(encoding="ascii")
