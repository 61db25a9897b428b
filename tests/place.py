"""Where the checkout is: the one place in the tests that counts parents."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
