"""Read a maildir: new messages are in `new`, finished ones in `cur`."""

from pathlib import Path

# Flags of the maildir format: read, and marked for a person to check.
SEEN, FLAGGED = "S", "F"


def arrived(folder: Path) -> list[Path]:
    """Return the new messages; raises OSError if there is no maildir."""
    messages = sorted(path for path in (folder / "new").iterdir() if path.is_file())
    (folder / "cur").mkdir(exist_ok=True)
    return messages


def set_aside(message: Path, *, flag: str = SEEN) -> None:
    """Move a finished message to `cur` with this flag."""
    message.rename(message.parent.parent / "cur" / f"{message.name}:2,{flag}")
