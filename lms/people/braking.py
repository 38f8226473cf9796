"""Brakes against trying out: how often something may happen in a while. The counts lie in the cache."""

from dataclasses import dataclass

from django.core.cache import cache
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
        place = self._place(key)
        cache.add(place, 0, self.seconds)
        try:
            count = cache.incr(place)
        except ValueError:  # it ran out between the two lines
            return
        if count > self.ceiling:
            raise self._refusal()

    def look(self, key) -> None:
        """Raises `TooManyTries` if the ceiling is reached, without counting."""
        if cache.get(self._place(key), 0) >= self.ceiling:
            raise self._refusal()

    def _refusal(self) -> TooManyTries:
        return TooManyTries(minutes=self.seconds // 60)

    def _place(self, key) -> str:
        return f"brake:{self.name}:{sealed('brake', key)}"  # an address of a person is not kept as such


#: unknown codes of an address: a whole class behind one Wi-Fi never meets it
UNKNOWN_CODES = Brake("unknown-codes", ceiling=300, seconds=600)
#: an account coming in
LOGINS = Brake("logins", ceiling=30, seconds=600)
#: new cards of an account
CARDS = Brake("cards", ceiling=10, seconds=3600)
