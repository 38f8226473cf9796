"""The indexes of searches and of references are written only where a test looks into them: they cost as much as all
else that is saved.
"""

import pytest
from django_tasks.backends.immediate import ImmediateBackend


class OnlyWhereAsked(ImmediateBackend):
    """Wagtail's own tasks: done at once for tests that ask for `indexed`, else left undone."""

    asked = False

    def enqueue(self, task, args, kwargs):
        return super().enqueue(task, args, kwargs) if self.asked else None


@pytest.fixture
def indexed(monkeypatch):
    """Whatever this test saves can be found by search and by its references, as on a site."""
    monkeypatch.setattr(OnlyWhereAsked, "asked", True)
