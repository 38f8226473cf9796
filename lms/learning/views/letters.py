"""The empty form of a letter in a lesson, to take along. What somebody fills in never comes here."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from curriculum.letter_files import as_docx, as_pdf
from curriculum.reading import read_lesson
from lms.people.languages import interface_language

from ..permissions import course_of, lesson_of, module_of

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@login_required
@require_safe
def letter(request, course, module, lesson, block, kind):
    """The letter in the reader's language with the German original, as PDF or DOCX."""
    language = request.content_language
    found, _enrolment = course_of(request.user, course, language)
    page = lesson_of(module_of(found, module), lesson)
    reading = read_lesson(page.id, language, generation=found.generation)
    one = next((item.letter for item in reading.blocks if item.id == block), None) if reading else None
    if one is None or kind not in KINDS:
        raise Http404("no such letter")
    content = as_pdf(one, interface=interface_language()) if kind == "pdf" else as_docx(one)
    name = f"{lesson}-{block}.{language}.{kind}"
    return HttpResponse(
        content,
        content_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private"},
    )
