"""The empty form of a letter as a file: the reader's language, and the German original beside it."""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from lms.people.languages import own_name
from lms.printing.pdf import print_pdf

from .letters import Blank, Letter, Wording

LINE = "_" * 18


def as_pdf(letter: Letter, *, interface: str) -> bytes:
    """A tagged PDF; `interface` is the language of the words around the letter. Raises CannotPrint."""
    wordings = _wordings(letter)
    columns = [
        {
            "language": one.language,
            "dir": one.dir,
            "name": own_name(one.language),
            "paragraphs": one.paragraphs,
        }
        for one in wordings
    ]
    context = {"first": wordings[0], "wordings": columns}
    return print_pdf("curriculum/letter.html", context, language=interface)


def as_docx(letter: Letter) -> bytes:
    """For LibreOffice and Word; in it right-to-left text is marked as such."""
    document = Document()
    wordings = _wordings(letter)
    first = wordings[0]
    document.core_properties.title = first.title
    document.core_properties.language = first.language
    _write(document.add_heading(level=1), first.title, first)
    table = document.add_table(rows=1, cols=len(wordings))
    if first.dir == "rtl":
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))  # the first column is the right one
    for cell, wording in zip(table.rows[0].cells, wordings, strict=True):
        _write_wording(cell, wording)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _wordings(letter: Letter) -> list[Wording]:
    return [letter.own, letter.german] if letter.own else [letter.german]


def _write_wording(cell, wording: Wording) -> None:
    head = cell.paragraphs[0]
    _write(head, own_name(wording.language), wording, bold=True)
    for paragraph in wording.paragraphs:
        written = cell.add_paragraph()
        for number, line in enumerate(paragraph):
            if number:
                written.add_run().add_break()
            for piece in line:
                _write(written, f"{LINE} ({piece.label})" if isinstance(piece, Blank) else piece, wording)


def _write(paragraph, text: str, wording: Wording, *, bold: bool = False) -> None:
    """Text in its language and direction (ECMA-376, 17.3.1.6 `bidi`, 17.3.2.30 `rtl`, 17.3.2.20 `lang`)."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = None if paragraph.style.name.startswith("Heading") else Pt(10.5)
    properties = run._r.get_or_add_rPr()
    language = OxmlElement("w:lang")
    if wording.dir == "rtl":
        paragraph_properties = paragraph._p.get_or_add_pPr()
        if paragraph_properties.find(qn("w:bidi")) is None:
            paragraph_properties.append(OxmlElement("w:bidi"))
        properties.append(OxmlElement("w:rtl"))
        language.set(qn("w:bidi"), wording.language)
    else:
        language.set(qn("w:val"), wording.language)
    properties.append(language)
