"""Read the words of a template without rendering it, whatever its branches."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from tests.words.bare import Bare, bare_in_html, bare_in_text, has_words

ROOT = Path(__file__).resolve().parents[2] / "templates"
# Words that a tag or a filter gives to the page; `_("…")` is translated.
_GIVEN = re.compile(
    r"""(?<!_\()(?:\|(?:default|default_if_none|yesno|pluralize|join|add):"""
    r"""|(?<![\w-])(?:label|title|words|text|heading|name)=)(?:"([^"]*)"|'([^']*)')"""
)
_PLURAL = re.compile(r"\|pluralize\b")


def templates() -> list[str]:
    """Return the name of each template that a person meets."""
    found = [*ROOT.rglob("*.html"), *ROOT.rglob("*.txt")]
    return sorted(str(path.relative_to(ROOT)) for path in found)


def _tokens(name: str) -> list[Token]:
    return Lexer((ROOT / name).read_text(encoding="utf-8")).tokenize()


def _outside_blocks(tokens: list[Token]) -> Iterator[Token]:
    """Leave out comments, and what stands between blocktranslate and its end."""
    ending = ""
    for token in tokens:
        words = token.contents.split() if token.token_type == TokenType.BLOCK else []
        word = words[0] if words else ""
        if ending:
            ending = "" if word == ending else ending
        elif word in ("blocktranslate", "blocktrans", "comment"):
            ending = f"end{word}"
        elif token.token_type != TokenType.COMMENT:
            yield token


def _given(tokens: list[Token]) -> Iterator[Bare]:
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            continue
        where = f"line {token.lineno}, in a tag"
        if _PLURAL.search(token.contents):
            yield Bare(where, f"pluralize: {token.contents}")
        for match in _GIVEN.finditer(token.contents):
            text = match[1] or match[2] or ""
            if has_words(text):
                yield Bare(where, text)


def bare_in_template(name: str) -> list[Bare]:
    """Return each word that the template itself says and that is not wrapped."""
    tokens = list(_outside_blocks(_tokens(name)))
    text = "".join(
        token.contents if token.token_type == TokenType.TEXT else " "
        for token in tokens
    )
    check = bare_in_html if name.endswith(".html") else bare_in_text
    return [*check(text), *_given(tokens)]
