from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.alerts.emails.columns import COLUMNS, fold, table, width

WORDS = st.text(
    alphabet=st.sampled_from("ab-.  迪士尼訴，。（）「」é·…\U0001f600"), max_size=400
)


def shown(line: str) -> int:
    """As most readers draw it."""
    return sum(1 + (east_asian_width(one) in "WF") for one in line)


@given(WORDS)
def test_no_line_is_wider_than_the_window(text: str) -> None:
    assert all(shown(line) <= COLUMNS for line in fold(text).split("\n"))


@given(WORDS)
def test_folding_loses_nothing_but_spaces(text: str) -> None:
    assert "".join(fold(text).split()) == "".join(text.split())


@given(WORDS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_link_stays_whole_on_a_line_of_its_own() -> None:
    link = "https://watchbrief.example/" + "a" * 100

    assert fold(f"Open the timeline: {link} today").split("\n") == [
        "Open the timeline:",
        link,
        "today",
    ]


def test_a_word_without_end_is_cut() -> None:
    assert [len(line) for line in fold("x" * 100).split("\n")] == [39, 61]


def test_a_line_of_chinese_does_not_begin_with_its_full_stop() -> None:
    lines = fold("期" * 39 + "。").split("\n")

    assert lines == ["期" * 38, "期。"]


def test_the_mark_before_a_signature_keeps_its_space() -> None:
    assert fold("a\n-- \nb") == "a\n-- \nb"


def test_a_point_of_a_list_hangs_in() -> None:
    first, second = fold("- " + "word " * 20).split("\n")

    assert first.startswith("- word")
    assert second.startswith("  word")


def test_labels_and_values_stand_in_two_columns() -> None:
    rows = [("法院當地時間", "2026年"), ("Case", "C-1 " + "word " * 20)]

    lines = table(rows).split("\n")

    assert lines[0] == "法院當地時間  2026年"
    assert lines[1].startswith("Case          C-1 word")
    assert lines[2].startswith("              word")


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("期限", 4), ("\u00e9", 2), ("", 0)]
)
def test_the_width_of_text(text: str, columns: int) -> None:
    assert width(text) == columns


@given(label=st.text(max_size=400), value=st.text(max_size=400))
def test_a_table_of_any_label_and_value_ends_and_fits(label: str, value: str) -> None:
    lines = table([(label, value)]).split("\n")

    assert len(lines) <= len(label) + len(value) + 2
    assert all(width(line) <= COLUMNS or "http" in line for line in lines)


@pytest.mark.parametrize("length", [74, 75, 76, 77, 78, 79, 200])
def test_a_label_as_long_as_the_line_leaves_room_for_its_value(length: int) -> None:
    text = table([("x" * length, "value " * 30)])

    assert text.count("value") == 30
    assert max(map(width, text.split("\n"))) <= COLUMNS
