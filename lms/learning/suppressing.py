"""Small numbers that a report must not tell once it leaves a location: they could be people whom somebody knows."""

from collections.abc import Sequence

#: fewer people than this are not told
FEWEST = 5


def too_few(people: int) -> bool:
    """Nobody is nobody whom one could recognise: 0 may be told."""
    return 0 < people < FEWEST


def hidden(people: Sequence[int]) -> set[int]:
    """Which of the numbers, by their place, must not be told, where their sum is known.

    Those from 1 to 4, and complements: as many of the next smallest as it takes, so that what is hidden is at least
    two numbers and at least five people together, and cannot be found by taking the others away from the sum.
    """
    places = {place for place, number in enumerate(people) if too_few(number)}
    if not places:
        return places
    others = sorted(
        (place for place, number in enumerate(people) if number and place not in places),
        key=lambda place: people[place],
    )
    while others and (len(places) < 2 or sum(people[place] for place in places) < FEWEST):
        places.add(others.pop(0))
    return places
