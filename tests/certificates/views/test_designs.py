"""The office makes designs in the admin, sees them live with hard names, and releases them once they were checked."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from certificates.designing import check
from certificates.models import Achievement, Design, DesignTranslation
from tests.factories.certificates import AchievementFactory, DesignFactory
from tests.factories.people import coordinator, office, trainer, translator

from ..test_viewsets import address
from .test_deciding import come_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CHANGED = {
    "slug": "rot",
    "layout": "band",
    "band": "#5b2333",
    "on_band": "#ffffff",
    "accent": "#7a1f3d",
    "signatures": "Mira Lindner, Koordination",
}


def photograph(size=(3000, 1500), kind="JPEG"):
    written = io.BytesIO()
    Image.new("RGB", size, "#aa2200").save(written, kind)
    return SimpleUploadedFile("photo.jpg", written.getvalue())


def test_the_office_makes_one_and_goes_on_to_its_words(client):
    come_in(client, office())
    told = client.post(address(Design, "add"), {"name": "Urkunde über eine lange Ausbildung", "slug": "rot"})
    assert "at most 30 characters" in told.content.decode()
    made = client.post(address(Design, "add"), {"name": "Urkunde", "slug": "rot"})
    design = Design.objects.get()
    assert design.own_rows().get().heading == "Urkunde"
    assert made.url == address(DesignTranslation, "edit", design.own_rows().get().pk)
    assert client.get(made.url).status_code == 200
    assert client.get(address(Design, "edit", design.pk)).status_code == 200


def test_a_logo_is_written_anew_and_small(client):
    design = DesignFactory()
    come_in(client, office())
    done = client.post(address(Design, "edit", design.pk), {**CHANGED, "logo": photograph()})
    assert done.status_code == 302
    design.refresh_from_db()
    assert (design.layout, design.signers) == ("band", ["Mira Lindner, Koordination"])
    with Image.open(design.logo) as kept:
        assert (kept.format, kept.size) == ("PNG", (900, 450))
    broken = client.post(
        address(Design, "edit", design.pk), {**CHANGED, "logo": SimpleUploadedFile("x.png", b"no picture")}
    )
    assert "This is no picture that we can read." in broken.content.decode()


def test_a_logo_can_be_taken_away_again(client):
    design = DesignFactory(logo=photograph((30, 30), "PNG"), checked_at=timezone.now())
    come_in(client, office())
    edit = address(Design, "edit", design.pk)
    assert 'name="without_logo"' in client.get(edit).content.decode()
    both = client.post(edit, {**CHANGED, "without_logo": "on", "logo": photograph()})
    assert "Choose another logo, or take it away: not both." in both.content.decode()
    assert client.post(edit, {**CHANGED, "without_logo": "on"}).status_code == 302
    design.refresh_from_db()
    assert (design.logo.name, design.checked_at) == ("", None)
    assert 'name="without_logo"' not in client.get(edit).content.decode()


def test_it_is_checked_and_any_change_asks_for_another_check(client):
    design = DesignFactory()
    come_in(client, office())
    page = reverse("certification_design", args=[design.pk])
    assert "It was not checked since the last change." in client.get(page).content.decode()
    client.post(page)
    design.refresh_from_db()
    assert design.checked_at
    client.post(address(Design, "edit", design.pk), {**CHANGED, "accent": "#ffee99"})
    design.refresh_from_db()
    assert design.checked_at is None
    assert "The colour of headings has a contrast of" in client.get(page).content.decode()
    client.post(page)
    design.refresh_from_db()
    assert design.checked_at is None


@pytest.mark.parametrize(
    ("sample", "word"), [("long", "Al-Trabelsi"), ("arabic", "رانيا"), ("ethiopic", "ሰላም")]
)
def test_the_preview_shows_what_stands_in_the_form(client, sample, word):
    design = DesignFactory(logo=photograph((30, 30), "PNG"))
    come_in(client, office())
    preview = reverse(Design.snippet_viewset.get_url_name("preview_on_edit"), args=[design.pk])
    assert client.post(preview, CHANGED).json() == {"is_valid": True, "is_available": True}
    shown = client.get(preview, {"mode": sample})
    html = shown.content.decode()
    assert word in html and "Mira Lindner, Koordination" in html and "#5b2333" in html
    assert 'class="band"' in html and "data:image/png" in html
    assert shown["Content-Security-Policy"].startswith("default-src 'none'")


def test_words_are_previewed_on_paper_before_they_are_published(client):
    come_in(client, office())
    heading = DesignFactory().own_rows().get()
    titled = AchievementFactory().start_translation("ar")
    for row, words in (
        (heading, {"heading": "Nachweis über viel"}),
        (titled, {"title": "مرشد السكن", "wording": "أنجز", "limits": ""}),
    ):
        page = reverse(type(row).snippet_viewset.get_url_name("preview_on_edit"), args=[row.pk])
        assert client.post(page, words).json() == {"is_valid": True, "is_available": True}
        html = client.get(page).content.decode()
        assert next(iter(words.values())) in html and "Al-Trabelsi" in html
        assert "0 0/297mm 210mm no-repeat" in html  # the house stands where it is printed


def test_a_sample_is_printed(client):
    design = DesignFactory()
    come_in(client, coordinator())
    shown = client.get(reverse("certification_sample", args=[design.pk, "ethiopic"]))
    assert shown["Content-Type"] == "application/pdf"
    assert shown.content.startswith(b"%PDF-")
    assert client.get(reverse("certification_sample", args=[design.pk, "greek"])).status_code == 404


def test_one_that_is_in_use_is_only_looked_at(client):
    design = check(DesignFactory(), by=office(), at=timezone.now())
    Achievement.objects.filter(pk=AchievementFactory().pk).update(design=design)
    come_in(client, office())
    assert client.get(address(Design, "inspect", design.pk)).status_code == 200
    assert client.get(address(Design, "edit", design.pk)).status_code == 404
    assert client.get(address(DesignTranslation, "edit", design.own_rows().get().pk)).status_code == 404


def test_only_the_office_changes_and_translators_write_their_language(client):
    design = DesignFactory()
    for person in (trainer(), coordinator()):
        come_in(client, person)
        assert client.get(address(Design, "edit", design.pk)).status_code == 404
        assert client.post(reverse("certification_design", args=[design.pk])).status_code == 404
    arabic = design.start_translation("ar")
    come_in(client, translator("ar"))
    assert client.get(address(DesignTranslation, "edit", arabic.pk)).status_code == 200
