"""My certificates: what I may show, and until when."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from certificates.models import Certificate


@login_required
def my_certificates(request):
    own = Certificate.objects.filter(award__learner=request.user).select_related("award")
    context = {
        "certificates": list(own.order_by("-requested_at")),
        "today": timezone.localdate(),
        "here": "certificates",
    }
    return render(request, "cms/my_certificates.html", context)
