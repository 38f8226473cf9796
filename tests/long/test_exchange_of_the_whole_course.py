"""The whole bundled course goes out and comes back: nothing changes, and every language that it has whole can be made
from its own file."""

import pytest

from tests.curriculum.interop.test_exchange_of_the_course import (
    FORMATS,
    changes_nothing,
    loaded,
    makes_the_same_again,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def course(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker, modules=10, terms=1000):
        yield


@pytest.mark.parametrize("format", FORMATS)
def test_a_round_trip_changes_nothing(course, format, tmp_path):
    changes_nothing(format, tmp_path / format)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_makes_its_language_again(course, format, language):
    makes_the_same_again(format, language)
