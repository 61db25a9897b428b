"""JSON text to plain values, or one line that says where it fails."""

from typing import Any

import pytest

from risks.engine.exposure.documents.decode import decode, line_of_refusal
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.parsing import parse_risk


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1,\n "b" 2}', "line 2, column 6: not JSON: Expecting ':' delimiter"),
        ("", "line 1, column 1: not JSON: Expecting value"),
        ("[" * 200_000, "is nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "has a number that is too long or not finite"),
        ('{"a": 1, "a": 2}', "a: is stated twice"),
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


CHANGES = """{
  "register": {"discount_rate": 0.1},
  "risks": {
    "breach": {
      "severity": 5
    }
  },
  "add": [
    {
      "id": "flood",
      "kind": "event"
    }
  ]
}"""


@pytest.mark.parametrize(
    ("risk", "field", "line"),
    [
        ("breach", "severity", 5),
        ("breach", None, 4),
        ("flood", "kind", 11),
        ("flood", "severity.pert[0]", 9),
        ("elsewhere", "severity", None),
        (None, "discount_rate", 2),
        (None, "add[0].id", 10),
        (None, None, None),
    ],
)
def test_a_refusal_of_a_change_is_found_on_its_line(
    risk: str | None, field: str | None, line: int | None
) -> None:
    refused = RegisterError("is wrong", risk=risk, field=field)

    assert line_of_refusal(CHANGES, decode(CHANGES), refused) == line
