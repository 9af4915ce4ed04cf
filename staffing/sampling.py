"""A random sample that anybody can draw again from the same list: the review of APFs (M1). Pure."""

from collections.abc import Iterable
from hashlib import sha256


def draw(keys: Iterable[str], size: int, seed: str) -> list[str]:
    """Return `size` of the keys, all when there are fewer: those whose digest with the seed comes first.

    It depends on nothing else, neither on the order of the list nor on the programme that draws.
    """
    return sorted(set(keys), key=lambda key: (digest(seed, key), key))[:size]


def digest(seed: str, key: str) -> str:
    """Return what a key is ordered by: the SHA-256 of seed, a bar and the key."""
    return sha256(f"{seed}|{key}".encode()).hexdigest()
