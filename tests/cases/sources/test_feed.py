"""A feed is cut without being parsed: nothing of a followed docket is lost by it."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.models import DocketEntry
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.feed import cut_feed
from risks.cases.sources.formats.rss import read_rss
from tests.cases.intake.courtmail import feed, item
from tests.factories import make_case
from tests.fuzz import examples

OURS = "2:25-cv-00001"
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(
            [OURS, "8:25-cv-00001", "2:25-cv-00002", "2:25-CV-00001-ABC", "25-cv-00001"]
        ),
        st.integers(1, 5),
        st.sampled_from(["Motion", "Order", "a ]]> b", "Notice (Other)"]),
    ),
    max_size=12,
)


def kept(*items: str) -> int:
    return len(cut_feed(feed(*items), court_id="cacd").of([OURS]).entries)


@pytest.mark.parametrize(
    "title",
    [
        "2:25-cv-00001 Doe v. Acme",
        "2:25-cv-00001-ABC-DE Doe v. Acme",
        "2:25-CV-00001 Doe v. Acme",
        "25-cv-00001 Doe v. Acme",
        "<![CDATA[2:25-cv-00001 Doe </item> v. Acme]]>",
        "2:25&#45;cv&#x2d;00001 Doe v. Acme",
    ],
)
def test_an_item_of_a_followed_docket_is_kept_however_it_is_written(title: str) -> None:
    assert kept(item().replace("2:25-cv-00001 Doe v. Acme", title)) == 1


@pytest.mark.parametrize("number", ["2:25-cv-00011", "2:25-cr-00001", "8:25-cv-00001"])
def test_an_item_of_another_docket_is_left_out(number: str) -> None:
    assert kept(item(number)) == 0


def test_where_no_title_is_found_the_whole_item_is_searched() -> None:
    titled = item().replace("<title>", "<dc:title>").replace("</title>", "</dc:title>")

    assert kept(titled) == 1


def test_what_stands_in_a_comment_is_no_item() -> None:
    assert kept(f"<!-- {item()} -->", item(entry=45)) == 1


@examples(30)
@given(entries=ENTRIES)
def test_cut_or_not_the_followed_docket_reads_the_same(
    entries: list[tuple[str, int, str]],
) -> None:
    text = feed(*(item(n, entry=entry, short=s) for n, entry, s in entries))

    whole = read_rss(text, court_id="cacd")
    cut = cut_feed(text, court_id="cacd")
    part = read_rss(cut.of([OURS]).written(), court_id="cacd")

    ours = [one for one in whole if one.dockets[0].docket_number == OURS]
    assert ours == [one for one in part if one.dockets[0].docket_number == OURS]
    assert cut.items() == sum(one.items for one in whole) == len(entries)


def test_many_items_that_never_end_are_refused_at_once() -> None:
    with pytest.raises(SourceRefused, match="an item does not end"):
        cut_feed(feed("<item>" * 500_000), court_id="cacd")


def imported(path: Path, *arguments: str) -> None:
    call_command("import_docket", str(path), "--court", "cacd", *arguments)


@pytest.mark.django_db
def test_of_a_large_feed_the_followed_case_is_imported_and_the_rest_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_case(code="C-1", court_id="cacd", docket_number=OURS)
    path = tmp_path / "feed.xml"
    others = [item(f"2:25-cv-{n:05}", entry=n) for n in range(10_000, 21_000)]
    path.write_text(feed(*others, item()), encoding="utf-8")

    imported(path)

    assert path.stat().st_size > 5_000_000
    assert DocketEntry.objects.get().number == "44"
    told = "11001 items: 1 filed, 0 known, 0 not read, 11000 of cases that are not "
    assert told in capsys.readouterr().out


@pytest.mark.django_db
def test_with_a_case_named_only_its_items_are_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_case(code="C-1", court_id="cacd", docket_number=OURS)
    make_case(code="C-2", court_id="cacd", docket_number="2:25-cv-00002")
    path = tmp_path / "feed.xml"
    path.write_text(feed(item(), item("2:25-cv-00002")), encoding="utf-8")

    imported(path, "--case", "C-2")

    assert DocketEntry.objects.get().case.code == "C-2"
    told = "2 items: 1 filed, 0 known, 0 not read, 1 of cases that are not followed"
    assert told in capsys.readouterr().out


@pytest.mark.django_db
def test_a_feed_that_declares_entities_is_one_line_and_imports_nothing(
    tmp_path: Path,
) -> None:
    make_case(court_id="cacd", docket_number=OURS)
    path = tmp_path / "feed.xml"
    bomb = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><rss'
    path.write_text(feed(item(short="&b;")).replace("<rss", bomb), encoding="utf-8")

    with pytest.raises(CommandError) as error:
        imported(path, "--format", "rss")

    told = f"{path}: declares entities, which no court's feed does"
    assert str(error.value) == told
    assert not DocketEntry.objects.exists()
