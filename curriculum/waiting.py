"""Which things wait for which: pure."""

from collections.abc import Hashable, Iterable, Mapping


def rings(needs: Mapping[Hashable, Iterable[Hashable]]) -> set:
    """Those that wait for themselves, directly or by way of others; `needs` maps each to what comes before it."""
    found = set()
    for one in needs:
        seen, ahead = set(), list(needs[one])
        while ahead:
            before = ahead.pop()
            if before not in seen:
                seen.add(before)
                ahead += needs.get(before, ())
        if one in seen:
            found.add(one)
    return found
