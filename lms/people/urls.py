"""Addresses of getting in: joining lies with learning, login cards and privacy here."""

urlpatterns = []
