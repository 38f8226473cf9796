"""Addresses without a language: they stand on paper, and the file is the same in every one."""

from django.urls import path

from .views import holding, verifying

urlpatterns = [
    path("v/", verifying.check, name="check_certificate"),
    path("v/<str:public_id>", verifying.verify, name="verify"),
    path("certificates/<str:public_id>.pdf", holding.download, name="download_certificate"),
]
