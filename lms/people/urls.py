"""Addresses of getting in; joining lies with learning."""

from django.urls import path

from .views import keys, privacy

urlpatterns = [
    path("key/", keys.key, name="key"),
    path("k/", keys.key_read, name="key_read"),
    path("k/<str:token>/", keys.key_token, name="key_token"),
    path("logout/", keys.lock_door, name="logout"),
    path("privacy/", privacy.privacy, name="privacy"),
]
