"""News of learning, for the rooms above."""

from django.dispatch import Signal

#: kwargs: learner, module (id), at
module_completed = Signal()
#: kwargs: learner, enrolment, at
course_completed = Signal()
#: kwargs: attempt
attempt_finished = Signal()
#: kwargs: attempt
attempt_started = Signal()
