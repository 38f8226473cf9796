from django.urls import path

from .views import (
    arriving,
    attempting,
    card,
    joining,
    law,
    letters,
    looking_back,
    me,
    offline,
    one_by_one,
    studying,
)

urlpatterns = [
    path("arriving/", arriving.whose, name="whose"),
    path("arriving/answer/", arriving.answer, name="answer_arrives"),
    path("arriving/quiz/", arriving.hand_in, name="quiz_arrives"),
    path("arriving/lesson/", arriving.lesson, name="lesson_arrives"),
    path("join/", joining.join_start, name="join_start"),
    path("join/<str:code>/", joining.join, name="join"),
    path("me/", me.me, name="me"),
    path("me/card/", card.my_card, name="my_card"),
    path("me/data/", me.my_data, name="my_data"),
    path("me/delete/", me.delete_me, name="delete_me"),
    path("me/groups/<int:enrolment>/leave/", me.leave_cohort, name="leave"),
    path("offline/", offline.offline, name="offline"),
    path("law/<slug:law>/<slug:number>/", law.wording, name="wording"),
    path("learn/<slug:course>/<slug:module>/keep/", offline.keep, name="keep"),
    path("learn/<slug:course>/", studying.course, name="course"),
    path("learn/<slug:course>/<slug:module>/quiz/", attempting.quiz, name="quiz"),
    path("learn/<slug:course>/<slug:module>/quiz/<int:number>/", attempting.attempt, name="attempt"),
    path(
        "learn/<slug:course>/<slug:module>/quiz/<int:number>/places/",
        one_by_one.all_places,
        name="attempt_places",
    ),
    path(
        "learn/<slug:course>/<slug:module>/quiz/<int:number>/<int:position>/",
        one_by_one.question,
        name="attempt_question",
    ),
    path(
        "learn/<slug:course>/<slug:module>/quiz/<int:number>/review/",
        looking_back.review,
        name="attempt_review",
    ),
    path("learn/<slug:course>/<slug:module>/<slug:lesson>/", studying.lesson, name="lesson"),
    path(
        "learn/<slug:course>/<slug:module>/<slug:lesson>/<slug:block>.<slug:kind>",
        letters.letter,
        name="letter",
    ),
]
