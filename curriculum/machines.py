"""Machines that translate, behind one adapter: which one a site uses, if any, its settings say.

Only this file knows how they are spoken to. LibreTranslate: https://docs.libretranslate.com/; DeepL:
https://developers.deepl.com/docs. Texts go as small documents in which elements are `<g id="1">…</g>`.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

#: bytes of an answer; more is no translation
LARGEST = 5_000_000


class MachineRefused(Refusal):
    sentence = _("The translation service could not be used.")


class NoMachine(MachineRefused):
    sentence = _("This site has no translation service. Its settings can name one.")


class MachineDoesNotAnswer(MachineRefused):
    sentence = _("The translation service does not answer. Try again later.")


class MachineAsksForAnotherKey(MachineRefused):
    sentence = _("The translation service does not accept the key in the settings.")


class MachineHasEnough(MachineRefused):
    sentence = _("The translation service takes no more for now: its limit is reached.")


class MachineDoesNotKnow(MachineRefused):
    sentence = _("The translation service does not translate into this language, or did not understand us.")


class MachineTalksNonsense(MachineRefused):
    sentence = _("The translation service answered something that is no translation.")


#: status of HTTP → what it means; DeepL says 456 when its quota is used up
_STATUS = {
    400: MachineDoesNotKnow,
    401: MachineAsksForAnotherKey,
    403: MachineAsksForAnotherKey,
    404: MachineDoesNotKnow,
    429: MachineHasEnough,
    456: MachineHasEnough,
}


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """A service that sends elsewhere is not followed: nobody else gets the key, or reaches what is near the site."""

    def redirect_request(self, *args):
        return None


_opener = urllib.request.build_opener(_Nowhere)


class Machine(Protocol):
    def translate(self, texts: list[str], source: str, target: str) -> list[str]:
        """As many texts as were given, in the same order. Raises `MachineRefused`."""


@dataclass(frozen=True)
class HttpMachine:
    """A service that takes JSON and gives JSON. `asks` makes path, headers and body of a question; `finds` takes the
    texts out of an answer."""

    address: str
    key: str
    timeout: float
    asks: Callable[[list[str], str, str, str], tuple[str, dict, dict]]
    finds: Callable[[dict], list[str]]

    def translate(self, texts: list[str], source: str, target: str) -> list[str]:
        path, headers, body = self.asks(texts, source, target, self.key)
        answer = self._answer(path, headers, body)
        try:
            found = self.finds(json.loads(answer))
        except (ValueError, KeyError, TypeError):
            raise MachineTalksNonsense from None
        if len(found) != len(texts) or not all(isinstance(text, str) for text in found):
            raise MachineTalksNonsense
        return found

    def _answer(self, path: str, headers: dict, body: dict) -> bytes:
        request = urllib.request.Request(  # noqa: S310 - the address is the site's own setting, http or https
            self.address.rstrip("/") + path,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "User-Agent": "Wohnlotse", **headers},
        )
        try:
            with _opener.open(request, timeout=self.timeout) as response:
                return response.read(LARGEST)
        except urllib.error.HTTPError as refused:
            refused.close()
            raise _STATUS.get(refused.code, MachineDoesNotAnswer) from None
        except OSError:  # no connection, no answer in time
            raise MachineDoesNotAnswer from None


def _ask_libretranslate(texts, source, target, key):
    body = {"q": texts, "source": source, "target": target, "format": "html"}
    return "/translate", {}, {**body, "api_key": key} if key else body


def _ask_deepl(texts, source, target, key):
    body = {
        "text": texts,
        "source_lang": source.upper(),
        "target_lang": {"en": "EN-GB"}.get(target, target.upper()),
        "tag_handling": "xml",
    }
    return "/v2/translate", {"Authorization": f"DeepL-Auth-Key {key}"}, body


#: name in the settings → how it is asked, and where its texts are
KINDS = {
    "libretranslate": (_ask_libretranslate, lambda answer: list(answer["translatedText"])),
    "deepl": (_ask_deepl, lambda answer: [one["text"] for one in answer["translations"]]),
}


def is_there() -> bool:
    """Whether this site has a machine."""
    return bool(settings.MACHINE_TRANSLATION["kind"])


def the_machine() -> Machine:
    """The machine of the site. Raises `NoMachine`."""
    chosen = settings.MACHINE_TRANSLATION
    if not chosen["kind"]:
        raise NoMachine
    asks, finds = KINDS[chosen["kind"]]
    return HttpMachine(chosen["address"], chosen["key"], chosen["timeout"], asks, finds)
