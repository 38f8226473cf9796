"""My certificates: what I may show, and until when."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from certificates.models import Award, Certificate
from certificates.status import Status, status_of
from curriculum.course_outline import Text


@dataclass(frozen=True)
class Shown:
    """A certificate of the reader's own, its title in the reader's language or the first one that is printed."""

    certificate: Certificate
    status: Status
    title: Text


@login_required
def my_certificates(request):
    now = timezone.now()
    own = (
        Certificate.objects.filter(award__learner=request.user)
        .select_related("award")
        .order_by("-requested_at")
    )
    shown = [
        Shown(one, status_of(one.award, now, one), title_of(one.snapshot, request.content_language))
        for one in own
    ]
    waiting = list(Award.objects.waiting_for_name(request.user))
    return render(request, "cms/my_certificates.html", {"shown": shown, "waiting": waiting})


def title_of(snapshot: dict, language: str) -> Text:
    """What was certified, as printed; the languages of a snapshot are those on the paper, German first."""
    texts = snapshot["texts"]
    code = language if language in texts else snapshot["languages"][0]
    return Text(texts[code]["title"], code)
