"""Uploaded images are served without a server in front; nothing else below MEDIA_ROOT is."""

import pytest

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def media(settings, tmp_path):
    """A MEDIA_ROOT with an image, a document that is an image, and a page in the wrong place."""
    settings.MEDIA_ROOT = tmp_path
    for path in (
        "images/house.png",
        "documents/letter.png",
        "images/page.html",
        "images/drawing.svg",
        "house.png",
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(PNG)
    return tmp_path


@pytest.mark.django_db
def test_an_image_is_shown_and_can_do_nothing_else(client, media):
    response = client.get("/media/images/house.png")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PNG
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "documents/letter.png",
        "images/../documents/letter.png",
        "images/page.html",
        "images/drawing.svg",
        "images/missing.png",
        "images/",
        "house.png",
    ],
)
def test_whatever_is_no_image_for_everybody_is_not_found(client, media, path):
    assert client.get(f"/media/{path}").status_code == 404
