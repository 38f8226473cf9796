"""Who cites which section: every block, question and glossary term, in every language, drafts too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .citations import NotACitation, parse
from .generation import kept
from .models import GlossaryTermTranslation, LessonTranslation, QuestionTranslation
from .rich_text import citations_in


class Place(NamedTuple):
    """A section of a law, whichever of its sentences is cited."""

    law: str
    kind: str
    number: str


@dataclass(frozen=True)
class Mention:
    """A block of a lesson, a question or a term (`kind`) that cites places, and in which languages it does."""

    kind: str
    id: int
    block: str
    languages: tuple[str, ...]
    places: frozenset[Place]


def place_of(text: str) -> Place | None:
    """The section that a citation names; None for what is none, or names another source."""
    try:
        citation = parse(text)
    except NotACitation:
        return None
    return Place(citation.law, str(citation.kind), citation.section) if citation.law else None


def mentions() -> tuple[Mention, ...]:
    """All there are, kept under the generation of the content."""
    return kept("mentions", "", "", find_mentions)


def citing(places: Iterable[Place]) -> list[Mention]:
    """Those who cite any of these places."""
    wanted = set(places)
    return [mention for mention in mentions() if mention.places & wanted]


def find_mentions() -> tuple[Mention, ...]:
    """All there are, fresh from the database; a query for each kind."""
    languages, places = defaultdict(set), defaultdict(set)
    known: dict[str, Place | None] = {}
    for subject, language, texts in _texts():
        for text in texts:
            if text not in known:
                known[text] = place_of(text)
            if place := known[text]:
                languages[subject].add(language)
                places[subject].add(place)
    return tuple(
        Mention(*subject, tuple(sorted(languages[subject])), frozenset(found))
        for subject, found in places.items()
    )


def _texts() -> Iterator[tuple[tuple[str, int, str], str, set[str]]]:
    """(kind, id, block), language, and the citations that stand there."""
    lessons = LessonTranslation.objects.order_by("master", "pk")
    for id, language, body in lessons.values_list("master", "language_code", "body"):
        for raw in body.raw_data:
            value = raw["value"]
            yield ("lesson", id, raw["id"]), language, citations_in(value) | _listed(value)
    questions = QuestionTranslation.objects.order_by("master", "pk")
    for id, language, explanation in questions.values_list("master", "language_code", "explanation"):
        yield ("question", id, ""), language, citations_in(explanation)
    terms = GlossaryTermTranslation.objects.order_by("master", "pk")
    for id, language, definition, listed in terms.values_list(
        "master", "language_code", "definition", "master__citations"
    ):
        yield ("term", id, ""), language, citations_in(definition) | set(listed)


def _listed(value) -> set[str]:
    """The citations of a block “the law says”."""
    items = value.get("citations", ()) if isinstance(value, dict) else ()
    return {item["value"] if isinstance(item, dict) else item for item in items}
