"""Price risks from their inputs; a failure affects only its own risk."""

import logging
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.natures import Nature
from risks.engine.exposure.kinds.parsing import RiskModel, parse_risk
from risks.engine.exposure.portfolio.portfolio import law_of, mean_loss, price_risk
from risks.engine.exposure.portfolio.register import input_hash
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.exposure.operations.draw_cache import DrawCache, Drawn
from risks.exposure.operations.outcome import Recalculated
from risks.exposure.queries import NOT_PRICED, Inputs
from risks.register.models import Assumptions

log = logging.getLogger(__name__)

MEMORY_BYTES = 64 * 1024 * 1024


class NotPriced(ValueError):
    """A risk could not be priced; one line names the risk and the field."""

    def __init__(self, problem: RegisterError, *, code: str) -> None:
        self.problem = problem
        named = ", ".join(filter(None, (code, problem.field)))
        super().__init__(f"{named}: {problem.problem}")


class PricedRisk(NamedTuple):
    """A risk's inputs with its losses."""

    inputs: Inputs
    drawn: Drawn


Part = tuple[str, Nature | None]
"""The hash of a risk's inputs, and which of its losses; None of all that cost cash."""


class Pricer:
    """Draws each risk once and caches the draws; `redraw` ignores the disk cache."""

    def __init__(self, *, redraw: bool = False) -> None:
        self._cache = DrawCache.configured()
        self._redraw = redraw
        self._memory: OrderedDict[Part, Drawn] = OrderedDict()
        # Of risks that were drawn or found before, which are not read again.
        self._known: dict[Part, tuple[str, AtMostOnce | None]] = {}
        self._bytes = 0

    def drawn(self, inputs: Inputs, nature: Nature | None = None) -> Drawn:
        """Return the losses of a risk, or those of one nature; raises NotPriced.

        Without a nature they are all that the company pays for.
        """
        key = inputs.hash, nature
        if key not in self._memory:
            drawn = self._found_or_drawn(inputs, nature)
            self._memory[key] = drawn
            self._bytes += drawn.losses.nbytes
        self._memory.move_to_end(key)
        while self._bytes > MEMORY_BYTES and len(self._memory) > 1:
            _, oldest = self._memory.popitem(last=False)
            self._bytes -= oldest.losses.nbytes
        return self._memory[key]

    def _found_or_drawn(self, inputs: Inputs, nature: Nature | None) -> Drawn:
        part = inputs.hash, nature
        if part in self._known:
            key, law = self._known[part]
            if found := self._cache.get(key):
                return replace(found, law=law)
        try:
            model, suit = model_and_suit(inputs)
            if nature:
                model = model.of_nature(nature) or model
            key = input_hash(model, terms=inputs.terms, linked=suit)
            known = None if self._redraw else self._cache.get(key)
            law = law_of(model, terms=inputs.terms)
            if known:
                self._known[part] = key, law
                return replace(known, law=law)
            losses = price_risk(model, terms=inputs.terms, linked=suit)
            mean = mean_loss(model, losses, terms=inputs.terms, linked=suit)
        except RegisterError as error:
            raise NotPriced(error, code=inputs.risk.code) from error
        drawn = Drawn(losses=losses, mean=mean, law=law)
        self._cache.put(key, drawn)
        self._known[part] = key, law
        return drawn


def price(
    members: Iterable[Inputs], *, pricer: Pricer, done: Recalculated
) -> list[PricedRisk]:
    """Return the risks that could be priced; the others are noted in `done`."""
    priced = []
    for inputs in members:
        try:
            priced.append(PricedRisk(inputs, pricer.drawn(inputs)))
        except Exception as error:
            not_priced(inputs, error, done=done)
    return priced


def not_priced(inputs: Inputs, error: Exception, *, done: Recalculated) -> None:
    """Note in `done` that the recalculation goes on without this risk."""
    text = str(error)
    if isinstance(error, NotPriced):
        log.error("risk %s not priced: %s", inputs.risk.pk, error)
    else:
        log.error("risk %s not priced", inputs.risk.pk, exc_info=error)
        text = f"{inputs.risk.code}: {type(error).__name__}: {error}"
    done.failed += 1
    done.findings.append({"risk": inputs.risk.pk, "what": NOT_PRICED, "text": text})


def model_and_suit(inputs: Inputs) -> tuple[RiskModel, CopyrightSuit | None]:
    """As the engine prices them; an injunction with the suit that it is linked to.

    Raises RegisterError.
    """
    if inputs.rate is None:
        raise RegisterError(
            f"no rate {inputs.currency} to {inputs.terms.currency} on "
            f"{inputs.valuation_date}",
            field="currency",
        )
    suit = _suit(inputs)
    linked = {"linked_suit": suit.id} if suit else {}
    return _model(inputs.assumptions, inputs=inputs, **linked), suit


def _model(assumptions: Assumptions, *, inputs: Inputs, **instead: str) -> RiskModel:
    """With parameters replaced where named."""
    risk = assumptions.risk
    parameters = {**assumptions.parameters, **instead}
    named = {"id": str(risk.uuid), "kind": risk.kind}
    return parse_risk(
        named | parameters,
        facts=inputs.facts,
        facts_currency=inputs.terms.currency,
    )


def _suit(inputs: Inputs) -> CopyrightSuit | None:
    name = inputs.assumptions.parameters.get("linked_suit")
    if not name:
        return None
    linked = inputs.linked
    suit = _model(linked, inputs=inputs) if linked else None
    if isinstance(suit, CopyrightSuit):
        return suit
    raise RegisterError(f"no suit is called {name!r}", field="linked_suit")
