"""Looking over a text while it is written: hints for its author, none of which keeps it from being published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from wagtail.images.models import AbstractImage

from .citations import NotACitation, parse
from .models import GlossaryTermTranslation, LessonTranslation
from .naming_terms import named
from .passages import Passage, passages
from .readability import Readability, readability, reading_minutes
from .readability import words as words_of
from .rich_text import citations_in, terms_in
from .statutes import address_of, is_here
from .translation import SOURCE

#: the parts without which eyes or ears are left out: kind of block → its fields
DEMANDED = {"audio": ("sound", "transcript"), "video": ("film", "captions")}
#: what Django writes behind the name of a file that is there already
RANDOM_SIGNS = 7


@dataclass(frozen=True)
class InBlock:
    """Something about a block: its id, what it is called, and what was found."""

    id: str
    label: str
    found: str


@dataclass(frozen=True)
class LookedOver:
    """What was found. `readability` is None but in German."""

    words: int
    minutes: int
    readability: Readability | None
    without_alternative: tuple[InBlock, ...]
    unknown_citations: tuple[InBlock, ...]
    sections_not_here: tuple[InBlock, ...]
    unmarked_terms: tuple[InBlock, ...]

    @property
    def hints(self) -> int:
        """How many things there are to look at."""
        hard = self.readability
        style = len(hard.long_sentences) + (not hard.is_easy) if hard else 0
        lists = (
            self.without_alternative,
            self.unknown_citations,
            self.sections_not_here,
            self.unmarked_terms,
        )
        return style + sum(map(len, lists))


def look_over(row: LessonTranslation) -> LookedOver:
    """The lesson's text as it stands in `row`, saved or not. Asks for the glossary once."""
    read = {child.id: list(passages(child.block, child.value)) for child in row.body}
    whole = [row.title, row.summary, *(passage.text for found in read.values() for passage in found)]
    count = sum(len(words_of(text)) for text in whole)
    return LookedOver(
        words=count,
        minutes=reading_minutes(count),
        readability=readability(whole) if row.language_code == SOURCE else None,
        without_alternative=tuple(_without_alternative(row)),
        unknown_citations=tuple(_citations(row, _is_unknown)),
        sections_not_here=tuple(_citations(row, _is_not_here)),
        unmarked_terms=tuple(_unmarked_terms(row, read)),
    )


def _without_alternative(row) -> Iterator[InBlock]:
    for child in row.body:
        missing = [name for name in DEMANDED.get(child.block_type, ()) if not child.value[name]]
        if child.block_type == "picture" and not _is_told(child.value["picture"]):
            missing = ["picture"]
        for name in missing:
            yield InBlock(child.id, str(child.block.label), str(child.block.child_blocks[name].label))


def _is_told(picture: AbstractImage | None) -> bool:
    """Whether somebody said what is seen; the name of the file, which Wagtail offers as words, says nothing."""
    if not picture or picture.decorative:
        return bool(picture)
    said, file = _signs(picture.contextual_alt_text), _signs(PurePath(picture.file.name).stem)
    return said not in ("", file, file[:-RANDOM_SIGNS])


def _signs(text: str) -> str:
    """Letters and digits alone: names of stored files have few others."""
    return "".join(filter(str.isalnum, text)).casefold()


def _citations(row, which: Callable[[str], bool]) -> Iterator[InBlock]:
    """Those of each block of which it is true."""
    for child in row.body:
        raw = child.get_prep_value()["value"]
        listed = [item["value"] for item in raw.get("citations") or []]
        for text in dict.fromkeys([*listed, *sorted(citations_in(raw))]):
            if which(text):
                yield InBlock(child.id, str(child.block.label), text)


def _is_unknown(text: str) -> bool:
    """It is no citation, or cites a law that is not among the statutes."""
    try:
        law = parse(text).law
    except NotACitation:
        return True
    return bool(law) and address_of(law) is None


def _is_not_here(text: str) -> bool:
    """Wordings of the law were imported, but none of this section."""
    return not _is_unknown(text) and is_here(parse(text)) is False


def _unmarked_terms(row, read: dict[str, list[Passage]]) -> Iterator[InBlock]:
    """Each term that the text names and nowhere marks, at the first block that names it."""
    marked = {slug for child in row.body for slug in terms_in(child.get_prep_value()["value"])}
    rows = GlossaryTermTranslation.objects.filter(language_code=row.language_code, live=True)
    terms = dict(rows.exclude(master__slug__in=marked).values_list("master__slug", "term"))
    for child in row.body:
        found = named(terms, (passage.free for passage in read[child.id]), row.language_code)
        for slug, word in found.items():
            del terms[slug]
            yield InBlock(child.id, str(child.block.label), word)
