"""Which awards are controlled, drawn so that anybody can draw them again: by SHA-256 of a public seed and each identifier.

The seed is published before, for instance as a number nobody chooses. No random numbers are drawn; the order things come in means nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from samspil.core.money import Kroner


@dataclass(frozen=True)
class Drawable:
    """What can be drawn: an identifier that is public, and the size it is sorted into strata by."""

    id: str
    size: Kroner = field(default=Kroner(0))


@dataclass(frozen=True)
class Stratum:
    """One layer of a sample: sizes from `least` up to, not including, `below` (None: no upper end). `held`: how many there were. `chosen`: those drawn, in
    the order drawn."""

    least: Kroner | None
    below: Kroner | None
    held: int
    chosen: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """What was drawn with what: the seed, each layer, and `fingerprint`, SHA-256 of the seed and all identifiers in order, which shows that nothing was added
    or taken away afterwards."""

    seed: str
    strata: tuple[Stratum, ...]
    fingerprint: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything that was drawn, layer by layer."""
        return tuple(id_ for stratum in self.strata for id_ in stratum.chosen)


def lot(seed: str, id_: str) -> str:
    """The lot of one identifier: the same form as the vote's (`SEED:id`), the lesser is drawn first."""
    return hashlib.sha256(f"{seed}:{id_}".encode()).hexdigest()


def draw(among: Sequence[Drawable], seed: str, *, number: int | None = None, share: Fraction | None = None, bounds: Sequence[Kroner] = ()) -> Sample:
    """A sample of a number of things, or of a share of them (rounded up, of each layer). `bounds` divides by size: below the first, from the first up to the
    second, and so on; a number is shared among the layers by how many they hold, and each that holds something gets one while the number reaches.

    Raises ValueError for an empty seed, an identifier twice, bounds out of order, and for both or neither of number and share, or such below nothing.
    """
    ids = [one.id for one in among]
    if not seed.strip() or len(set(ids)) < len(ids) or any(after <= before for before, after in pairwise(bounds)):
        raise ValueError("a sample needs a seed, identifiers that each stand once, and bounds that grow")
    edges = [None, *bounds, None]
    layers = [[one.id for one in among if holds(low, high, one.size)] for low, high in pairwise(edges)]
    wanted = sizes_of([len(layer) for layer in layers], number, share)
    strata = tuple(
        Stratum(low, high, len(layer), tuple(sorted(layer, key=lambda id_: (lot(seed, id_), id_))[:count]))
        for (low, high), layer, count in zip(pairwise(edges), layers, wanted, strict=True)
    )
    return Sample(seed, strata, fingerprint(seed, ids))


def holds(least: Kroner | None, below: Kroner | None, size: Kroner) -> bool:
    """True when a size lies in a layer."""
    return (least is None or size >= least) and (below is None or size < below)


def fingerprint(seed: str, ids: Sequence[str]) -> str:
    """SHA-256 of the seed and the identifiers in order, each on its own line with its length, so that no two lists have the same."""
    lines = [seed, *sorted(ids)]
    return hashlib.sha256("".join(f"{len(line)}:{line}\n" for line in lines).encode()).hexdigest()


def sizes_of(held: Sequence[int], number: int | None, share: Fraction | None) -> list[int]:
    """How many are drawn of each layer."""
    if (number is None) == (share is None) or (number or 0) < 0 or not 0 <= (share or 0) <= 1:
        raise ValueError("a sample is a number, or a share between nothing and all")
    if share is not None:
        return [-int(-count * share // 1) for count in held]
    return shared(held, min(number or 0, sum(held)))


def shared(held: Sequence[int], number: int) -> list[int]:
    """A number shared among layers by what they hold, with one for each first, the fullest first where it does not reach; then by the largest remainder. None
    gets more than it holds; equal layers are taken in order."""
    found = [0] * len(held)
    for place in sorted((place for place, count in enumerate(held) if count), key=lambda place: (-held[place], place))[:number]:
        found[place] = 1
    left, total = number - sum(found), sum(max(0, count - 1) for count in held)
    if left == 0:
        return found
    exact = [Fraction(max(0, count - 1) * left, total) for count in held]
    found = [one + int(part) for one, part in zip(found, exact, strict=True)]
    order = sorted(range(len(held)), key=lambda place: (int(exact[place]) - exact[place], place))
    for place in order[: number - sum(found)]:
        found[place] += 1
    return found


def explained(sample: Sample) -> list[str]:
    """How the sample was drawn, in Danish, for the list that is published."""
    lines = [f"Trukket med nøglen {sample.seed}. Hver sag får et lod: SHA-256 af nøglen, et kolon og sagens nummer. De laveste lodder er trukket."]
    for stratum in sample.strata:
        lines.append(f"{layer_in_words(stratum)}: {len(stratum.chosen)} af {stratum.held} trukket ({', '.join(stratum.chosen) or 'ingen'}).")
    return [*lines, f"Fingeraftryk af alle sager: {sample.fingerprint}"]


def layer_in_words(stratum: Stratum) -> str:
    """A layer in Danish."""
    if stratum.least is None:
        return f"Under {stratum.below}" if stratum.below is not None else "Alle"
    return f"Fra {stratum.least}" + (f" til under {stratum.below}" if stratum.below is not None else " og op")
