"""A cohort whose certificates wait to be printed, and afterwards what became of them.

`python -m tests.load.cohort furnish FILE NUMBER` makes so many certificates that were asked for, and writes their ids,
as JSON;
`python -m tests.load.cohort print FILE ID …` prints those, and writes what each had cost by then;
`python -m tests.load.cohort naive FILE TIMES` prints one page in the plainest way, and writes what that costs;
`python -m tests.load.cohort hold FILE` writes what the database and the folder of files hold.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

import django

STOP_AT = "STOP_AT"
PAGE = 1 / 1024 * resource.getpagesize() / 1024  # megabytes


def furnish(number: int) -> list[int]:
    """Ids of certificates of ten modules in two languages each, in all scripts; every one has its task in the queue."""
    from django.db import transaction
    from django.utils import timezone

    from certificates.keys import new_keys
    from certificates.models import Award, Certificate, new_public_id
    from certificates.snapshots import readdressed
    from certificates.tasks import issue_certificate
    from tests.certificates.samples import NAMES, snapshot
    from tests.factories.certificates import school
    from tests.factories.people import coordinator

    now = timezone.now()
    with transaction.atomic():
        new_keys(at=now)
        offer, enrolments, trainer, _boss = school(number, modules=1, at=now)
        achievement = offer.version.achievement
        type(achievement).objects.filter(pk=achievement.pk).update(serial_format="WL-{number}")
        boss = coordinator(offer.cohort.location)
        names = [name for name in NAMES if name != "long"]
        asked = []
        for place, enrolment in enumerate(enrolments):
            award = Award.objects.create(
                enrolment=enrolment,
                learner=enrolment.learner,
                offer=offer,
                recommended_by=trainer,
                recommended_at=now,
                certified_by=boss,
                certified_at=now,
            )
            public_id = new_public_id()
            said = snapshot(
                names[place % len(names)], achievement=achievement.slug, version=1, valid_until=None
            )
            said |= {"certified_on": timezone.localdate(now).isoformat()}
            printed = readdressed(said, public_id)
            asked.append(
                Certificate.objects.create(
                    award=award, public_id=public_id, snapshot=printed, requested_at=now
                )
            )
        for certificate in asked:
            issue_certificate.enqueue(certificate.pk)
    return [certificate.pk for certificate in asked]


def print_them(numbers: list[int]) -> list[tuple[float, float, float]]:
    """(moment, CPU seconds, resident megabytes) of this process after each, until the moment that STOP_AT names."""
    from django.utils import timezone

    from certificates.issuing import try_to_issue

    costs, until = [], float(os.environ.get(STOP_AT, "inf"))
    for number in numbers:
        if time.time() > until:
            break
        try_to_issue(number, at=timezone.now())
        costs.append((time.time(), time.process_time(), resident()))
    return costs


def naive(times: int) -> list[float]:
    """CPU seconds of the page alone as one would print it who reads no further than the first page of a manual."""
    from django.template.loader import get_template, render_to_string
    from weasyprint import HTML

    from certificates.document import TEMPLATE, page
    from tests.certificates.samples import snapshot

    sheet = Path(get_template(TEMPLATE).origin.name).with_suffix(".css")
    costs = []
    for _ in range(times):
        began = time.process_time()
        html = render_to_string(TEMPLATE, page(snapshot()))
        HTML(string=html, base_url=str(sheet)).write_pdf(stylesheets=[str(sheet)])
        costs.append(time.process_time() - began)
    return costs


def resident() -> float:
    """Megabytes of this process that lie in memory (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def hold() -> dict:
    """Serial numbers, whether each file holds, how often each was issued, and how many files lie in the folder."""
    from django.conf import settings
    from django.utils import timezone

    from certificates.chaining import first_broken_link
    from certificates.models import Certificate, EventKind, StatusEvent
    from certificates.verifying import examine

    serials, wrong = [], []
    for certificate in Certificate.objects.order_by("pk"):
        serials.append(certificate.serial)
        if not certificate.issued_at:
            wrong.append(f"{certificate.public_id} was not issued: {certificate.fault}")
            continue
        with certificate.pdf_file.open() as file:
            report = examine(file.read(), at=timezone.now())
        if not report.holds:
            wrong.append(f"{certificate.public_id}: {[str(one.sentence) for one in report.findings]}")
    folder = settings.PRIVATE_ROOT / "certificates"
    return {
        "serials": serials,
        "wrong": wrong,
        "issued": StatusEvent.objects.filter(kind=EventKind.ISSUED).count(),
        "files": sum(file.is_file() for file in folder.rglob("*")),
        "broken_link": first_broken_link(),
    }


if __name__ == "__main__":
    django.setup()
    what, file, *rest = sys.argv[1:]
    acts = {
        "naive": lambda: naive(int(rest[0])),
        "furnish": lambda: furnish(int(rest[0])),
        "print": lambda: print_them([*map(int, rest)]),
        "hold": hold,
    }
    Path(file).write_text(json.dumps(acts[what](), default=str))
