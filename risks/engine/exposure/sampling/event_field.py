"""The field of events: a Poisson process on trials × marks, drawn in layers.

Events of rate p are those with a mark below p, so that the events of a smaller rate are
a subset of those of a larger one. The width of layers doubles after every fourth of the
near ones, so that the cost grows with the events and not with the trials.

Trials and random numbers are assigned by the rank of the mark: the first ones belong to
the lowest mark of a layer, and so on. That is the same process, because they are
independent of the marks, and a layer that is cut short needs only its first ones.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.sampling.draws import Draws, Index
from risks.engine.exposure.sampling.normals import normals, uniforms
from risks.engine.exposure.sampling.streams import HalfWords
from risks.engine.money import Vector

FIRST_LAYER = 2.0**-6
NEAR_WIDTHS = np.repeat(FIRST_LAYER * 2.0 ** np.arange(4), 4)
NEAR_STARTS = np.cumsum(NEAR_WIDTHS) - NEAR_WIDTHS
NEAR_PLACES = tuple(zip(NEAR_STARTS.tolist(), NEAR_WIDTHS.tolist(), strict=True))
NEAR = float(NEAR_WIDTHS.sum())  # where these sixteen layers end
FAR_LAYER = 1.0
WIDEST_LAYER = 8.0  # bounds the memory: 524,288 events
TRIAL_BITS = 16
MARK_BITS = 64 - TRIAL_BITS
MARK = 2**MARK_BITS - 1
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Some events of the field, one row for each."""

    trial: NDArray[np.uint16]
    rank: Index | None  # index among the drawn events; None where all of them happen
    drawn: int  # places that they take in each stream of random numbers

    def of(self, drawn: HalfWords) -> HalfWords:
        """Return these events' random numbers among those of all drawn events."""
        return drawn if self.rank is None else drawn.take(self.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A range of marks and the rates of its events."""

    start: float  # its lowest mark
    width: float
    count: int  # of its events


@dataclass(frozen=True, slots=True)
class EventNumbers:
    """Streams of random numbers in the order of the field, read in lots."""

    draws: Draws
    streams: dict[str, np.random.Generator] = field(default_factory=dict)

    def normal(self, component: str, events: Events) -> Vector:
        return normals(self._half_words(component, events))

    def uniform(self, component: str, events: Events) -> Vector:
        return uniforms(self._half_words(component, events))

    def _half_words(self, component: str, events: Events) -> HalfWords:
        """Return one for each event; every lot begins with a whole word."""
        if component not in self.streams:
            self.streams[component] = self.draws.stream(component)
        source = self.streams[component].bit_generator
        words = source.random_raw((events.drawn + 1) // 2)
        return events.of(words.view(np.uint32)[: events.drawn])


def all_events(draws: Draws, rate: Vector) -> Iterator[Events]:
    """Yield every event of a rate in lots; the rate is for all trials or by trial."""
    stream = draws.stream("events")
    yield _near(stream, draws, rate)
    start, width, highest = NEAR, FAR_LAYER, float(rate.max())
    while start < highest:
        count = int(stream.poisson(width * draws.trials))
        yield _lot(stream, draws, rate, [Layer(start=start, width=width, count=count)])
        start, width = start + width, min(2 * width, WIDEST_LAYER)


def first_events(draws: Draws, rate: Vector) -> Events:
    """Return the lowest event below the rate in each trial, by trial.

    At most once means the lowest one: only then are the events of smaller rates
    subsets. An infinite rate is one event in every trial.
    """
    near = _firsts(_near(draws.stream("events"), draws, rate))
    if rate.max() <= NEAR:
        return near
    return _joined_by_trial(near, _later(draws, rate, besides=near))


def _near(stream: np.random.Generator, draws: Draws, rate: Vector) -> Events:
    """Return the events of the first layers as one lot."""
    counts = stream.poisson(NEAR_WIDTHS * draws.trials).tolist()
    highest = float(rate.max())
    layers = [
        Layer(start=start, width=width, count=count)
        for (start, width), count in zip(NEAR_PLACES, counts, strict=True)
        if start < highest
    ]
    return _lot(stream, draws, rate, layers)


def _lot(
    stream: np.random.Generator, draws: Draws, rate: Vector, layers: Sequence[Layer]
) -> Events:
    """Return the events of consecutive layers, of which only the last may be cut.

    Each has one word of 64 bits: 16 give its trial and 48 its mark.
    """
    drawn = sum(layer.count for layer in layers)
    words = stream.bit_generator.random_raw(drawn)
    if rate.size == 1:
        drawn -= _out_of_reach(words, layers, float(rate[0]))
        return Events(trial=_trials(words[:drawn], draws), rank=None, drawn=drawn)
    trial = _trials(words, draws)
    rank = np.flatnonzero(_marks(words, layers) < rate[trial])
    return Events(trial=trial[rank], rank=rank, drawn=drawn)


def _trials(words: Words, draws: Draws) -> NDArray[np.uint16]:
    trial = (words >> MARK_BITS).astype(np.uint16)
    trial &= draws.trials - 1
    return trial


def _out_of_reach(words: Words, layers: Sequence[Layer], rate: float) -> int:
    """Return how many events of the last layer are at or above the rate."""
    if not layers or rate >= layers[-1].start + layers[-1].width:
        return 0
    last = layers[-1]
    mark = words[words.size - last.count :] & MARK
    limit = np.uint64(math.ceil((rate - last.start) / last.width * (MARK + 1)))
    return int(np.count_nonzero(mark >= limit))


def _marks(words: Words, layers: Sequence[Layer]) -> Vector:
    """Return the marks in rising order, in which trials are assigned."""
    marks, first = np.empty(words.size), 0
    for layer in layers:
        within = marks[first : first + layer.count]
        within[:] = words[first : first + layer.count] & MARK
        within.sort()
        within *= layer.width / (MARK + 1)
        within += layer.start
        first += layer.count
    return marks


def _firsts(events: Events) -> Events:
    """Return the first event of each trial, by trial; ranks rise with the marks."""
    if not events.trial.size:
        return events
    bits = max(events.trial.size - 1, 1).bit_length()
    wide = np.dtype(np.uint32 if TRIAL_BITS + bits <= 32 else np.uint64)
    keys: NDArray[np.unsignedinteger] = events.trial.astype(wide)
    keys <<= bits
    keys |= np.arange(keys.size, dtype=wide)
    keys.sort()
    trial = (keys >> bits).astype(np.uint16)
    first = np.ones(trial.size, dtype=np.bool_)
    np.not_equal(trial[1:], trial[:-1], out=first[1:])
    kept = np.flatnonzero(first)
    place = keys.take(kept)
    place &= (1 << bits) - 1
    rank: Index = place if events.rank is None else events.rank.take(place)
    return Events(trial=trial.take(kept), rank=rank, drawn=events.drawn)


def _later(draws: Draws, rate: Vector, *, besides: Events) -> Events:
    """Return first events beyond the near layers, in trials without one there.

    A Poisson process has no memory: the first mark beyond is exponential, and its
    random numbers go by trial. So a certain event costs at most two draws a trial.
    """
    mark = draws.stream("later events").standard_exponential(draws.trials)
    happens = mark < rate - NEAR
    happens[besides.trial] = False
    trial = np.flatnonzero(happens)
    return Events(trial=trial.astype(np.uint16), rank=trial, drawn=draws.trials)


def _joined(lots: Iterable[Events]) -> Events:
    """Return the lots one after the other."""
    trials, ranks, drawn = [], [], 0
    for events in lots:
        trials.append(events.trial)
        if events.rank is not None:
            ranks.append(events.rank + drawn)
        drawn += events.drawn
    return Events(
        trial=np.concatenate(trials) if trials else np.empty(0, dtype=np.uint16),
        rank=np.concatenate(ranks) if ranks else None,
        drawn=drawn,
    )


def _joined_by_trial(near: Events, later: Events) -> Events:
    joined = _joined((near, later))
    order = np.argsort(joined.trial, kind="stable")
    rank = None if joined.rank is None else joined.rank[order]
    return Events(trial=joined.trial[order], rank=rank, drawn=joined.drawn)
