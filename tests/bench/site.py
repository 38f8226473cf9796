"""The addresses of the site, and plain views in front of them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from lms.urls import urlpatterns as of_the_site

ROWS = 50


def plain(request):
    """Nothing but an answer."""
    return HttpResponse("plain")


@login_required
def whose(request):
    """Session and user, and no more."""
    return HttpResponse(request.user.username)


@login_required
def rows(request):
    """What every page of a school has at least: session, user, and a list from the database in a template."""
    people = get_user_model().objects.order_by("pk")[:ROWS]
    return render(request, "bench/rows.html", {"people": people}, using="plain")


urlpatterns = [path("plain/", plain), path("plain/whose/", whose), path("plain/rows/", rows), *of_the_site]
