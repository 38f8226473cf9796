"""Addresses without a language: they stand on paper, and the file is the same in every one."""

from django.urls import path

from .views import checking, holding, publishing, verifying

urlpatterns = [
    path("v/", verifying.check, name="check_certificate"),
    path("verify/", checking.verify_file, name="verify_file"),
    path("v/<str:public_id>", verifying.verify, name="verify"),
    path("certificates/<str:public_id>.pdf", holding.download, name="download_certificate"),
    path("certificates/<str:public_id>.json", holding.wallet, name="download_badge"),
    path("certificates/<str:public_id>.jwt", holding.token, name="download_token"),
    path("certificates/<str:public_id>.png", holding.picture, name="download_picture"),
    path(".well-known/did.json", publishing.identity, name="did"),
    path("keys/<slug:kid>", publishing.key, name="key_document"),
    path("status/<int:number>", publishing.status_list, name="status_list"),
    path("achievements/<slug:slug>/<int:number>", publishing.achievement, name="achievement_document"),
]
