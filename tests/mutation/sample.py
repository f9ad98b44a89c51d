"""A seeded sample of mutants, spread over the modules by how many mutants each one has."""

from collections.abc import Mapping, Sequence
from random import Random

from tests.mutation.places import Mutant


def sampled(mutants: Mapping[str, Sequence[Mutant]], count: int, seed: int) -> list[Mutant]:
    """``count`` mutants, or all when there are fewer; the same for the same seed and source.

    A module's mutants are drawn by a chance of its own, so that a change of one module leaves the draws of
    the others alone while their shares stay.
    """
    shares = shared({file: len(found) for file, found in mutants.items()}, count)
    drawn = [
        one
        for file, found in mutants.items()
        for one in Random(f"{seed} {file}").sample(list(found), shares[file])
    ]
    return sorted(drawn)


def shared(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """``count`` in whole parts by largest remainder, none above its size."""
    total = sum(sizes.values())
    if count >= total:
        return dict(sizes)
    shares = {name: size * count // total for name, size in sizes.items()}
    by_rest = sorted(sizes, key=lambda name: (-(sizes[name] * count % total), name))
    for name in by_rest[: count - sum(shares.values())]:
        shares[name] += 1
    return shares
