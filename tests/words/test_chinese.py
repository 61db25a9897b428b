"""Traditional Chinese is complete for mails, and in no other script."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale, trans_real

import tracker.formats
from risks.alerts.models import Notification
from risks.alerts.operations import plan, send_digests
from risks.engine import formats
from tests.alerts.digest.test_send_digests import MORNING
from tests.alerts.mailbox import letter
from tests.factories import NOW
from tests.words.pseudo import OPEN, Pseudo
from tests.words.test_mails import make_everything_due

pytestmark = pytest.mark.django_db
LOCALE = Path(__file__).resolve().parents[2] / "risks" / "locale"
# Of each character that both scripts write differently, its two forms.
SIMPLIFIED = (
    "时间确认发后备负责单规则计数据风险类关键报务设变应开与为么这个们对国过还进动"
)
TRADITIONAL = (
    "時間確認發後備負責單規則計數據風險類關鍵報務設變應開與為麼這個們對國過還進動"
)


def in_chinese() -> set[str]:
    """What the catalogue of zh-Hant answers, Django's own words with it."""
    catalogue = trans_real.translation("zh-hant")
    keys = (key for key, _ in catalogue._catalog.items())  # type: ignore[attr-defined]
    return {key if isinstance(key, str) else key[0] for key in keys}


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def said(catalogue: Path) -> str:
    """Every translation of the catalogue."""
    lines = re.findall(r'^(?:msgstr.*? )?(".*")$', catalogue.read_text(), re.M)
    return "".join(map(ast.literal_eval, lines))


def test_every_text_that_a_mail_asks_for_is_translated(pseudo: Pseudo) -> None:
    make_everything_due()
    plan(now=NOW)
    pseudo.asked.clear()

    for row in Notification.objects.select_related("recipient", "deadline"):
        letter(row)
    send_digests(now=MORNING)

    # A label that was translated once is asked for a second time as it stands.
    asked = {text for text in pseudo.asked if OPEN not in text}
    assert len(asked) > 80
    assert sorted(asked - in_chinese()) == []


@pytest.mark.parametrize("catalogue", catalogues(), ids=lambda path: path.parts[-3])
def test_no_message_of_a_catalogue_is_fuzzy_or_untranslated(catalogue: Path) -> None:
    text = catalogue.read_text(encoding="utf-8")

    assert "#, fuzzy" not in text
    assert not re.search(r'msgstr(?:\[\d\])? ""\n(?!")', text)


@pytest.mark.parametrize("catalogue", catalogues(), ids=lambda path: path.parts[-3])
def test_no_character_is_of_the_other_script(catalogue: Path) -> None:
    traditional = catalogue.parts[-3] == "zh_Hant"
    other, own = (SIMPLIFIED, TRADITIONAL) if traditional else (TRADITIONAL, SIMPLIFIED)

    assert set(said(catalogue)) & (set(other) - set(own)) == set()


def test_the_formatter_knows_the_languages_that_are_offered() -> None:
    offered = {code for code, _ in settings.LANGUAGES}

    assert set(formats.LANGUAGES) == offered


def test_dates_are_formatted_in_the_languages_that_are_offered() -> None:
    offered = {to_locale(code) for code, _ in settings.LANGUAGES}
    folder = Path(tracker.formats.__path__[0])

    assert {path.parent.name for path in folder.glob("*/formats.py")} == offered
