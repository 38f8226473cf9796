"""What is said of a load, and what of it misses the limit."""

from .loading import RATE, SECONDS, Load


def test_the_spread_is_that_of_its_windows():
    took = [float(10 + place // (RATE * 10)) for place in range(RATE * SECONDS)]
    said = Load("SQLite", took, []).sentence()
    assert said == "SQLite: 6000 answers in 60 s, 0 errors; ms p50 13, p95 15 (of each 10 s: 10–15), max 15"


def test_slow_answers_and_errors_are_faults():
    took = [10.0] * 90 + [400.0] * 10
    assert Load("PostgreSQL", took, ["NotTaken: 500", "NotTaken: 500"]).faults() == [
        "PostgreSQL: NotTaken: 500",
        "PostgreSQL: 95 of 100 answers took 400 ms, at most 300.",
    ]
    assert Load("PostgreSQL", took[:94], []).faults() == []
