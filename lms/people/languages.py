"""Which language a person sees: the address chooses the interface, a choice of their own what they read."""

import functools
from typing import NamedTuple

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import (
    activate,
    get_language,
    get_language_bidi,
    get_language_from_path,
    get_language_info,
)

READ = "read"


class InterfaceLanguageMiddleware(LocaleMiddleware):
    """Django's, but an unknown address stays a 404: with Wagtail's catch-all each one would become a redirect.

    Also sets `request.content_language`, and remembers a choice made by `?read=<code>` in the session. An address
    without a language of its own takes that choice, too.
    """

    def process_request(self, request):
        super().process_request(request)
        chosen = request.GET.get(READ)
        if chosen in settings.INTERFACE_LANGUAGES and not get_language_from_path(request.path_info):
            activate(chosen)
            request.LANGUAGE_CODE = chosen
        request.content_language = _content_language(request)

    def process_response(self, request, response):
        if response.status_code == 404 and request.path_info != "/":
            response.headers.setdefault("Content-Language", get_language() or settings.LANGUAGE_CODE)
            return response
        return super().process_response(request, response)


def _content_language(request) -> str:
    """`?read=` if given, else a prefix or an earlier choice that has no interface, else the interface's."""
    codes = dict(settings.LANGUAGES)
    chosen = request.GET.get(READ)
    if chosen in codes:
        if chosen in settings.INTERFACE_LANGUAGES:  # the address says it already: no row for every visitor
            if READ in request.session:
                del request.session[READ]
        elif request.session.get(READ) != chosen:
            request.session[READ] = chosen
        return chosen
    prefix = request.path_info.lstrip("/").partition("/")[0]
    for wanted in (prefix, request.session.get(READ)):
        if wanted in codes and wanted not in settings.INTERFACE_LANGUAGES:
            return wanted
    return interface_language()


def interface_language() -> str:
    """The language in which the interface really stands: German where the asked one is not complete yet."""
    return interface_of(get_language())


def interface_of(language: str | None) -> str:
    """The language of the interface for somebody who reads `language`."""
    code = (language or settings.LANGUAGE_CODE).split("-")[0]
    return code if code in settings.INTERFACE_LANGUAGES else settings.LANGUAGE_CODE


@functools.cache
def direction(code: str) -> str:
    """`rtl` or `ltr`, for the attribute `dir`."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def isolated(words: str, code: str) -> str:
    """Words of a language in plain text: they keep their direction where they or the interface go from right to left.

    Wagtail keeps some of these texts, and shows them in other interfaces later: what goes from right to left always is.
    """
    mixes = direction(code) == "rtl" or get_language_bidi()
    return f"\u2068{words}\u2069" if words and mixes else words


def own_name(code: str) -> str:
    """How a language calls itself: العربية."""
    return dict(settings.LANGUAGES)[code]


class LanguageChoice(NamedTuple):
    """A language that one can read in; `address` is the present page in it, the place kept."""

    code: str
    name: str
    dir: str
    address: str

    @property
    def has_interface(self) -> bool:
        """Whether the buttons speak it, too."""
        return self.code in settings.INTERFACE_LANGUAGES


def languages(request) -> dict:
    """For templates: `interface_language`, `interface_dir`, `content_language`, `content_dir` and all `languages`."""
    interface = interface_language()
    content = getattr(request, "content_language", interface)
    return {
        "interface_language": interface,
        "interface_dir": direction(interface),
        "content_language": content,
        "content_dir": direction(content),
        "languages": language_choices(request),
    }


def language_choices(request) -> tuple[LanguageChoice, ...]:
    """All languages, in the order of the settings."""
    return tuple(
        LanguageChoice(code, name, direction(code), address_in(request, code))
        for code, name in settings.LANGUAGES
    )


def address_in(request, code: str) -> str:
    """The same page with the prefix of an interface language, and `read` set to the language itself."""
    prefix = code if code in settings.INTERFACE_LANGUAGES else settings.LANGUAGE_CODE
    first, _, rest = request.path_info.lstrip("/").partition("/")
    path = f"/{prefix}/{rest}" if first in dict(settings.LANGUAGES) else request.path_info
    if not request.GET:
        return f"{path}?{READ}={code}"
    query = request.GET.copy()
    query[READ] = code
    return f"{path}?{query.urlencode()}"
