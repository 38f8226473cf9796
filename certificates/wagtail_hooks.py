"""What certificates add to Wagtail's admin: a switchboard."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from curriculum.models import TeachingLogEntry

from .permissions import POLICIES
from .views import award, award_list, candidate, candidates, deciding, designs, printing
from .viewsets import CertificatesGroup

register_snippet(CertificatesGroup)


@hooks.register("register_log_actions")
def remember(actions):
    for model in POLICIES:
        actions.register_model(model, TeachingLogEntry)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("certification/", deciding.CohortsView.as_view(), name="certification"),
        path(
            "certification/cohort/<int:pk>/offer/", deciding.OfferView.as_view(), name="certification_offer"
        ),
        path("certification/<int:pk>/", candidates.CandidatesView.as_view(), name="certification_candidates"),
        path(
            "certification/<int:pk>/printing/", printing.PrintingView.as_view(), name="certification_printing"
        ),
        path("certification/<int:pk>/certificates.zip", printing.all_files, name="certification_files"),
        path(
            "certification/<int:pk>/candidate/<int:enrolment>/",
            candidate.CandidateView.as_view(),
            name="certification_candidate",
        ),
        path("certification/design/<int:pk>/", designs.DesignView.as_view(), name="certification_design"),
        path("certification/design/<int:pk>/<slug:sample>.pdf", designs.sample, name="certification_sample"),
        path("certification/award/<int:pk>/", award.AwardView.as_view(), name="certification_award"),
        path("certification/list/", award_list.AwardListView.as_view(), name="certification_list"),
        path(
            "certification/list/results/",
            award_list.AwardListView.as_view(results_only=True),
            name="certification_list_results",
        ),
    ]


@hooks.register("insert_global_admin_css")
def looks():
    return format_html('<link rel="stylesheet" href="{}">', static("certificates/admin.css"))
