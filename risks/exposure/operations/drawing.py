"""From inputs to losses: drawn once, found again in memory or on disk."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import RiskModel, parse_risk
from risks.engine.exposure.portfolio.portfolio import mean_loss, price_risk
from risks.engine.exposure.portfolio.register import input_hash
from risks.engine.exposure.sampling.losses import Losses
from risks.exposure.operations.draw_cache import DrawCache, Drawn
from risks.exposure.queries import Inputs
from risks.register.models import Assumptions

MEMORY_BYTES = 64 * 1024 * 1024


class NotPriced(ValueError):
    """One clear line that names the risk and the field."""

    def __init__(self, problem: RegisterError, *, code: str) -> None:
        self.problem = problem
        named = ", ".join(filter(None, (code, problem.field)))
        super().__init__(f"{named}: {problem.problem}")


class Pricer:
    """Draws a risk when first asked for; `anew` trusts nothing drawn before."""

    def __init__(self, *, anew: bool = False) -> None:
        self._cache = DrawCache.configured()
        self._anew = anew
        self._memory: OrderedDict[str, Drawn] = OrderedDict()
        self._bytes = 0

    def drawn(self, inputs: Inputs) -> Drawn:
        """Raises NotPriced."""
        if inputs.hash in self._memory:
            self._memory.move_to_end(inputs.hash)
            return self._memory[inputs.hash]
        drawn = self._found_or_drawn(inputs)
        self._remember(inputs.hash, drawn)
        return drawn

    def trim(self) -> None:
        self._cache.trim()

    def _found_or_drawn(self, inputs: Inputs) -> Drawn:
        try:
            model, suit = model_and_suit(inputs)
            key = input_hash(model, terms=inputs.terms, linked=suit)
            known = None if self._anew else self._cache.get(key)
            if known:
                return known
            fresh = _draw(model, suit, inputs=inputs)
        except RegisterError as error:
            raise NotPriced(error, code=inputs.risk.code) from error
        self._cache.put(key, fresh)
        return fresh

    def _remember(self, key: str, drawn: Drawn) -> None:
        self._memory[key] = drawn
        self._bytes += drawn.losses.nbytes
        while self._bytes > MEMORY_BYTES and len(self._memory) > 1:
            _, oldest = self._memory.popitem(last=False)
            self._bytes -= oldest.losses.nbytes


class LossesByRisk(Mapping[str, Losses]):
    """Read one after the other: never all of a large register in memory."""

    def __init__(self, inputs: Mapping[str, Inputs], *, pricer: Pricer) -> None:
        self._inputs = inputs
        self._pricer = pricer

    def __getitem__(self, risk: str) -> Losses:
        return self._pricer.drawn(self._inputs[risk]).losses

    def __iter__(self) -> Iterator[str]:
        return iter(self._inputs)

    def __len__(self) -> int:
        return len(self._inputs)


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
    return _model(inputs.assumptions, facts=inputs.facts, **linked), suit


def _model(
    assumptions: Assumptions, *, facts: Mapping[str, float], **instead: str
) -> RiskModel:
    """With parameters replaced where named."""
    risk = assumptions.risk
    parameters = {**assumptions.parameters, **instead}
    named = {"id": str(risk.uuid), "kind": risk.kind}
    return parse_risk(named | parameters, facts=facts)


def _draw(model: RiskModel, suit: CopyrightSuit | None, *, inputs: Inputs) -> Drawn:
    losses = price_risk(model, terms=inputs.terms, linked=suit)
    mean = mean_loss(model, losses, terms=inputs.terms, linked=suit)
    return Drawn(losses=losses, mean=mean)


def _suit(inputs: Inputs) -> CopyrightSuit | None:
    name = inputs.assumptions.parameters.get("linked_suit")
    if not name:
        return None
    linked = inputs.linked
    suit = _model(linked, facts=inputs.facts) if linked else None
    if isinstance(suit, CopyrightSuit):
        return suit
    raise RegisterError(f"no suit is called {name!r}", field="linked_suit")
