"""The one place that decides which Content Security Policy a response gets."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings

#: what no page of ours ever asks a device for
DEVICE = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class PagePolicyMiddleware(CSPMiddleware):
    """django-csp knows one policy; Wagtail's admin needs inline scripts, and only there they are allowed."""

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", DEVICE)
        return super().process_response(request, response)

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not report_only:
            parts.config = settings.ADMIN_POLICY
        return parts
