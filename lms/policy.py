"""The one place that decides which Content Security Policy a response gets."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings

#: what no page of ours ever asks a device for
DEVICE = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class PagePolicyMiddleware:
    """Wagtail's admin needs inline scripts, and only there they are allowed.

    django-csp knows one policy and writes it anew for each response; ours are two, written once.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = build_policy(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
        self.admin = build_policy(settings.ADMIN_POLICY)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", DEVICE)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own pages about an error
            of_admin = request.path_info.startswith("/admin/")
            response.headers.setdefault(HEADER, self.admin if of_admin else self.pages)
        return response
