"""Every word that a template says is wrapped for translation."""

import pytest

from tests.words.templates import bare_in_template, templates


@pytest.mark.parametrize("name", templates())
def test_every_word_of_a_template_is_wrapped(name: str) -> None:
    assert [str(one) for one in bare_in_template(name)] == []
