"""Addresses of holders, below the language."""

from django.urls import path

from .views import holding

urlpatterns = [
    path("certificates/<int:award_id>/name/", holding.confirm_name, name="confirm_name"),
    path("certificates/<int:pk>/shown/", holding.name_shown, name="name_shown"),
]
