"""One's own account: name, language, key, cohorts, data."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lms.people.erasing import erase
from lms.people.exporting import export
from lms.people.forms import given
from lms.people.languages import READ, interface_of
from lms.people.naming import rename

from ..enrolling import leave
from ..forms import AccountForm, CardForm, DeleteForm
from ..models import Enrolment


@login_required
@never_cache
def me(request):
    """GET shows the account, POST changes name and language."""
    person = request.user
    form = AccountForm(
        given(request),
        initial={
            "display_name": person.display_name,
            "language": person.content_language or request.content_language,
        },
    )
    if form.is_valid():
        language = form.cleaned_data["language"]
        rename(person, **form.cleaned_data)
        request.session[READ] = language
        with override(interface_of(language)):
            messages.success(request, _("Saved."))
            return redirect("me")
    context = {
        "form": form,
        "card_form": CardForm(),
        "places": [
            (enrolment, enrolment.cohort.course.text(request.content_language))
            for enrolment in _enrolments(request)
        ],
    }
    return render(request, "learning/me.html", context)


@login_required
@never_cache
def leave_cohort(request, enrolment):
    """GET asks, POST leaves."""
    enrolment = get_object_or_404(_enrolments(request), pk=enrolment)
    if request.method == "POST":
        leave(enrolment, by=request.user, at=timezone.now())
        messages.success(request, _("You have left the group."))
        return redirect("me")
    return render(request, "learning/leave.html", {"enrolment": enrolment})


@login_required
@require_POST
@never_cache
def my_data(request):
    """Everything that the site knows of the reader, as a file."""
    found = export(request.user, by=request.user, at=timezone.now())
    name = f'attachment; filename="{request.user.username}.json"'
    return JsonResponse(
        found,
        headers={"Content-Disposition": name},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


@login_required
@never_cache
def delete_me(request):
    """GET asks, POST deletes the account for good. Accounts of the team are the office's business."""
    if request.user.is_team:
        raise Http404
    form = DeleteForm(given(request))
    if form.is_valid():
        erase(request.user, by=request.user, at=timezone.now())
        logout(request)
        messages.success(request, _("Your account is deleted. All the best to you!"))
        return redirect("join_start")
    return render(request, "learning/delete_me.html", {"form": form})


def _enrolments(request):
    rows = Enrolment.objects.of(request.user).running().select_related("cohort__location", "cohort__course")
    return rows.prefetch_related("cohort__course__translations")
