"""News of people, for the rooms above."""

from django.dispatch import Signal

#: A person is being erased: forget what you know of them, in the same transaction. kwargs: person, by, at
erasing = Signal()
