"""JSON text to plain values, or one line that says where it fails."""

import pytest

from risks.engine.foreign.decoding import Undecodable, decode


def test_json_becomes_plain_values() -> None:
    assert decode(b'{"a": [1, null, "x"]}') == {"a": [1, None, "x"]}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1, "a": 2}', "a: is stated twice"),
        ('{"a": [{"b": 1}, {"b": 1, "c": 2, "b": 3}]}', "a[1].b: is stated twice"),
        ("[1, 2", "line 1, column 6: not JSON: Expecting ',' delimiter"),
        (b'"\xff"', "is not UTF-8 text"),
    ],
)
def test_what_is_refused_is_named_by_its_place(text: str | bytes, line: str) -> None:
    with pytest.raises(Undecodable) as refused:
        decode(text)

    assert str(refused.value) == line


def test_an_object_that_is_equal_to_a_sound_one_is_not_taken_for_it() -> None:
    with pytest.raises(Undecodable) as refused:
        decode('[{"a": 2}, {"a": 1, "a": 2}]')

    assert refused.value.path == (1, "a")


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_no_number_is_infinite_where_all_must_be_finite(word: str) -> None:
    assert decode(f"[{word}]") != [0]
    with pytest.raises(Undecodable, match="not finite"):
        decode(f"[{word}]", finite=True)
