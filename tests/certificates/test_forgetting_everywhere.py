"""After erasure the name of a holder is nowhere: not in a dump of the database, not in files, logs, index or tasks."""

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as live_settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from certificates.awarding import certify, recommend, revoke
from certificates.chaining import first_broken_link
from certificates.correcting import correct_name
from certificates.issuing import try_to_issue
from certificates.keys import new_keys
from certificates.models import Certificate, RevocationKind
from certificates.pledging import fingerprint, sign, text_to_sign
from certificates.requesting import request_certificate
from certificates.showing import show, write_to
from lms.people.erasing import erase
from lms.settings import base
from tests.factories.certificates import PledgeFactory, ask_for, learn_everything, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
#: signs of the holder that nobody else has: names as typed, shown and corrected, address, and reasons that name them
TRACES = ["Zarifullina", "Zaripullina", "Зарифуллина", "zarifa@example.org", "Zarifa-von-der-Burg"]


def dump() -> str:
    """What a backup of the database says: every table, indexes of the search and queues of tasks among them."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return "\n".join(connection.connection.iterdump())
    lines = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                lines += [bytes(row).decode() for row in rows]
    return "".join(lines)


def kept_files() -> bytes:
    """Everything that lies in the folders of the site."""
    folders = {Path(live_settings.MEDIA_ROOT), Path(live_settings.PRIVATE_ROOT)}
    return b"".join(file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file())


def found_in(text: str) -> list[str]:
    """Traces in the text: plain, with the escapes of JSON, or as bytes that a dump writes in hex."""
    low = text.lower()
    ways = {one: (one.lower(), json.dumps(one)[1:-1], one.encode().hex()) for one in TRACES}
    return [one for one, spellings in ways.items() if any(spelling in low for spelling in spellings)]


@pytest.fixture
def life(settings, caplog):
    """Signed, recommended as an exception, certified, printed under a wrong name, corrected, listed, written to."""
    settings.TASKS = base.TASKS
    caplog.set_level(logging.INFO)
    new_keys(at=NOW - timedelta(days=99))
    offer, (enrolment,), teacher, boss = school(at=NOW)
    learner = enrolment.learner
    learner.display_name, learner.email = "Zarifa-von-der-Burg", "zarifa@example.org"
    learner.save()
    pledge = PledgeFactory(slug="schweigen")
    ask_for(offer, pledges=[["schweigen", 1]])
    text = text_to_sign(pledge, "de")
    sign(pledge, enrolment, text, read=fingerprint(text), at=NOW)
    learn_everything(enrolment, at=NOW - timedelta(days=1))
    why = "Zarifa-von-der-Burg war krank."
    award = certify(
        recommend(enrolment, offer, by=teacher, at=NOW, exception=why), by=boss, at=NOW, exception=why
    )
    asked = request_certificate(award, "", "Zarifa Zaripullina", "Зарифуллина", by=learner, at=NOW)
    first = try_to_issue(asked.pk, at=NOW)
    mended = correct_name(first, "Zarifa Zarifullina", "Зарифуллина", "Zarifullina mit f", by=boss, at=NOW)
    try_to_issue(mended.pk, at=NOW)
    write_to(
        show(learner, "Zarifa-von-der-Burg", ["ru"], at=NOW),
        "B",
        "b@example.org",
        "Liebe Zarifullina!",
        at=NOW,
    )
    revoke(award, RevocationKind.REQUEST, "Zarifullina wollte es so.", by=boss, at=NOW)
    yield learner
    for certificate in Certificate.objects.exclude(pdf_file=""):
        certificate.pdf_file.delete(save=False)


def test_before_erasure_the_search_finds_all_of_it(life):
    assert found_in(dump()) == TRACES
    assert b"%PDF" in kept_files()
    assert DBTaskResult.objects.filter(task_path="certificates.tasks.issue_certificate").count() == 2


def test_after_erasure_it_is_nowhere_and_number_dates_and_status_stay(life, caplog):
    names = [certificate.pdf_file.name for certificate in Certificate.objects.all()]
    erase(life, by=None, at=NOW + timedelta(days=1))
    assert found_in(dump()) == []
    assert found_in(caplog.text) == []
    assert found_in(kept_files().decode(errors="replace")) == []
    for name in names:
        assert not (Path(live_settings.PRIVATE_ROOT) / name).exists()
    kept = Certificate.objects.select_related("award")
    assert [(one.public_id != "", one.issued_at, one.award.revoked_at) for one in kept] == [
        (True, NOW, NOW)
    ] * 2
    assert first_broken_link() is None
