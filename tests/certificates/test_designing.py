"""A design is checked before it is used, written into each snapshot, and frozen by its first certificate."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image

from certificates.designing import check, faults, must_be_free, uncheck, words_of
from certificates.document import print_document
from certificates.models import Achievement, Design
from certificates.refusals import DesignInUse, DesignNotFit
from certificates.requesting import request_certificate
from certificates.sampling import sample_snapshot
from tests.factories.certificates import DesignFactory, certified, live, school
from tests.factories.people import office
from tests.lms.printing.reading import picture, reader, words

from .test_document import boxes

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
LAYOUTS = ["house", "band", "upright"]


def square(colour: str) -> ContentFile:
    written = io.BytesIO()
    Image.new("RGB", (200, 100), colour).save(written, "PNG")
    return ContentFile(written.getvalue(), name="logo.png")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on_band": "#305060"}, "The letters on the band have a contrast of"),
        ({"accent": "#ffcb4d"}, "The colour of headings has a contrast of"),
        (
            {"signatures": "Eine, Leitung\nZwei, Leitung\nDrei, Leitung"},
            "There is room for 2 people who sign.",
        ),
        ({"signatures": "Wilhelmine " * 9}, "does not fit in its place."),
        ({"signatures": "王小明, Leitung"}, "We have no letters to print this: 王 小 明."),
        (
            {"text": {"heading": "Wohnlots:innen-Urkunde Nr. 100"}},
            "“Wohnlots:innen-Urkunde Nr. 100” does not fit",
        ),
        ({"text": False}, "It has no published text yet"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(changes, sentence):
    design = DesignFactory(**changes)
    with pytest.raises(DesignNotFit) as refused:
        check(design, by=office(), at=NOW)
    assert sentence in str(refused.value)
    design.refresh_from_db()
    assert design.checked_at is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_can_be_used(layout):
    design = check(DesignFactory(layout=layout), by=office(), at=NOW)
    assert design.checked_at == NOW
    assert faults(design) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["long", "arabic", "ethiopic"])
def test_the_longest_words_stay_on_the_page_and_apart(layout, name):
    design = DesignFactory(
        layout=layout,
        band="#5b2333",
        on_band="#ffffff",
        signatures="Mira Lindner, Koordination Augsburg\nDr. Jonas Brandt, Vorstand Tür an Tür",
        text={"heading": "Urkunde", "closing": "Nur mit dem Siegel dieser Datei gültig. Bitte hier prüfen."},
        logo=square("#aa2200"),
    )
    snapshot = sample_snapshot(name, words_of(design, ["de", "ar", "en"]))
    printed = print_document(snapshot)
    (only,) = reader(printed).pages
    width, height = (float(side) * 25.4 / 72 for side in only.mediabox[2:])
    assert (round(width), round(height)) == ((210, 297) if layout == "upright" else (297, 210))
    found = boxes(printed)
    assert min(box[1] for box in found) >= 8.9
    assert max(box[3] for box in found) <= width - 8.9
    assert max(box[4] for box in found) <= height - 7
    text = words(printed)
    for expected in (
        "Urkunde",
        "Mira",
        "Brandt",
        "0000-0000-0000",
        "gültig",
        snapshot["holder"]["latin"].split()[0],
    ):
        assert expected in text
    colours = {colour for _n, colour in picture(printed, dpi=40).convert("RGB").getcolors(1 << 20)}
    assert (91, 35, 51) in colours  # the band
    assert any(red > 150 and green < 60 and blue < 30 for red, green, blue in colours)  # the logo


def test_only_a_checked_design_is_chosen_and_then_it_stays_checked():
    offer, *_ = school(at=NOW)
    achievement, design = offer.version.achievement, DesignFactory()
    with pytest.raises(IntegrityError, match="Only a design that was checked"), transaction.atomic():
        Achievement.objects.filter(pk=achievement.pk).update(design=design)
    check(design, by=office(), at=NOW)
    Achievement.objects.filter(pk=achievement.pk).update(design=design)
    with pytest.raises(DesignInUse):
        must_be_free(design)
    uncheck(design.pk)
    design.refresh_from_db()
    assert design.checked_at == NOW
    with pytest.raises(IntegrityError, match="stays checked"), transaction.atomic():
        Design.objects.update(checked_at=None)


def test_words_that_are_published_anew_ask_for_another_check():
    design = check(DesignFactory(), by=office(), at=NOW)
    row = design.own_rows().get()
    row.heading = "Zeugnis"
    row.save_revision().publish()
    design.refresh_from_db()
    assert design.checked_at is None


def test_the_first_certificate_freezes_it_and_takes_its_words_along():
    offer, (enrolment,), *_ = school(at=NOW)
    design = DesignFactory(accent="#7a1f3d", signatures="Mira Lindner, Koordination")
    live(design, "ar", heading="شهادة", closing="")
    check(design, by=office(), at=NOW)
    Achievement.objects.filter(pk=offer.version.achievement_id).update(design=design)
    award = certified(enrolment, offer, at=NOW)
    made = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    assert made.snapshot["design"] == {
        "id": design.pk,
        "layout": "house",
        "band": "#173f4c",
        "on_band": "#fbf6e6",
        "accent": "#7a1f3d",
        "signers": ["Mira Lindner, Koordination"],
        "logo": "",
        "texts": {"de": {"heading": "Urkunde", "closing": "Hier prüfen."}},
    }
    design.refresh_from_db()
    assert design.frozen_at == NOW
    with pytest.raises(IntegrityError, match="stands on a certificate"), transaction.atomic():
        Design.objects.update(accent="#000000")
    row = design.own_rows().get(language_code="de")
    with pytest.raises(IntegrityError, match="words of a design"), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(heading="Zeugnis")
