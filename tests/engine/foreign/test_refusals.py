"""What pydantic finds wrong with a document is said in one line: where, and what."""

from typing import Annotated, Any, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from risks.engine.foreign.documents import Document, Many, Several, day_of, refuse
from risks.engine.foreign.refusals import Refusal, refusal_of, refusals_of


class Wheel(Document):
    noun: ClassVar[str] = "wheel"

    size: Annotated[int, Field(strict=True)]


class Cart(Document):
    noun: ClassVar[str] = "cart"
    explained_keys: ClassVar[dict[str, str]] = {"horse": "belongs before the cart"}

    wheels: Several[Wheel]
    spares: Many[Wheel] = ()
    colour: Literal["red", "green"] = "red"
    owner: str = ""
    is_sold: bool = Field(default=False, alias="sold")


def cart(**fields: Any) -> dict[str, Any]:
    return {"wheels": [{"size": 3}], **fields}


def refusals(document: object) -> tuple[Refusal, ...]:
    with pytest.raises(ValidationError) as refused:
        Cart.model_validate(document)
    return refusals_of(refused.value, Cart)


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ([], ": must be a cart, not a list"),
        ({}, "wheels: is missing"),
        (cart(wheels=[]), "wheels: must hold at least one"),
        (cart(wheels={}), "wheels: must be a list, not an object"),
        (cart(wheels=[3]), "wheels[0]: must be a wheel, not a number"),
        (cart(wheels=[{"size": "3"}]), "wheels[0].size: must be a whole number, not a"),
        (cart(wheels=[{"size": True}]), "wheels[0].size: must be a whole number, not"),
        (
            cart(wheels=[{"sise": 3}]),
            "wheels[0].sise: is not known; did you mean size?",
        ),
        (
            cart(colour="gren"),
            'colour: must be one of red, green, not "gren"; did you mean green?',
        ),
        (cart(owner=None), "owner: must be a text, not null"),
        (cart(sold="yes"), "sold: must be true or false, not a text"),
        (cart(horse=1), "horse: belongs before the cart"),
        (cart(zzz=1), "zzz: is not known; known are wheels, spares, colour, owner,"),
    ],
)
def test_the_line_names_the_place_and_what_is_wrong(
    document: object, line: str
) -> None:
    refusal, *_ = refusals(document)

    assert f"{refusal.field}: {refusal.problem}".startswith(line)


def test_an_unknown_key_is_told_before_the_key_that_is_missing() -> None:
    with pytest.raises(ValidationError) as refused:
        Cart.model_validate({"wheel": []})

    assert refusal_of(refused.value, Cart).field == "wheel"
    assert [each.field for each in refusals({"wheel": []})] == ["wheel", "wheels"]


def test_a_validator_of_ours_names_a_place_within() -> None:
    class Train(Document):
        cars: Many[int] = ()

        def model_post_init(self, context: object) -> None:
            raise refuse("derails", at=("cars", 1))

    with pytest.raises(ValidationError) as refused:
        Train.model_validate({"cars": [1, 2]})

    assert refusal_of(refused.value, Train) == Refusal(
        path=("cars", 1), problem="derails"
    )


def test_an_empty_list_is_read_where_none_is_needed() -> None:
    assert Cart.model_validate(cart(spares=[])).spares == ()


def test_a_copy_forgets_what_was_derived_from_the_original() -> None:
    read = Cart.model_validate(cart())
    read.__dict__["derived"] = 1

    assert "derived" not in read.model_copy(update={"colour": "green"}).__dict__


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: Any) -> None:
    assert day_of(day.isoformat()) == day
