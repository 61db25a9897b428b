"""JSON text to plain values, or one line that says where it fails."""

from typing import Any

import pytest

from risks.engine.exposure.document import decode
from risks.engine.exposure.parsing import parse_risk
from risks.engine.exposure.reading import RegisterError


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1,\n "b" 2}', "line 2, column 6: not JSON: Expecting ':' delimiter"),
        ("", "line 1, column 1: not JSON: Expecting value"),
        ("[" * 200_000, "is nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "has a number with too many digits"),
        ('{"a": 1, "a": 2}', '"a": is there twice in one object'),
    ],
)
def test_what_is_not_json_is_refused_by_its_line(text: str, line: str) -> None:
    with pytest.raises(RegisterError) as refused:
        decode(text)

    assert str(refused.value) == line


def test_nan_is_refused_by_its_field_though_python_would_read_it() -> None:
    document: Any = decode('{"id": "e", "kind": "event", "rate_per_year": NaN}')

    with pytest.raises(
        RegisterError, match='risk "e", rate_per_year: must be 0 or more'
    ):
        parse_risk(document)


def test_an_empty_object_is_json() -> None:
    assert decode("{}") == {}
