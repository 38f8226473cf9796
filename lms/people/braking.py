"""Brakes against trying out: how often something may happen in a while. The counts lie in the cache, which all
processes of a site share.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.files import locks
from django.utils.translation import gettext_lazy as _

from .codes import sealed
from .refusals import Refusal


class TooManyTries(Refusal):
    sentence = _("That was too often. Please wait %(minutes)d minutes, then try again.")


@dataclass(frozen=True)
class Brake:
    """At most `ceiling` times in `seconds`, counted for each key on its own from its first time on."""

    name: str
    ceiling: int
    seconds: int

    def count(self, key) -> None:
        """Once more; raises `TooManyTries` beyond the ceiling."""
        place, now = self._place(key), time.time()
        with (settings.DATA_DIR / "brakes.lock").open("w") as one_at_a_time:
            locks.lock(one_at_a_time, locks.LOCK_EX)  # the cache of files cannot count by itself
            count, end = cache.get(place) or (0, now + self.seconds)
            cache.set(place, (count + 1, end), end - now)
        if count >= self.ceiling:
            raise TooManyTries(minutes=self.seconds // 60)

    def _place(self, key) -> str:
        return f"brake:{self.name}:{sealed('brake', key)}"  # an address of a person is not kept as such


#: unknown codes of an address. Only they are refused: whoever types one that is right comes in, whatever others do
#: behind the same Wi-Fi, and guessing one of 60 bits would take longer than the house stands
UNKNOWN_CODES = Brake("unknown-codes", ceiling=300, seconds=600)
#: an account coming in
LOGINS = Brake("logins", ceiling=30, seconds=600)
#: new cards of an account
CARDS = Brake("cards", ceiling=10, seconds=3600)
