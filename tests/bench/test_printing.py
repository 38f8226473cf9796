"""What two workers said of their certificates, judged."""

import pytest

from .printing import TooFew, judged


def worker(number: int, *, ms: float, mb=lambda place: 200.0) -> list[tuple]:
    """One that prints a certificate in 100 ms by the clock, and in `ms` of CPU."""
    return [(place / 10, place * ms / 1000, mb(place)) for place in range(1, number + 1)]


def test_cost_rate_and_growth_are_of_the_middle_of_the_batch():
    growing = worker(1000, ms=70, mb=lambda place: 100 + place / 90)
    found = judged([growing, worker(1000, ms=70)], [0.1, 0.2, 0.14], slower=1.0)
    assert found.ms.middle == pytest.approx(70)
    assert found.rate == pytest.approx(20)
    assert (found.growth, found.last, found.megabytes) == (pytest.approx(10), 1000, 200)
    assert found.faults() == []
    assert "from its 100th to its 1000th" in found.line()
    assert "naively: 140 ms, 2.00 times the whole certificate" in found.line()


def test_what_is_missed_is_named_and_slow_cores_are_taken_into_account():
    costs = [worker(120, ms=150, mb=lambda place: 100 + place)] * 2
    found = judged(costs, [0.2], slower=1.0)
    assert found.last == 120
    assert [fault.split(",")[0] for fault in found.faults()] == [
        "certificate: 150 ms of CPU at the reference",
        "certificates: memory grew by 20.0 MB",
    ]
    assert len(judged(costs, [0.2], slower=2.0).faults()) == 1


def test_a_few_certificates_tell_nothing():
    with pytest.raises(TooFew):
        judged([worker(5, ms=70)] * 2, [0.1], slower=1.0)
