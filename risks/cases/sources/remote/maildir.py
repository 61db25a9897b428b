"""A maildir: what has come is in `new`, what was dealt with is in `cur`."""

from pathlib import Path

# Flags of the maildir format: read, and set aside for a person to look at.
SEEN, FLAGGED = "S", "F"


def arrived(folder: Path) -> list[Path]:
    """The messages that nobody has dealt with; raises OSError without a maildir."""
    messages = sorted(path for path in (folder / "new").iterdir() if path.is_file())
    (folder / "cur").mkdir(exist_ok=True)
    return messages


def put_by(message: Path, *, flag: str = SEEN) -> None:
    message.rename(message.parent.parent / "cur" / f"{message.name}:2,{flag}")
