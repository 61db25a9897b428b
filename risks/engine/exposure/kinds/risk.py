"""What every risk has, whatever its kind."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic_core import core_schema

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.numbers import A_NUMBER, A_WORD, number
from risks.engine.exposure.documents.values import CURRENCY, TEXT, Day, Text, asks
from risks.engine.exposure.kinds.natures import Nature
from risks.engine.exposure.sampling.draws import Draws
from risks.engine.exposure.sampling.drivers import (
    LOADING_WORDS,
    Loading,
    tilt_of,
    variance_of,
)
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.foreign.documents import Document, Read, Several, after, refuse
from risks.engine.wording import gettext_noop as _

LABELS = frozenset({"entity", "category", "evidence", "accounting"})
"""Fields that say where a risk belongs, what it rests on and how it stands in the
accounts, and move no figure."""
NAMED = ("id", "kind")


def _loadings(given: dict[str, float | str]) -> tuple[Loading, ...]:
    loadings = tuple(
        Loading(
            driver=name,
            loading=LOADING_WORDS[each] if isinstance(each, str) else each,
        )
        for name, each in given.items()
    )
    if variance_of(loadings) >= 1:
        raise refuse("the squares of all loadings must add up to less than 1")
    return loadings


def _number_or_word(value: object) -> str:
    return A_WORD if isinstance(value, str) else A_NUMBER


_LOADING = core_schema.tagged_union_schema(
    {
        A_NUMBER: number(bounds.LOADING),
        A_WORD: core_schema.literal_schema(list(LOADING_WORDS)),
    },
    discriminator=_number_or_word,
)
LOADINGS = Read(
    core=after(
        _loadings,
        core_schema.dict_schema(core_schema.str_schema(), _LOADING, strict=True),
    ),
    shape={
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"enum": list(LOADING_WORDS)}, bounds.LOADING.shape]
        },
    },
    words="object, by driver",
)


class Evidence(Document):
    """What the figures of a risk rest on."""

    noun: ClassVar[str] = "source"

    source: Text = asks(_("Source"), "who says so, and where", example="Docket 41")
    on: Day = asks(_("Date"), "of the source", example="2026-05-12", alias="date")


class Part(Document):
    """A named part of a risk: a stage, a claim or a tier."""

    name: Text = asks(_("Name"), "unique within the risk")


class Risk(Document):
    """A risk of a register file; each kind declares its own inputs below these."""

    noun: ClassVar[str] = "risk"
    explained_keys: ClassVar[Mapping[str, str]] = {
        "probability": (
            "does not say over which time; use probability_horizon (over the whole "
            "horizon), probability_per_year or rate_per_year"
        )
    }
    read_as: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """By field, the properties that the draws read in its place."""
    runs_to_its_end: ClassVar[bool] = False
    """Whether it is valued to its end, whatever the horizon of the register."""
    moving: ClassVar[tuple[str, ...]] = ()
    """What moves the losses of this kind, in a fixed order: the input hash has it."""

    id: Text = asks(_("Name"), "its own in the register", example="studio-suit")
    kind: str
    loadings: Annotated[tuple[Loading, ...], LOADINGS] = asks(
        _("Drivers"),
        "how strongly each driver moves the risk: `none`, `weak` (0.2), `moderate` "
        "(0.4), `strong` (0.6), or a number above -1 and below 1; below 0 the "
        "risk falls when others rise; the squares add up to less than 1",
        example={"PRC platform campaign": "strong"},
        default=(),
    )
    currency: Annotated[str | None, CURRENCY] = asks(
        _("Currency"),
        "of the risk's amounts, by default the register's; the figures come out in the "
        "register's",
        example="USD",
        default=None,
    )
    entity: Annotated[str | None, TEXT] = asks(
        _("Entity"), "in whose total it is counted", example="WFOE", default=None
    )
    category: Annotated[str | None, TEXT] = asks(
        _("Category"),
        "in whose total it is counted; its kind, once another risk has a category",
        example="regulatory",
        default=None,
    )
    evidence: Several[Evidence] = asks(
        _("Evidence"),
        "what the figures rest on; with a `valuation_date` the risk is graded by it",
        example=[{"source": "PRC counsel, memorandum", "date": "2026-05-12"}],
        default=(),
    )

    @property
    def natures(self) -> tuple[Nature, ...]:
        """Return what its losses are, in the order of `NATURES`."""
        nature: Nature = self.nature  # type: ignore[attr-defined]
        return (nature,)

    def of_nature(self, nature: Nature) -> Self | None:
        """Return the risk with its losses of one nature alone, as if all were cash.

        The draws are the same, so that the parts of a risk add up to it.
        """
        return self if nature in self.natures else None

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.moving = tuple(
            name
            for field in cls.model_fields
            if field not in LABELS | {"kind"}
            for name in cls.read_as.get(field, (field,))
        )

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Return the keys of the document, those of this kind before the others."""
        own = [key for key in super().known_keys() if key not in Risk.model_fields]
        return (*NAMED, *own, *(key for key in Risk.model_fields if key not in NAMED))

    def draws(self, terms: Terms) -> Draws:
        return Draws(
            risk_id=self.id,
            trials=terms.trials,
            tilt=tilt_of(self.loadings, trials=terms.trials),
        )
