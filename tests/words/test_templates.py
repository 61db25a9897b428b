"""Every word that a template says is wrapped for translation."""

from pathlib import Path

import pytest

from tests.words.templates import bare_in_template, templates

# Shrinks: a template leaves when its words are wrapped, and none is added.
NOT_YET = set(
    Path(__file__).with_name("templates_not_yet.txt").read_text().splitlines()
)


@pytest.mark.parametrize("name", templates())
def test_every_word_of_a_template_is_wrapped(name: str) -> None:
    bare = [str(one) for one in bare_in_template(name)]

    if name in NOT_YET:
        assert bare, "its words are wrapped: take it from the list"
    else:
        assert bare == []


def test_no_template_that_is_gone_stands_in_the_list() -> None:
    assert NOT_YET - set(templates()) == set()
