"""What a unit of the source said when a translation was made from it, found in the source's revisions."""

from .translation import TranslationRow

#: how many revisions are looked through, newest first
REACH = 50


def former_states(source: TranslationRow, wanted: dict[str, set[str]]) -> dict[str, list[tuple[str, object]]]:
    """Unit → the wanted states that were found, newest first, each as its digest and the source as it was then.

    `wanted` maps unit → digests. A state whose revision was purged is missing.
    """
    open_wishes = {unit: set(digests) for unit, digests in wanted.items() if digests}
    found: dict[str, list] = {unit: [] for unit in open_wishes}
    for revision in source.revisions.order_by("-created_at", "-pk")[:REACH]:
        if not any(open_wishes.values()):
            break
        then = revision.as_object()
        for unit, digest in then.units().items():
            if digest in open_wishes.get(unit, ()):
                open_wishes[unit].remove(digest)
                found[unit].append((digest, then))
    return found
