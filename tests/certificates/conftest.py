import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english(german):
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield
