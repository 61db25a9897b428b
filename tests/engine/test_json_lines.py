"""The line on which a field of a JSON text stands."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from risks.cases.sources.docket import Path
from risks.engine.json_lines import line_of

TREES = st.recursive(
    st.integers() | st.text() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_a_field_is_found_past_strings_that_look_like_fields() -> None:
    text = '{\n "a": "\\"b\\": {[",\n "b": [1,\n  {"c": 2}]\n}'

    assert line_of(text, ("b", 1, "c")) == 4


def test_a_missing_field_has_the_line_of_its_parent() -> None:
    text = '{\n "a": [\n  {}\n ]\n}'

    assert line_of(text, ("a", 0, "missing")) == 3


def test_of_a_repeated_field_the_last_one_is_meant() -> None:
    assert line_of('{"a": 1,\n"a": 2}', ("a",)) == 2


@given(TREES)
def test_every_value_is_found_where_it_was_written(tree: Any) -> None:
    text = json.dumps(tree, indent=1)

    for path, value in values(tree):
        first = text.splitlines()[line_of(text, path) - 1].strip()
        written = json.dumps(value, indent=1).splitlines()[0]
        assert written in first


def values(tree: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    found = [(path, tree)]
    members: list[tuple[str | int, Any]] = []
    if isinstance(tree, dict):
        members = list(tree.items())
    if isinstance(tree, list):
        members = list(enumerate(tree))
    for step, value in members:
        found += values(value, (*path, step))
    return found
