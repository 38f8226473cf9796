from decimal import Decimal

import pytest

from certificates.marks import Mark, mark_of


@pytest.mark.parametrize(
    ("share", "mark"),
    [
        ("1", Mark.VERY_GOOD),
        ("0.92", Mark.VERY_GOOD),
        ("0.9199", Mark.GOOD),
        ("0.81", Mark.GOOD),
        ("0.8099", Mark.PASSED),
        ("0.7", Mark.PASSED),
    ],
)
def test_a_share_becomes_a_word(share, mark):
    assert mark_of(Decimal(share)) is mark


def test_without_a_quiz_there_is_no_mark():
    assert mark_of(None) is None
