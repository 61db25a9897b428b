"""The inputs of an assessment, one by one."""

from risks.web.assumptions.fields import fields_of, implied, with_values

SUIT = {
    "stages": [{"name": "trial", "fee": {"pert": [1, 2, 9]}, "years": 2}],
    "p_wilful": 0.25,
    "decided": {"trial": "passed"},
    "currency": "USD",
    "evidence": [{"source": "Docket", "date": "2026-05-20"}],
}


def test_each_number_has_the_name_that_the_engine_gives_it() -> None:
    fields = fields_of("copyright_suit", SUIT)

    stated = [field.path for field in fields if field.is_stated]
    assert stated == ["p_wilful", "stages[0].fee", "stages[0].years", "decided.trial"]


def test_an_item_is_named_with_what_it_belongs_to() -> None:
    fields = {field.path: field for field in fields_of("copyright_suit", SUIT)}

    assert fields["stages[0].fee"].name == "Trial: fee"
    assert fields["p_wilful"].name == "Probability of wilfulness"


def test_what_an_item_might_state_stands_with_the_item() -> None:
    suit = {"claims": [{"name": "direct", "p_liable": 0.4}], "p_wilful": 0.25}

    fields = {field.path: field for field in fields_of("copyright_suit", suit)}

    given = fields["claims[0].given"]
    assert (given.name, given.typed) == ("Direct: presupposes", "")
    assert list(fields).index(given.path) == 2


def test_what_might_be_stated_comes_last_and_empty() -> None:
    *_, last = fields_of("injunction", {"p_sought": 0.5})

    assert last.path == "filter_built"
    assert last.typed == ""


def test_the_works_and_wilfulness_have_an_aid() -> None:
    aided = [each.path for each in fields_of("copyright_suit", SUIT) if each.aid]

    assert sorted(aided) == ["p_wilful", "works"]


def test_an_uncertain_number_tells_its_mean_and_median() -> None:
    assert implied("fee", {"pert": [750, 5000, 30000]}) == "mean 8,458, median 7,657"
    assert implied("share", {"pert": [0.1, 0.2, 0.3]}) == "mean 20 %, median 20 %"
    assert implied("own_elasticity", {"pert": [-3, -2, -1]}) == "mean -2, median -2"


def test_a_certain_number_implies_nothing() -> None:
    assert implied("fee", 5000) == ""


def test_a_change_leaves_what_is_stored_alone() -> None:
    changed = with_values(SUIT, {("stages", 0, "years"): 3, ("p_wilful",): 0.1})

    assert changed["stages"][0] == {
        "name": "trial",
        "fee": {"pert": [1, 2, 9]},
        "years": 3,
    }
    assert changed["p_wilful"] == 0.1
    assert SUIT["p_wilful"] == 0.25
