"""Frozen figures to a PDF, by Typst in short-lived processes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils import translation

from risks.engine.formats import Language
from risks.reports.documents import press
from risks.reports.documents.board_texts import spoken
from risks.reports.documents.words import in_words

TEMPLATE = "reports/board.typ"
SECONDS = 30
STEPS = ("charts", "pages")
# Typst's names for the languages.
TYPST: Mapping[Language, Mapping[str, str | None]] = {
    "en": {"lang": "en", "region": None},
    "zh-hant": {"lang": "zh", "region": "tw"},
}


class NotRendered(RuntimeError):
    """The renderer failed, or took too long; the message is its last line."""


def pdf(figures: Mapping[str, Any]) -> bytes:
    """The same figures give the same bytes. Raises `NotRendered`."""
    with TemporaryDirectory(prefix="watchbrief-report-") as name:
        folder = Path(name)
        shutil.copy(template_path(), folder / "board.typ")
        text = json.dumps(worded(figures), ensure_ascii=False)
        (folder / "figures.json").write_text(text, encoding="utf-8")
        for step in STEPS:
            _run(step, folder)
        return (folder / "board.pdf").read_bytes()


def worded(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template places, and the language of its words."""
    language = spoken()
    with translation.override(language):
        words = in_words(figures, language=language)
    return {**words, "language": TYPST[language]}


def template_path() -> Path:
    """Not by Django's loader, which would read Typst's braces as its own."""
    return Path(settings.BASE_DIR) / "templates" / TEMPLATE


def font_folders() -> list[str]:
    shipped = files("justmytype_intl_cjk") / "fonts" / "ofl"
    return [str(shipped), *settings.REPORT_FONT_DIRS]


def _run(step: str, folder: Path) -> None:
    script = str(press.__file__)
    try:
        done = subprocess.run(
            [sys.executable, "-I", script, step, str(folder), *font_folders()],
            capture_output=True,
            check=False,
            cwd=folder,
            encoding="utf-8",
            errors="replace",
            # No secret of ours, and a proxy that answers nobody.
            env={"HOME": str(folder), "ALL_PROXY": "http://127.0.0.1:9"},
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise NotRendered(f"{step}: not done after {SECONDS} seconds") from None
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        raise NotRendered(f"{step}: {last[0]}")
