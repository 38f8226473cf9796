"""The blocks of a lesson's text: a line `::: kind #id ⚠ reason`, and a body of Markdown or YAML."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from curriculum.letters import fault_of

from . import reading_texts
from .composing import compose
from .entries import SLUG, Entry
from .faults import Page
from .media_names import ENDINGS, File
from .passages import FactName
from .shapes import BLOCK_FIELDS, Block, LessonText, Line, Option

BLOCK_LINE = re.compile(
    r":::[ \t]*(?P<kind>[a-z_]+)(?:[ \t]+#(?P<id>[^ \t]+))?(?:[ \t]+⚠\ufe0f?[ \t]*(?P<uncertain>.*))?"
)
#: signs of a plain field; what a picture tells may take some
LONGEST = 500
BLOCK_ID = re.compile(r"[a-z0-9]{2,8}")


def read_blocks(text: str, page: Page, line: int, source: LessonText | None) -> tuple[Block, ...]:
    """The blocks of `text`, which begins on `line`; those of a translation are compared with the source."""
    blocks: list[Block] = []
    for line_of_block, opening, body in _sections(text, page, line):
        block = _read_block(opening, body, page, line_of_block, source)
        if block and block.id in {other.id for other in blocks}:
            page.fault(
                line_of_block, _("The id #%(id)s stands here a second time. Take another."), id=block.id
            )
        blocks += [block] if block else []
    return tuple(blocks)


def _sections(text: str, page: Page, line: int) -> Iterator[tuple[int, re.Match, str]]:
    """Line number, opening line and body of each block."""
    opening, opened_on, body = None, 0, []
    for number, each in enumerate(text.split("\n"), start=line):
        if not each.startswith(":::"):
            if opening is None and not opened_on and each.strip():
                page.fault(number, _("Text stands in blocks. Begin one with a line such as “::: prose”."))
                opened_on = number  # said once
            body.append(each)
            continue
        if opening:
            yield opened_on, opening, "\n".join(body)
        opening, opened_on, body = BLOCK_LINE.fullmatch(each.rstrip()), number, []
        if not opening:
            page.fault(number, _("A block begins with a line such as “::: prose #x2k9 ⚠ reason”."))
    if opening:
        yield opened_on, opening, "\n".join(body)


def _read_block(
    opening: re.Match, body: str, page: Page, line: int, source: LessonText | None
) -> Block | None:
    kind, id = opening["kind"], opening["id"]
    if kind not in BLOCK_FIELDS:
        sentence = _("“%(kind)s” is no kind of block. Possible are: %(kinds)s.")
        page.fault(line, sentence, kind=kind, kinds=", ".join(BLOCK_FIELDS))
        return None
    if id is None:
        page.fault(line, _("The block has no id yet. “manage.py load_course --stamp” writes it."))
    elif not BLOCK_ID.fullmatch(id):
        page.fault(line, _("“#%(id)s” is no id of a block: 2 to 8 small letters and digits."), id=id)
    if opening["uncertain"] == "":
        page.fault(line, _("Behind ⚠ stands the reason, as a sentence for readers. Add it."))
    original = None
    if source is not None and id is not None:
        original = _original(kind, id, opening["uncertain"], page, line, source)
    return Block(kind, id or "", _body(kind, body, page, line, original), opening["uncertain"] or "", line)


def _original(
    kind: str, id: str, uncertain: str | None, page: Page, line: int, source: LessonText
) -> Block | None:
    """The block of the source that this one translates; where there is none, that is said."""
    original = next((block for block in source.blocks if block.id == id), None)
    if original is None:
        page.fault(line, _("The source has no block #%(id)s. Take its id, or delete the block."), id=id)
    elif original.kind != kind:
        sentence = _("The block #%(id)s is of kind “%(kind)s” in the source. Write the same here.")
        page.fault(line, sentence, id=id, kind=original.kind)
        return None
    elif uncertain and not original.uncertain:
        page.fault(line, _("⚠ stands in the source first. Add it there, or take it away here."))
    return original


def _body(
    kind: str, text: str, page: Page, line: int, original: Block | None
) -> str | dict[str, str | bool | File | tuple]:
    if not text.strip():
        page.fault(line, _("The block is empty. Fill it in, or delete its first line."))
        return "" if BLOCK_FIELDS[kind] is None else {}
    if BLOCK_FIELDS[kind] is None:
        return reading_texts.formatted(text, page, line + 1)
    entry = Entry(compose(text, page, line + 1), page)
    body = {key: _field(entry, key, sort, original) for key, sort in BLOCK_FIELDS[kind].items()}
    if kind in CHECKS:
        CHECKS[kind](entry, body, original)
    entry.finish()
    return body


def _field(entry: Entry, key: str, sort: str, original: Block | None) -> str | bool | File | tuple:
    match sort:
        case "plain" | "title":
            return entry.title(key, required=sort == "plain", longest=LONGEST)
        case "text" | "paragraphs":
            return entry.formatted(key, lists=sort == "text")
        case "remark":
            return entry.formatted(key, required=False)
        case "letter":
            return entry.plain_paragraphs(key)
        case "flag":
            return entry.flag(key, default=bool(original and original.body.get(key)))
        case "titles":
            return entry.titles(key)
        case "items":
            return entry.items(key)
        case "lines":
            return tuple(_line(line) for line in entry.entries(key))
        case "rows":
            return entry.rows(key)
        case "picture" | "audio" | "video" | "captions":
            return _file(entry, key, sort, original)
        case "citations":
            return _citations(entry, key, original)
        case "fact":
            return _fact(entry, key, original)
        case _:
            return tuple(_option(option) for option in entry.entries(key))


def _citations(entry: Entry, key: str, original: Block | None) -> tuple:
    """Citations are the same in every language: a translation may leave them out, not change them."""
    if original is None:
        return entry.citations(key)
    own = entry.citations(key, required=False)
    if own and own != original.body[key]:
        entry.page.fault(entry.line_of(key), _("The citations differ from the source. Leave them out here."))
    return original.body[key]


def _fact(entry: Entry, key: str, original: Block | None) -> str:
    """The name of a local fact, the same in every language."""
    name = entry.matching(key, SLUG, _("“%(value)s” is no id. Write one like mietobergrenze."))
    if name:
        entry.page.mention(entry.line_of(key), FactName(name))
    if original and name != original.body[key]:
        entry.page.fault(entry.line_of(key), _("The source names another local fact. Name the same here."))
    return name


def _option(entry: Entry) -> Option:
    option = Option(entry.formatted("text", lists=False), entry.flag("correct", default=False))
    entry.finish()
    return option


def _line(entry: Entry) -> Line:
    line = Line(entry.title("speaker"), entry.formatted("text", lists=False))
    entry.finish()
    return line


def _file(entry: Entry, key: str, form: str, original: Block | None) -> File:
    """A translation may have a file of its own, or leave it out and have that of the source."""
    if original and key not in entry and isinstance(original.body, dict):
        entry.title(key, required=False)
        return original.body.get(key) or File("", form)
    file = File(entry.title(key), form)
    if file.name and file.name.rpartition(".")[2].lower() not in ENDINGS[form]:
        sentence = _("“%(name)s” cannot stand here. Possible are files that end in: %(endings)s.")
        entry.page.fault(entry.line_of(key), sentence, name=file.name, endings=", ".join(ENDINGS[form]))
    elif file.name:
        entry.page.mention(entry.line_of(key), file)
    return file


def _check_picture(entry: Entry, body: dict, _original: Block | None) -> None:
    if bool(body["alt"]) == body["decorative"]:
        sentence = _("A picture has either “alt”, which says what it tells, or “decorative: true”.")
        entry.page.fault(entry.line_of("file"), sentence)


def _check_letter(entry: Entry, body: dict, original: Block | None) -> None:
    if fault := fault_of(body["fields"], body["text"]):
        entry.page.fault(entry.line_of("text"), fault)
    if original and len(body["fields"]) != len(original.body.get("fields", ())):
        sentence = _("The letter has other fields than the source. Keep their number and their order.")
        entry.page.fault(entry.line_of("fields"), sentence)


def _check_table(entry: Entry, body: dict, _original: Block | None) -> None:
    if any(len(row) != len(body["columns"]) for row in body["rows"]):
        entry.page.fault(entry.line_of("rows"), _("Every row has as many cells as there are columns."))


def _check_options(entry: Entry, body: dict, original: Block | None) -> None:
    options: tuple[Option, ...] = body["options"]
    pattern = [option.correct for option in options]
    if options and not any(pattern):
        sentence = _("No answer is right. Write “correct: true” below the text of the right one.")
        entry.page.fault(entry.line_of("options"), sentence)
    elif len(options) == 1:
        entry.page.fault(entry.line_of("options"), _("A question has two answers or more. Add one."))
    elif original and pattern != [option.correct for option in original.body.get("options", ())]:
        sentence = _("The right answers differ from the source. Keep its number of answers and their order.")
        entry.page.fault(entry.line_of("options"), sentence)


#: what must hold between the fields of a block, by its kind
CHECKS = {
    "self_check": _check_options,
    "picture": _check_picture,
    "letter": _check_letter,
    "table": _check_table,
}
