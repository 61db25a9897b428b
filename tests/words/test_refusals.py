"""Every text that refuses a source is a template, so that it can be translated."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from risks.engine.sentences import other_files, sources
from risks.sentences import translated
from tests.words.bare import bare_in_text

REFUSALS = {"AddressRefused", "NotNow", "SettingRefused", "SourceRefused", "scraping"}
# Composed before they are passed on.
PASSED_ON = {"found.problem", "otherwise", "problem", "rebuilt(str, reply['refused'])"}


def texts(source: str) -> Iterator[ast.expr]:
    """The text of each refusal in a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in REFUSALS:
            yield node.args[0]


def is_composed(text: ast.expr) -> bool:
    """Say whether a text, or each of two alternatives, is the call of something."""
    if isinstance(text, ast.IfExp):
        return is_composed(text.body) and is_composed(text.orelse)
    return isinstance(text, ast.Call) or ast.unparse(text) in PASSED_ON


def test_every_refusal_of_a_source_is_composed_by_a_template() -> None:
    modules = sorted(Path(settings.BASE_DIR, "risks/cases").rglob("*.py"))

    found = [(path, text) for path in modules for text in texts(path.read_text())]

    assert len(found) > 90
    assert [
        f"{path.name}:{text.lineno}" for path, text in found if not is_composed(text)
    ] == []


def test_a_refusal_in_plain_words_is_noticed() -> None:
    written = 'raise SourceRefused(f"is {what}")\nraise NotNow("failed")'

    assert not any(is_composed(text) for text in texts(written))


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(
    "stored",
    [
        sources.FEED(problem=sources.ANSWERED(problem="is not there", status=404)),
        sources.COURTLISTENER(problem=sources.NOT_IN_TIME()),
        sources.AT_LINE(line=3, problem=sources.JSON_NOT_UTF_8(line=3)),
        sources.FIELD(field="next", problem=sources.OTHER_PLACE()),
        sources.API_ADDRESS(problem="is not a web address"),
        sources.IN_FEED(problem=sources.NO_ENTRY_DATE()),
        other_files.IS(what="a PDF", instead="save the docket page itself, as HTML"),
    ],
)
def test_a_stored_refusal_is_shown_in_the_language_of_the_reader(stored: str) -> None:
    shown = translated(stored)

    assert shown != stored
    assert bare_in_text(shown, where="", data=frozenset({"next"})) == []
