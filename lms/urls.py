"""Every address of the site. Addresses without a language come first; the last line is Wagtail's catch-all."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from lms.learning.views.joining import poster
from lms.learning.views.offline import worker

from .health import healthz
from .media import image

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("sw.js", worker, name="worker"),
    path("join/<str:code>/", poster, name="poster"),
    path("", include("certificates.urls")),
    path("staff/", include("lms.people.staff_urls")),
    path("documents/", include(document_urls)),
    path("admin/", include("lms.people.admin_door_urls")),
    path("admin/reports/", include("curriculum.report_urls")),
    path("admin/", include(admin_urls)),
    path("media/<path:path>", image),
]

urlpatterns += i18n_patterns(
    path("", include("lms.people.urls")),
    path("", include("lms.learning.urls")),
    path("", include("certificates.holder_urls")),
    path("", include("cms.urls")),
    # In front of Wagtail's door for readers of closed pages: it would take any password, without a brake.
    path("_util/login/", RedirectView.as_view(pattern_name="key", query_string=True)),
    path("", include(wagtail_urls)),
)
