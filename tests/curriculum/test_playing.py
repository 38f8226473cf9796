"""Recordings and films are served in pieces to those who ask for pieces."""

import pytest

from tests.factories.media import CONTENTS, document

pytestmark = pytest.mark.django_db
SIZE = len(CONTENTS["mp3"])


@pytest.fixture
def recording(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return document("anruf.mp3")


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=4-", 4, SIZE - 1),
        ("bytes=-3", SIZE - 3, SIZE - 1),
        ("bytes=2-9999", 2, SIZE - 1),
    ],
)
def test_a_piece(client, recording, asked, begin, end):
    reply = client.get(recording.url, headers={"range": asked})
    assert reply.status_code == 206
    assert reply["Content-Range"] == f"bytes {begin}-{end}/{SIZE}"
    assert reply.content == CONTENTS["mp3"][begin : end + 1]
    assert reply["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize("asked", ["bytes=9999-", "bytes=5-4"])
def test_a_piece_that_is_not_there(client, recording, asked):
    assert client.get(recording.url, headers={"range": asked}).status_code == 416


@pytest.mark.parametrize("asked", ["", "bytes=0-1,3-4", "lines=1-2"])
def test_whoever_asks_for_the_whole_gets_it(client, recording, asked):
    reply = client.get(recording.url, headers={"range": asked})
    assert reply.status_code == 200
    assert b"".join(reply.streaming_content) == CONTENTS["mp3"]
