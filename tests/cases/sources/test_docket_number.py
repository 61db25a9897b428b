"""One function says whether two docket numbers are the same, nearly, or different."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.sources.docket_number import (
    Likeness,
    Wanted,
    compare,
    is_fuller,
    normalised,
    serials,
)

SAME = [
    [
        "2:26-cv-00109",
        "2:26-cv-00109-ABC-DEF",
        "2:26-CV-00109-ABC(DEFx)",
        "2:26-cv-00109 (ABC)",
        "2:26-cv-00109-1",
        "2:2026cv00109",
        "2:26cv109",
        "2-26-cv-109",
        "Case No. 2:26-cv-00109.",
        "２：26–cv–00109",
    ],
    [
        "26-cv-00109",
        "CV 26-109",
        "CV-26-00109-ABC",
        "26 Civ. 109 (ABC)",
        "C 26-00109 ABC",
        "2026-cv-109",
    ],
    ["5:26-cv-00109", "5:2026-cv-00109-ABC", "EDCV 26-109 ABC (DEFx)"],
    ["8:26-cv-00109", "SACV 26-00109-ABC", "SA CV26-109", "8:26-cv-00109 (ABC/DEF)"],
    ["8:26-cr-00109", "SA CR 26-00109-ABC"],
    ["1:26-cv-01234", "C.A. No. 1:26-cv-01234-ABC", "Dkt. No. 1:26-cv-1234"],
    ["4:26-cv-00010", "Action No. 4:26cv10", "4:26cv10 (Consolidated)"],
    ["26-10042", "Chapter 11 Case No. 26-10042 (AB)"],
    ["26-01001", "Adv. Proc. No. 26-01001 (AB)", "Adv. Pro. No. 26-01001"],
    ["2:26-cr-00109", "2:26-cr-00109-ABC-2"],
    ["2:26-ml-01234", "2:26-md-01234-VC"],
    ["10-12345", "10-12345-abc", "Bankruptcy Petition #: 10-12345-abc"],
    ["1-10-12345", "1:10-12345-ap"],
    ["2:10-ap-01234", "2:10-ap-01234-AB"],
    ["26-1234", "No. 26-1234", "26-1234(L)", "26-1234-cv"],
    ["MDL No. 2741", "MDL 2741", "MDL-02741", "MDL Docket No. 2741"],
    ["HCA 100/2026", "hca 0100 / 2026"],
    ["（2026）沪73民初123号", "(2026) 沪73民初123号"],
    ["24STCV12345", "24stcv12345"],
]
NEARLY = [
    ("26-cv-00109", "2:26-cv-00109"),
    ("26-cv-00109", "5:26-cv-00109"),
    ("26-109", "2:26-cv-00109"),
    ("C.A. No. 26-109-ABC", "1:26-cv-00109-ABC"),
    ("Civ. No. 26-109", "1:26-cv-00109"),
    ("Civil No. 26-109 (ABC/DEF)", "0:26-cv-00109"),
    ("Civil Case No. 26-cv-00109", "3:26-cv-00109"),
    ("26-00001", "1-26-00001-ap"),
    ("1-10-12345", "1:10-bk-12345-AB"),
    ("10-01234", "2:10-ap-01234"),
    ("MDL No. 2741", "3:16-md-02741-VC"),
    ("2741", "MDL No. 2741"),
    ("3:16-md-02741-VC (member case 2:26-cv-00109)", "2:26-cv-00109-ABC"),
]
DIFFERENT = [
    ("2:26-cv-00109", "5:26-cv-00109"),
    ("2:26-cv-00109", "2:26-cv-01090"),
    ("2:26-cv-00109", "2:25-cv-00109"),
    ("2:26-cv-00109", "2:26-cr-00109"),
    ("SACV 26-00109", "2:26-cv-00109"),
    ("Crim. No. 26-cr-00109", "2:26-cv-00109"),
    ("2:10-bk-01234", "2:10-ap-01234"),
    ("HCA 100/2026", "HCA 101/2026"),
    ("HCA 100/2026", "2:26-cv-00100"),
    ("2:26-cv-00109", "Doe v. Acme"),
]


@pytest.mark.parametrize("written", SAME, ids=lambda written: written[0])
def test_however_it_is_written_it_is_the_same(written: list[str]) -> None:
    pairs = itertools.permutations(written, 2)

    assert {compare(one, other) for one, other in pairs} == {Likeness.SAME}


@pytest.mark.parametrize(("one", "other"), NEARLY)
def test_what_leaves_out_a_part_is_nearly_the_same(one: str, other: str) -> None:
    assert compare(one, other) is compare(other, one) is Likeness.NEARLY


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_states_another_part_is_different(one: str, other: str) -> None:
    assert compare(one, other) is compare(other, one) is Likeness.DIFFERENT


@pytest.mark.parametrize(("one", "other"), [*NEARLY, *((s[0], s[-1]) for s in SAME)])
def test_what_is_alike_shares_a_serial_and_is_found(one: str, other: str) -> None:
    found = Wanted.of([other, "9:99-cv-99999"]).alike(one)

    assert serials([one]) & serials([other])
    assert found == [(other, compare(one, other))]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2:26-CV-109-ABC", "2:26-cv-00109"),
        ("02:2026cv00109", "2:26-cv-00109"),
        ("CV 26-109", "26-cv-00109"),
        ("2:26-ml-01234-VC", "2:26-ml-01234"),
        ("1-26-00001-ap", "1-26-00001"),
        ("10-01234-abc", "10-01234"),
        ("No. 26-1234", "26-1234"),
        ("mdl 2741", "MDL No. 2741"),
        ("  HCA  100/2026 ", "HCA 100/2026"),
    ],
)
def test_a_number_is_written_as_its_court_does(typed: str, written: str) -> None:
    assert normalised(typed) == written
    assert normalised(written) == written
    assert compare(typed, written) is Likeness.SAME


@pytest.mark.parametrize(
    ("told", "than", "fuller"),
    [
        ("2:26-cv-00109", "26-cv-00109", True),
        ("26-00001", "1-26-00001", False),
        ("26-cv-00109", "2:26-00109", False),
        ("2:26-cv-00109 and 2:26-cv-00110", "2:26-cv-00109", False),
    ],
)
def test_the_fuller_number_states_all_that_the_other_does(
    told: str,
    than: str,
    fuller: bool,  # noqa: FBT001
) -> None:
    assert is_fuller(told, than=than) is fuller


@given(st.text(max_size=60))
def test_any_text_is_the_same_as_itself(text: str) -> None:
    assert compare(text, text) is Likeness.SAME
    assert compare(normalised(text), normalised(normalised(text))) is Likeness.SAME


def test_a_long_text_takes_no_time() -> None:
    started = time.perf_counter()

    for text in ("2:26-cv-00109" + "-abc" * 5000 + "!", "a" * 50_000, "no. " * 9000):
        compare(text, "2:26-cv-00109")

    assert time.perf_counter() - started < 1
