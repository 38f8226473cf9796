from django.urls import path

from .views import studying

urlpatterns = [
    path("learn/<slug:course>/", studying.course, name="course"),
    path("learn/<slug:course>/<slug:module>/<slug:lesson>/", studying.lesson, name="lesson"),
]
