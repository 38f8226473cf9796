"""A letter in a lesson: filled in on the page, and taken along as an empty form."""

import io
import zipfile

import pytest

from curriculum.reading import read_lesson
from tests.factories.curriculum import CourseFactory, LessonFactory, ModuleFactory, publish
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import UserFactory
from tests.lms.printing.reading import words

pytestmark = pytest.mark.django_db
GERMAN = {
    "uncertain": "",
    "title": "Mängelanzeige",
    "fields": ["Name", "Datum"],
    "text": "Guten Tag {{1}},\n\nseit dem {{2}} ist das Fenster undicht.",
}
ARABIC = {
    "uncertain": "",
    "title": "إبلاغ عن عيب",
    "fields": ["الاسم", "التاريخ"],
    "text": "مرحبًا {{1}}،\n\nمنذ {{2}} النافذة غير محكمة.",
}
PAGE = "learn/kurs/rolle/mangel/"


@pytest.fixture
def lesson():
    course = CourseFactory(slug="kurs")
    module = ModuleFactory(slug="rolle", course=course)
    made = LessonFactory(module=module, slug="mangel", text={"body": [("letter", GERMAN, "br01")]})
    publish(made, "ar", body=[("letter", ARABIC, "br01")], made_from={})
    return made


@pytest.fixture
def learner(lesson):
    course = lesson.module.course_modules.get().course
    return EnrolmentFactory(cohort=CohortFactory(course=course)).learner


@pytest.fixture
def translated(lesson):
    """The Arabic letter is a translation of the German one."""
    row = lesson.own_rows().get(language_code="ar")
    row.made_from = {"body:br01": {"source": row.source_row().units()["body:br01"], "machine": False}}
    row.save_revision().publish()


def test_it_stands_beside_the_german_one_which_is_filled_in(client, learner, translated):
    client.force_login(learner)
    page = client.get(f"/ar/{PAGE}").content.decode()
    own, german = page.index("مرحبًا"), page.index("Guten Tag")
    assert own < german
    assert "<em>[الاسم]</em>" in page
    assert (
        page.index('lang="de" dir="ltr"', own)
        < german
        < page.index('<span class="s" lang="ar" dir="rtl">الاسم')
    )
    assert page.count('class="in slim"') == 2
    assert "<form" not in page[page.index('class="card stack letter"') : page.index("br01.pdf")]
    assert 'href="br01.docx"' in page


def test_beside_german_it_is_not_shown_twice(client, learner, translated):
    client.force_login(learner)
    assert client.get(f"/ar/{PAGE}?beside=de").content.decode().count('class="card stack letter"') == 1
    assert client.get(f"/de/{PAGE}?beside=ar").content.decode().count("مرحبًا") == 1


def test_the_empty_form_as_word_has_both_languages_in_their_direction(client, learner, translated):
    client.force_login(learner)
    reply = client.get(f"/ar/{PAGE}br01.docx")
    assert reply["Content-Disposition"] == 'attachment; filename="mangel-br01.ar.docx"'
    with zipfile.ZipFile(io.BytesIO(reply.content)) as file:
        document = file.read("word/document.xml").decode()
    assert document.index("w:bidiVisual") < document.index("مرحبًا") < document.index("Guten Tag")
    arabic, german = (document.rindex("<w:p>", 0, document.index(word)) for word in ("مرحبًا", "Guten Tag"))
    assert "w:bidi" in document[arabic : document.index("مرحبًا")]
    assert "w:bidi" not in document[german : document.index("Guten Tag")]
    assert "(Datum)" in document


def test_the_empty_form_as_pdf(client, learner, translated):
    client.force_login(learner)
    reply = client.get(f"/ar/{PAGE}br01.pdf")
    assert reply["Content-Type"] == "application/pdf"
    assert "seit dem" in words(reply.content)


def test_in_german_it_stands_alone(lesson, client, learner):
    assert read_lesson(lesson.pk, "de").blocks[0].letter.own is None
    client.force_login(learner)
    page = client.get(f"/de/{PAGE}").content.decode()
    assert "مرحبًا" not in page and page.count('class="in slim"') == 2


def test_what_is_no_letter_is_not_found(client, learner):
    client.force_login(learner)
    for name in ("zzzz.pdf", "br01.exe"):
        assert client.get(f"/de/{PAGE}{name}").status_code == 404
    client.force_login(UserFactory())
    assert client.get(f"/de/{PAGE}br01.pdf").status_code == 404
