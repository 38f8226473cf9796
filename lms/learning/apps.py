from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "lms.learning"
    label = "learning"

    def ready(self):
        from wagtail.signals import published, unpublished

        from curriculum import dependants, learners
        from curriculum.models import AssignmentTranslation, LessonTranslation
        from lms.people.auditing import name_acts
        from lms.people.exporting import register_exporter
        from lms.people.granting import register_permissions
        from lms.people.signals import erasing

        from . import receivers
        from .depending import is_begun, what_hangs_on, who_completed
        from .erasing import known
        from .roles import OF_ROLE
        from .signals import attempt_started

        post_save.connect(receivers.cohort_saved, sender="learning.Cohort")
        post_save.connect(receivers.key_saved, sender="curriculum.LocalFactKey")
        post_save.connect(receivers.location_saved, sender="people.Location")
        erasing.connect(receivers.person_erased)
        attempt_started.connect(receivers.attempt_begun)
        dependants.register(what_hangs_on)
        learners.register(begun=is_begun, concerned=who_completed)
        for part in ("Lesson", "Assignment", "Quiz"):
            post_save.connect(receivers.part_saved, sender=f"curriculum.{part}")
        for text in (LessonTranslation, AssignmentTranslation):
            for told in (published, unpublished):
                told.connect(receivers.part_told, sender=text)
        for changed in (post_save, post_delete):
            changed.connect(receivers.question_asked, sender="curriculum.QuizQuestion")
        post_save.connect(receivers.question_saved, sender="curriculum.Question")
        register_exporter("learning", known)
        for role, permissions in OF_ROLE.items():
            register_permissions(role, permissions)
        name_acts(
            joined=_("joined a cohort"),
            left=_("left a cohort"),
            code_changed=_("join code changed"),
            attendance_recorded=_("attendance recorded"),
            work_assessed=_("work assessed"),
            extra_time_given=_("extra time given"),
            extra_time_taken_back=_("extra time taken back"),
            answer_marked=_("answer marked"),
            quiz_regraded=_("answers regraded"),
            overridden=_("counted as done"),
            override_withdrawn=_("no longer counted as done"),
            local_fact_filled_in=_("local fact filled in"),
            requirement_applied=_("newer requirement applied to a cohort"),
        )
