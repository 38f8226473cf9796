"""Addresses of pages that show more than one room: courses to choose, one's own way, one's own certificates."""

from django.urls import path

from .views import catalogue, my_certificates, my_learning

urlpatterns = [
    path("courses/", catalogue.catalogue, name="catalogue"),
    path("learn/", my_learning.learn, name="learn"),
    path("certificates/", my_certificates.my_certificates, name="my_certificates"),
]
