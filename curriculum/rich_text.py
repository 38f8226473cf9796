"""Formatted text as it is stored, made into what readers get: citations, terms, and words of another script.

Stored are `<a linktype="citation" ref="§ 551 Abs. 1 BGB">…</a>` and `<a linktype="term" ref="kaution">…</a>`;
`<code>` holds a sum, date or number that keeps its direction. What is stored comes from the editor's converter
or the course folder, both of which escape what was typed.
"""

import re
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import LinkHandler, expand_db_html

from .statutes import reading_address
from .translation import SOURCE

#: languages written in another script than German: what is Latin in them is German
OTHER_SCRIPTS = {"ar", "fa", "uk"}

_HELD = re.compile(r'<a\b(?=[^>]*\blinktype="(citation|term)")[^>]*\bref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ISOLATED = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_LINK = re.compile(r"</?a\b[^>]*>")
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_TAG = re.compile(r"(<[^>]+>)")
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
#: a run of Latin words, with what stands between them; not the letters of an entity such as &quot;
_GERMAN = re.compile(
    rf"(?:§§? ?[0-9]+[a-z]? )?(?<![&#0-9{_LATIN}])[{_LATIN}](?:[{_LATIN}0-9 .:/*'’-]*[{_LATIN}0-9])?"
)


def expand(html: str, language: str = SOURCE, *, pressable: bool = True) -> SafeString:
    """What a reader of the language gets for the stored text.

    A citation links to its wording where there is one, a term opens `#term-<slug>`, sums keep their
    direction, and German words in a text of another script are marked as German. `pressable=False` is for text
    within a label or a button: nothing in it can be pressed.
    """
    html = _BLOCK_KEY.sub("", html)
    html = _HELD.sub(_pressable if pressable else _plain, html)
    if not pressable:
        html = _LINK.sub("", html)
    html = _ISOLATED.sub(r'<bdi class="num" dir="ltr">\1</bdi>', html)
    if language in OTHER_SCRIPTS:
        html = _german_marked(html)
    return mark_safe(expand_db_html(html))  # noqa: S308 - escaped when it was stored


def words(text: str, language: str = SOURCE) -> SafeString:
    """Plain text as typed, for readers of the language: escaped, German words in another script marked."""
    html = escape(text)
    return mark_safe(_german_marked(html) if language in OTHER_SCRIPTS else html)  # noqa: S308 - escaped above


def _pressable(held: re.Match) -> str:
    kind, ref, text = held.groups()
    if kind == "term":
        return f'<a class="term" href="#term-{ref}" aria-haspopup="dialog">{text}</a>'
    address = reading_address(unescape(ref))
    outside = ' rel="external"' if address and not address.startswith("/") else ""
    link = f'<a href="{escape(address)}"{outside}>{text}</a>' if address else text
    return f'<bdi class="cite" lang="de" dir="ltr">{link}</bdi>'


def _plain(held: re.Match) -> str:
    kind, _ref, text = held.groups()
    return text if kind == "term" else f'<bdi class="cite" lang="de" dir="ltr">{text}</bdi>'


def _german_marked(html: str) -> str:
    """Latin words between tags become `<bdi lang="de">`, but for those that are isolated already."""
    parts, within = _TAG.split(html), 0
    for place, part in enumerate(parts):
        if part.startswith("<"):
            within += part.startswith("<bdi") - (part == "</bdi>")
        elif not within:
            parts[place] = _GERMAN.sub(r'<bdi lang="de" dir="ltr">\g<0></bdi>', part)
    return "".join(parts)


def terms_in(raw) -> set[str]:
    """Slugs of the glossary terms named anywhere in a block's raw value, or in one formatted text."""
    return {unescape(ref) for kind, ref in _held_in(raw) if kind == "term"}


def citations_in(raw) -> set[str]:
    """Citations named in formatted text anywhere in a block's raw value, as they are stored."""
    return {unescape(ref) for kind, ref in _held_in(raw) if kind == "citation"}


def _held_in(raw):
    if isinstance(raw, str):
        yield from (held[:2] for held in _HELD.findall(raw))
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from _held_in(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _held_in(value)


class CitationHandler(LinkHandler):
    """For Wagtail's own rendering, which asks for the opening tag only."""

    identifier = "citation"

    @staticmethod
    def expand_db_attributes(attrs: dict) -> str:
        address = reading_address(attrs.get("ref", ""))
        return f'<a href="{escape(address)}" lang="de" dir="ltr">' if address else "<a>"


class TermHandler(LinkHandler):
    identifier = "term"

    @staticmethod
    def expand_db_attributes(attrs: dict) -> str:
        return f'<a class="term" href="#term-{escape(attrs.get("ref", ""))}">'
