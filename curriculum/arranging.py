"""In which order the parts of a question are shown: the same for an attempt in every language and on every machine."""

from hashlib import sha256

from .models import Kind


def arranged(kind: str, key: dict, *, seed: int, position: int, shuffles: bool = True) -> list[str]:
    """The ids of the parts as shown: options, right sides of pairs, or steps; empty where there is nothing to arrange.

    Options keep their order unless the quiz shuffles. Right sides and steps are always shuffled, and steps are
    never shown in the order that is right.
    """
    parts = list(key.get("parts", ()))
    if kind in (Kind.SINGLE, Kind.MULTIPLE):
        return _shuffled(parts, seed, position) if shuffles else parts
    if kind == Kind.MATCHING:
        return _shuffled(parts, seed, position)
    if kind == Kind.ORDERING:
        shown = _shuffled(parts, seed, position)
        return shown if shown != parts else shown[1:] + shown[:1]
    return []


def _shuffled(parts: list[str], seed: int, position: int) -> list[str]:
    """Sorted by a digest, which no version of a random generator changes."""
    return sorted(parts, key=lambda part: sha256(f"{seed}:{position}:{part}".encode()).digest())
