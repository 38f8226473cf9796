"""Items of a list block, with ids that stay."""

from collections import Counter

from curriculum.outdated import digest


def items(block_id: str, name: str, values: list) -> list[dict]:
    """Items of a list block; their ids follow from their content, so that one more changes no other."""
    times = Counter()
    listed = []
    for value in values:
        sign = digest(value)[:6]
        times[sign] += 1
        again = f"-{times[sign]}" if times[sign] > 1 else ""
        listed.append({"type": "item", "value": value, "id": f"{block_id}-{name}-{sign}{again}"})
    return listed
