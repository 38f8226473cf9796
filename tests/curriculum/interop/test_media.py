"""Pictures, recordings and films come and go with the course folder."""

import pytest
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from curriculum.interop.course_folder.reading import read_course
from curriculum.interop.course_folder.writing import write_course
from curriculum.interop.exporting import export_course
from curriculum.interop.loading import load_course
from curriculum.interop.shown_blocks import FileGone
from curriculum.models import LessonTranslation
from tests.factories.media import CONTENTS, picture_bytes

from .small_course import AR, LESSON, SMALL, put_into

pytestmark = pytest.mark.django_db

BLOCKS = """
::: picture #bi01
file: haus.png
alt: Ein rotes Haus
caption: Hier wohnt **Amal**.

::: picture #bi02
file: haus.png
decorative: true

::: audio #to01
title: Ein Anruf
file: anruf.mp3
transcript: Guten Tag.

::: video #fi01
title: Der Zähler
file: zaehler.mp4
captions: zaehler.vtt
"""
ARABIC = """
::: picture #bi01
alt: منزل أحمر

::: video #fi01
title: العداد
captions: zaehler-ar.vtt
"""
FILES = {
    "haus.png": CONTENTS["png"],
    "anruf.mp3": CONTENTS["mp3"],
    "zaehler.mp4": CONTENTS["mp4"],
    "zaehler.vtt": CONTENTS["vtt"],
    "zaehler-ar.vtt": CONTENTS["vtt"].replace(b"Hier steht der Stand.", "الرقم هنا.".encode()),
}


@pytest.fixture
def folder(settings, tmp_path):
    """The small course with a block of each kind that has files; in Arabic with captions of its own."""
    settings.MEDIA_ROOT = tmp_path / "site"
    folder = put_into(tmp_path / "klein")
    for file, text in ((LESSON, BLOCKS), (AR, ARABIC)):
        (folder / file).write_text(SMALL[file] + text, encoding="utf-8")
    (folder / "media").mkdir()
    for name, content in FILES.items():
        (folder / "media" / name).write_bytes(content)
    return folder


def bodies():
    rows = LessonTranslation.objects.order_by("language_code")
    return {row.language_code: {block.id: block.value for block in row.body} for row in rows}


def test_files_come_with_the_course_and_a_translation_has_those_of_the_source(folder):
    load_course(folder, at=timezone.now())
    german, arabic = bodies()["de"], bodies()["ar"]
    assert german["bi01"]["picture"].contextual_alt_text == "Ein rotes Haus"
    assert german["bi02"]["picture"].decorative
    assert arabic["bi01"]["picture"].pk == german["bi01"]["picture"].pk
    assert arabic["bi01"]["picture"].contextual_alt_text == "منزل أحمر"
    assert arabic["fi01"]["film"] == german["fi01"]["film"]
    assert arabic["fi01"]["captions"] != german["fi01"]["captions"]
    assert german["to01"]["sound"].file.read() == FILES["anruf.mp3"]


def test_load_export_load_is_the_identity(folder, tmp_path):
    load_course(folder, at=timezone.now())
    before = [row.units() for row in LessonTranslation.objects.order_by("pk")]
    write_course(export_course("klein"), tmp_path / "again")
    assert read_course(tmp_path / "again") == read_course(folder)
    assert {path.name: path.read_bytes() for path in (tmp_path / "again" / "media").iterdir()} == FILES
    counts = [model.objects.count() for model in (get_image_model(), get_document_model())]
    last = LessonTranslation.objects.order_by("pk").values_list("last_published_at", flat=True)
    dates = list(last)
    load_course(tmp_path / "again", at=timezone.now())
    assert [model.objects.count() for model in (get_image_model(), get_document_model())] == counts == [1, 4]
    assert list(last.all()) == dates
    assert [row.units() for row in LessonTranslation.objects.order_by("pk")] == before


def test_where_a_photo_was_taken_stays_outside(folder):
    place = picture_bytes("JPEG", comment=b"Augsburg")
    (folder / "media" / "haus.png").rename(folder / "media" / "haus.jpg")
    (folder / "media" / "haus.jpg").write_bytes(place)
    for file in (LESSON, AR):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace("haus.png", "haus.jpg"), encoding="utf-8")
    load_course(folder, at=timezone.now())
    load_course(folder, at=timezone.now())
    image = get_image_model().objects.get()
    assert b"Augsburg" not in image.file.read()


def test_a_course_whose_picture_was_deleted_is_not_written_without_it(folder):
    load_course(folder, at=timezone.now())
    get_image_model().objects.all().delete()
    with pytest.raises(FileGone):
        export_course("klein")
