"""The one place that decides which Content Security Policy a response gets."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings


class PagePolicyMiddleware(CSPMiddleware):
    """django-csp knows one policy; Wagtail's admin needs inline scripts, and only there they are allowed."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not report_only:
            parts.config = settings.ADMIN_POLICY
        return parts
