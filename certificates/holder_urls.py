"""Addresses of learners, holders and those who look for them, below the language."""

from django.urls import path

from .views import directory, holding, promising

urlpatterns = [
    path("certificates/<int:award_id>/name/", holding.confirm_name, name="confirm_name"),
    path("certificates/<int:pk>/shown/", holding.name_shown, name="name_shown"),
    path("certificates/course/<int:enrolment_id>/", promising.requirements, name="requirements"),
    path(
        "certificates/course/<int:enrolment_id>/sign/<slug:slug>/",
        promising.sign_pledge,
        name="sign_pledge",
    ),
    path("certificates/directory/", directory.my_listing, name="my_listing"),
    path("multipliers/", directory.directory, name="directory"),
    path("multipliers/<slug:key>/", directory.contact, name="contact_multiplier"),
]
