"""Every page, asked by a reader of every role, shows no word that is not translated."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from tests.web.test_matrix import ANSWERS
from tests.web.world import client_of
from tests.words.bare import bare_in_html
from tests.words.marked import words_of_rules
from tests.words.world import Words, make_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# Only posted to, a file, or of a state that this reader is not in.
NO_PAGE = {
    "account_change_password", "account_confirm_login_code", "account_reauthenticate",
    "acknowledge_hold", "confirm_listing_withdrawals",
    "answer_docket_question", "provision_file",
    "courtlistener_webhook",
    "end_subscription", "feed", "healthz_reminders", "mfa_authenticate",
    "mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_reauthenticate",
    "mfa_view_recovery_codes", "object_to_change", "recalculate", "record_no_event",
    "reject_reading", "reminder_file", "report_file", "verify_deadline",
}  # fmt: skip


def pages(words: Words) -> Iterator[tuple[str, str]]:
    """Each address that answers with a page, and what it says; forms sent empty too."""
    clients = [client_of(one) for one in (words.reader, words.owner, None)]
    for name in sorted(ANSWERS):
        address = words.address(name)
        gotten = (client.get(address) for client in clients)
        page = next((html for html in map(html_of, gotten) if html), "")
        if page:
            yield name, page
    for name in sorted(ANSWERS):
        # Anew for each: one of them signs out.
        page = html_of(client_of(words.reader).post(words.address(name)))
        if page:
            yield f"{name}, sent empty", page


def html_of(answer: HttpResponseBase) -> str:
    """The page, or nothing: of a file, a refusal, and what leads elsewhere."""
    html = ""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    shown = is_page and answer.status_code in (200, 400, 409, 422)
    if shown and isinstance(answer, HttpResponse):
        html = answer.content.decode()
    answer.close()
    return html


@pytest.mark.usefixtures("pseudo")
def test_every_word_of_every_page_is_translated() -> None:
    words = make_words()
    # The page of rules quotes them all, in the language of the rule book.
    known = words.codes | words_of_rules()

    bare = {
        name: [str(one) for one in bare_in_html(page, data=known)]
        for name, page in pages(words)
    }

    shown = {name.partition(",")[0] for name in bare}
    assert set(ANSWERS) - shown == NO_PAGE
    assert {name: lines for name, lines in bare.items() if lines} == {}
