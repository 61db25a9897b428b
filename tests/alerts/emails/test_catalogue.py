"""The Chinese of the mails: complete, and compiled from what is written."""

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations

import pytest
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from risks.cases.models import Deadline
from tests.place import ROOT

CATALOGUE = ROOT / "risks" / "locale" / "zh_Hant" / "LC_MESSAGES"
TEMPLATES = ROOT / "templates" / "emails"
ALERTS = ROOT / "risks" / "alerts"
SOURCES = sorted(
    [*(ALERTS / "emails").glob("*.py"), *(ALERTS / "queries").rglob("*.py")]
)
CALLS = {"_": 1, "gettext": 1, "gettext_noop": 1, "ngettext": 2, "pgettext": 2}
PLACE = re.compile(r"%\(\w+\)[sd]")
# gettext's own separators of a context from a text.
CONTEXT = "\x04"

Entry = dict[str, str]


def written() -> dict[str, str]:
    """The .po: each text (with its context before it) and its translation."""
    text = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    entries = [_entry(block) for block in text.split("\n\n")]
    return {
        entry.get("msgctxt", "") + CONTEXT * ("msgctxt" in entry) + entry["msgid"]: (
            entry.get("msgstr[0]") or entry.get("msgstr", "")
        )
        for entry in entries
        if entry.get("msgid")
    }


def _entry(block: str) -> Entry:
    entry: Entry = {}
    key = ""
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        head, _, rest = line.partition('"')
        key = head.strip() or key
        entry[key] = entry.get(key, "") + ast.literal_eval(f'"{rest}')
    return entry


def compiled() -> dict[str, str]:
    """The .mo, in the same form."""
    with (CATALOGUE / "django.mo").open("rb") as file:
        catalogue = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {
        key if isinstance(key, str) else key[0]: translation
        for key, translation in catalogue.items()
        if key
    }


def in_templates() -> Iterator[str]:
    for path in TEMPLATES.iterdir():
        nodes = get_template(f"emails/{path.name}").template.nodelist  # type: ignore[attr-defined]
        for node in nodes.get_nodes_by_type(TranslateNode):
            yield str(node.filter_expression.var.literal)
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            yield node.render_token_list(node.singular)[0]


def in_sources() -> Iterator[str]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _texts(node, name=node.func.id)


def _texts(call: ast.Call, *, name: str) -> Iterator[str]:
    texts = [
        one.value
        for one in call.args[: CALLS.get(name, 0)]
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    if texts:
        yield CONTEXT.join(texts) if name == "pgettext" else texts[0]


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert compiled() == written(), "msgfmt -o django.mo django.po"


def test_every_text_of_the_mails_is_translated() -> None:
    texts = {*in_templates(), *in_sources()}

    translated = written()

    assert len(texts) > 80
    assert sorted(text for text in texts if not translated.get(text)) == []


@pytest.mark.parametrize(
    "label",
    [
        *Deadline.Severity.labels,
        *Deadline.Whose.labels,
        *Deadline.Basis.labels,
    ],
)
def test_every_choice_that_a_mail_shows_is_translated(label: str) -> None:
    assert written()[label]


def test_a_translation_names_what_its_text_names() -> None:
    wrong = [
        text
        for text, translation in written().items()
        if set(PLACE.findall(text)) != set(PLACE.findall(translation))
    ]

    assert wrong == []


def test_no_simplified_character_slips_in() -> None:
    simplified = set("时间确认发后备负责单规则计数据风险类关键报务设变应开与为")
    traditional = set("確認時間後備負責規則計數據風險關鍵報務設變應開與為後備單")

    used = set("".join(written().values()))

    assert used & (simplified - traditional) == set()
