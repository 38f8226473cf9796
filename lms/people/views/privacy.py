"""The privacy notice as a page of its own."""

from django.shortcuts import render

from ..models import Location
from ..notice import VERSION


def privacy(request):
    """Who is responsible at each location: data lie where one learns."""
    context = {"locations": Location.objects.running(), "version": VERSION}
    return render(request, "people/privacy.html", context)
