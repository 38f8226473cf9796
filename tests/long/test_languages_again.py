"""Every language that the bundled course has whole comes back from its own file, in both formats."""

import pytest

from tests.curriculum.interop.test_exchange_of_the_course import (
    FORMATS,
    course,  # noqa: F401 - a fixture
    makes_the_same_again,
)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_makes_its_language_again(course, format, language):  # noqa: F811
    makes_the_same_again(format, language)
