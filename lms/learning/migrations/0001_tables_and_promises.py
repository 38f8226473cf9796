"""What learners do: facts stay as they arrived, and rows that belong together agree."""

import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from lms.people.promises import Promise
from lms.people.tables import Tables

#: what must never be: name, table, how the row would disagree, sentence
DISAGREEMENTS = [
    (
        "an_attempt_is_of_the_learner_enrolled",
        "learning_attempt",
        "NEW.learner_id <> (SELECT learner_id FROM learning_enrolment WHERE id = NEW.enrolment_id)",
        "An attempt belongs to the learner of its enrolment.",
    ),
    (
        "work_is_of_the_learner_enrolled",
        "learning_submission",
        "NEW.learner_id <> (SELECT learner_id FROM learning_enrolment WHERE id = NEW.enrolment_id)",
        "A submission belongs to the learner of its enrolment.",
    ),
    (
        "an_assessment_is_of_the_learners_work",
        "learning_assessment",
        "NEW.learner_id <> (SELECT learner_id FROM learning_submission WHERE id = NEW.submission_id)",
        "An assessment belongs to the learner of the submission.",
    ),
    (
        "attendance_is_of_the_cohort_that_meets",
        "learning_attendance",
        "(SELECT cohort_id FROM learning_enrolment WHERE id = NEW.enrolment_id) <> "
        "(SELECT cohort_id FROM learning_meeting WHERE id = NEW.meeting_id)",
        "Attendance is of somebody in the cohort that meets.",
    ),
]


class Migration(migrations.Migration):

    initial = True

    # Databases that went through these single steps are there already.
    replaces = [
        ('learning', '0001_initial'),
        ('learning', '0002_promises'),
        ('learning', '0003_attempts_in_time'),
        ('learning', '0004_marking_by_hand'),
        ('learning', '0005_overrides'),
        ('learning', '0006_answers_saved_on_arrival'),
        ('learning', '0007_rows_agree'),
        ('learning', '0008_local_facts'),
    ]

    dependencies = [
        ('curriculum', '0001_tables_and_promises'),
        ('people', '0002_tables_and_promises'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='Cohort',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, verbose_name='name')),
                    ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='curriculum.course')),
                    ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='people.location')),
                    ('starts_on', models.DateField(verbose_name='starts on')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends on')),
                    ('languages', models.JSONField(blank=True, default=list, verbose_name='languages')),
                    ('capacity', models.PositiveSmallIntegerField(default=20, verbose_name='places')),
                    ('code_number', models.PositiveIntegerField(default=1, editable=False)),
                    ('code_hmac', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                    ('trainers', models.ManyToManyField(blank=True, related_name='cohorts_taught', to=settings.AUTH_USER_MODEL, verbose_name='trainers')),
                ],
                options={
                    'verbose_name': 'cohort',
                    'verbose_name_plural': 'cohorts',
                    'ordering': ['-starts_on', 'name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_cohort_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='a_cohort_has_a_place')],
                },
            ),
            migrations.CreateModel(
                name='Accommodation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accommodations', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                    ('quiz', models.ForeignKey(blank=True, help_text='Empty: in all quizzes.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='accommodations', to='curriculum.quiz', verbose_name='quiz')),
                    ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='per cent more')),
                    ('minutes', models.PositiveSmallIntegerField(default=0, verbose_name='minutes more')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                    ('given_at', models.DateTimeField(verbose_name='given at')),
                ],
                options={
                    'verbose_name': 'extra time',
                    'verbose_name_plural': 'extra time',
                    'ordering': ['-given_at', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('learner', 'quiz'), name='a_learner_has_one_accommodation_a_quiz'), models.UniqueConstraint(condition=models.Q(('quiz', None)), fields=('learner',), name='a_learner_has_one_accommodation_for_all_quizzes'), models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('minutes__gt', 0), _connector='OR'), name='an_accommodation_gives_some_time'), models.CheckConstraint(condition=models.Q(('minutes__lte', 1440), ('percent__lte', 400)), name='an_accommodation_is_five_times_the_time_and_a_day_at_most')],
                },
            ),
            migrations.CreateModel(
                name='Enrolment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL)),
                    ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='learning.cohort')),
                    ('enrolled_at', models.DateTimeField(verbose_name='enrolled at')),
                    ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left at')),
                ],
                options={
                    'verbose_name': 'enrolment',
                    'verbose_name_plural': 'enrolments',
                    'ordering': ['enrolled_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('learner', 'cohort'), name='a_learner_is_enrolled_once_in_a_cohort'), models.CheckConstraint(condition=models.Q(('left_at', None), ('left_at__gte', models.F('enrolled_at')), _connector='OR'), name='nobody_leaves_before_joining')],
                },
            ),
            migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to=settings.AUTH_USER_MODEL)),
                    ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='curriculum.quiz')),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='learning.enrolment')),
                    ('number', models.PositiveIntegerField()),
                    ('client_key', models.UUIDField()),
                    ('seed', models.BigIntegerField()),
                    ('pass_mark', models.DecimalField(decimal_places=2, max_digits=5)),
                    ('started_at', models.DateTimeField(verbose_name='started at')),
                    ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='due at')),
                    ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                    ('marked_at', models.DateTimeField(blank=True, null=True, verbose_name='marked at')),
                    ('marks', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name='marks')),
                    ('max_marks', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name='of')),
                    ('reached', models.PositiveSmallIntegerField(default=1)),
                ],
                options={
                    'verbose_name': 'attempt',
                    'verbose_name_plural': 'attempts',
                    'ordering': ['started_at', 'pk'],
                    'default_permissions': ('view',),
                    'indexes': [models.Index(condition=models.Q(('due_at__isnull', False), ('finished_at', None)), fields=['due_at'], name='open_attempts_by_their_end')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('due_at', None), ('due_at__gt', models.F('started_at')), _connector='OR'), name='an_attempt_is_due_after_it_began'), models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('learner', 'quiz'), name='a_learner_has_one_open_attempt_a_quiz'), models.UniqueConstraint(fields=('learner', 'quiz', 'number'), name='attempts_are_numbered'), models.UniqueConstraint(fields=('learner', 'client_key'), name='an_attempt_is_started_once'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('marks', None), ('max_marks', None)), models.Q(('finished_at__isnull', False), ('marks__gte', 0), ('marks__lte', models.F('max_marks'))), _connector='OR'), name='a_finished_attempt_has_marks_between_none_and_all'), models.CheckConstraint(condition=models.Q(('marked_at', None), ('marked_at__gte', models.F('finished_at')), _connector='OR'), name='an_attempt_is_finished_before_it_is_marked')],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='learning.attempt')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='curriculum.questionversion')),
                    ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='curriculum.questiontext')),
                    ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curriculum.questiontext')),
                    ('counts', models.BooleanField(default=True)),
                    ('given', models.JSONField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('marked', models.BooleanField(default=False)),
                    ('turn', models.PositiveIntegerField(default=0)),
                    ('turn_key', models.UUIDField(blank=True, null=True)),
                    ('marks', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True)),
                    ('max_marks', models.DecimalField(decimal_places=4, max_digits=9)),
                ],
                options={
                    'verbose_name': 'answer',
                    'verbose_name_plural': 'answers',
                    'ordering': ['attempt', 'position'],
                    'default_permissions': ('view',),
                    'constraints': [models.UniqueConstraint(fields=('attempt', 'position'), name='a_place_in_an_attempt_has_one_answer'), models.CheckConstraint(condition=models.Q(('marks', None), models.Q(('marks__gte', 0), ('marks__lte', models.F('max_marks'))), _connector='OR'), name='an_answer_gets_between_no_and_all_marks')],
                },
            ),
            migrations.CreateModel(
                name='Arrival',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('client_key', models.UUIDField()),
                    ('body_digest', models.CharField(max_length=64)),
                    ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arrivals', to='learning.attempt')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('turn', models.PositiveIntegerField()),
                    ('given', models.JSONField(blank=True, null=True)),
                    ('late', models.BooleanField(default=False)),
                    ('client_time', models.DateTimeField(blank=True, null=True)),
                    ('received_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'arrival of an answer',
                    'verbose_name_plural': 'arrivals of answers',
                    'ordering': ['pk'],
                    'default_permissions': ('view',),
                    'constraints': [models.UniqueConstraint(fields=('learner', 'client_key'), name='an_answer_arrives_once')],
                },
            ),
            migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to=settings.AUTH_USER_MODEL)),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='curriculum.assignment')),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='learning.enrolment')),
                    ('client_key', models.UUIDField()),
                    ('text', models.TextField(blank=True, verbose_name='text')),
                    ('submitted_at', models.DateTimeField(verbose_name='submitted at')),
                ],
                options={
                    'verbose_name': 'submission',
                    'verbose_name_plural': 'submissions',
                    'ordering': ['submitted_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('learner', 'client_key'), name='work_is_handed_in_once')],
                },
            ),
            migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='learning.submission')),
                    ('learner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('assessed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('accepted', models.BooleanField(verbose_name='accepted')),
                    ('feedback', models.TextField(blank=True, verbose_name='feedback')),
                    ('assessed_at', models.DateTimeField(verbose_name='assessed at')),
                ],
                options={
                    'verbose_name': 'assessment',
                    'verbose_name_plural': 'assessments',
                    'ordering': ['assessed_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('assessed_by', models.F('learner')), _negated=True), name='nobody_assesses_their_own_work')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='learning.cohort')),
                    ('title', models.CharField(max_length=150, verbose_name='title')),
                    ('starts_at', models.DateTimeField(verbose_name='starts at')),
                    ('units', models.DecimalField(decimal_places=1, help_text='Units of 45 minutes.', max_digits=4, verbose_name='units')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                    ('makes_up_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='made_up_by', to='learning.meeting')),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'meeting',
                    'verbose_name_plural': 'meetings',
                    'ordering': ['starts_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('units__gt', 0)), name='a_meeting_lasts')],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='learning.enrolment')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='learning.meeting')),
                    ('units', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=4, verbose_name='units attended')),
                    ('excused', models.BooleanField(default=False, verbose_name='excused')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ],
                options={
                    'verbose_name': 'attendance',
                    'verbose_name_plural': 'attendances',
                    'constraints': [models.UniqueConstraint(fields=('enrolment', 'meeting'), name='attendance_is_recorded_once_a_meeting'), models.CheckConstraint(condition=models.Q(('units__gte', 0)), name='nobody_attends_less_than_nothing')],
                },
            ),
            migrations.CreateModel(
                name='LocalFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='curriculum.localfactkey', verbose_name='local fact')),
                    ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='people.location', verbose_name='location')),
                    ('words', models.JSONField(blank=True, default=dict, verbose_name='value')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                    ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='changed at')),
                ],
                options={
                    'verbose_name': 'value at a location',
                    'verbose_name_plural': 'values at locations',
                    'ordering': ['location__name', 'key__slug'],
                    'constraints': [models.UniqueConstraint(fields=('key', 'location'), name='a_location_has_one_value_a_key'), models.CheckConstraint(condition=models.Q(('words', {}), models.Q(('source', ''), _negated=True), _connector='OR'), name='a_local_fact_names_its_source')],
                },
            ),
            migrations.CreateModel(
                name='Marking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='markings', to='learning.answer')),
                    ('part', models.CharField(max_length=60)),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                    ('max_marks', models.DecimalField(decimal_places=4, max_digits=9, verbose_name='of')),
                    ('asked_at', models.DateTimeField(verbose_name='waits since')),
                    ('marks', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name='marks')),
                    ('comment', models.TextField(blank=True, verbose_name='comment')),
                    ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='marked by')),
                    ('marked_at', models.DateTimeField(blank=True, null=True, verbose_name='marked at')),
                ],
                options={
                    'verbose_name': 'answer to mark',
                    'verbose_name_plural': 'answers to mark',
                    'ordering': ['asked_at', 'pk'],
                    'default_permissions': ('view', 'change'),
                    'indexes': [models.Index(condition=models.Q(('marked_at', None)), fields=['asked_at'], name='answers_that_wait_for_marks')],
                    'constraints': [models.UniqueConstraint(fields=('answer', 'part'), name='what_was_written_is_marked_once'), models.CheckConstraint(condition=models.Q(models.Q(('marked_at', None), ('marked_by', None), ('marks', None)), models.Q(('marked_at__isnull', False), ('marked_by__isnull', False), ('marks__gte', 0), ('marks__lte', models.F('max_marks'))), _connector='OR'), name='a_marking_says_who_when_and_how_many_marks'), models.CheckConstraint(condition=models.Q(('marked_by', None), models.Q(('marked_by', models.F('learner')), _negated=True), _connector='OR'), name='nobody_marks_their_own_answer')],
                },
            ),
            migrations.CreateModel(
                name='Override',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to=settings.AUTH_USER_MODEL)),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='learning.enrolment')),
                    ('object_kind', models.CharField(choices=[('module', 'module'), ('lesson', 'lesson'), ('quiz', 'quiz'), ('assignment', 'assignment')], max_length=20, verbose_name='kind')),
                    ('object_id', models.BigIntegerField()),
                    ('substance', models.PositiveIntegerField(blank=True, null=True)),
                    ('reason', models.TextField(verbose_name='reason')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_at', models.DateTimeField(verbose_name='made at')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ],
                options={
                    'verbose_name': 'override',
                    'verbose_name_plural': 'overrides',
                    'ordering': ['made_at', 'pk'],
                    'indexes': [models.Index(fields=['learner', 'object_kind'], name='overrides_of_a_learner')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('object_kind__in', ['module', 'lesson', 'quiz', 'assignment'])), name='an_override_is_of_a_part_that_can_be_done'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_override_says_why'), models.CheckConstraint(condition=models.Q(('made_by', models.F('learner')), _negated=True), name='nobody_overrides_for_themselves'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__gte', models.F('made_at')), ('withdrawn_by__isnull', False)), _connector='OR'), name='who_withdraws_an_override_is_known'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('learner', 'object_kind', 'object_id'), name='a_part_has_one_standing_override_a_learner')],
                },
            ),
            migrations.CreateModel(
                name='AppliedRequirement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applied_requirements', to='learning.cohort')),
                    ('object_kind', models.CharField(choices=[('module', 'module'), ('lesson', 'lesson'), ('quiz', 'quiz'), ('assignment', 'assignment')], max_length=20, verbose_name='kind')),
                    ('object_id', models.BigIntegerField()),
                    ('applied_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('applied_at', models.DateTimeField(verbose_name='applied at')),
                ],
                options={
                    'verbose_name': 'applied requirement',
                    'verbose_name_plural': 'applied requirements',
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('cohort', 'object_kind', 'object_id'), name='a_requirement_is_applied_once_to_a_cohort'), models.CheckConstraint(condition=models.Q(('object_kind__in', ['module', 'lesson', 'quiz', 'assignment'])), name='what_is_applied_is_a_part_that_can_be_done')],
                },
            ),
            migrations.CreateModel(
                name='LessonProgress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lesson_progress', to=settings.AUTH_USER_MODEL)),
                    ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='curriculum.lesson')),
                    ('opened_at', models.DateTimeField(verbose_name='first opened at')),
                    ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='completed at')),
                    ('substance', models.PositiveIntegerField(blank=True, help_text='of the latest completion', null=True)),
                ],
                options={
                    'verbose_name': 'progress in a lesson',
                    'verbose_name_plural': 'progress in lessons',
                    'default_permissions': ('view',),
                    'constraints': [models.UniqueConstraint(fields=('learner', 'lesson'), name='a_learner_has_one_progress_a_lesson')],
                },
            ),
            migrations.CreateModel(
                name='ModuleProgress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='module_progress', to=settings.AUTH_USER_MODEL)),
                    ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='curriculum.module')),
                    ('lessons_completed', models.PositiveIntegerField(default=0)),
                    ('best_share', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True, verbose_name='best share')),
                    ('quiz_passed_at', models.DateTimeField(blank=True, null=True, verbose_name='quiz passed at')),
                    ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='completed at')),
                ],
                options={
                    'verbose_name': 'progress in a module',
                    'verbose_name_plural': 'progress in modules',
                    'default_permissions': ('view',),
                    'constraints': [models.UniqueConstraint(fields=('learner', 'module'), name='a_learner_has_one_progress_a_module')],
                },
            ),
            migrations.CreateModel(
                name='LearningRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to=settings.AUTH_USER_MODEL)),
                    ('client_key', models.UUIDField()),
                    ('body_digest', models.CharField(max_length=64)),
                    ('verb', models.CharField(choices=[('opened', 'opened'), ('completed', 'completed'), ('checked', 'answered its self-check')], max_length=20)),
                    ('object_kind', models.CharField(max_length=40)),
                    ('object_id', models.BigIntegerField()),
                    ('substance', models.PositiveIntegerField(blank=True, null=True)),
                    ('marks', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True)),
                    ('max_marks', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True)),
                    ('client_time', models.DateTimeField(blank=True, null=True)),
                    ('received_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'learning record',
                    'verbose_name_plural': 'learning records',
                    'ordering': ['pk'],
                    'default_permissions': ('view',),
                    'indexes': [models.Index(fields=['learner', 'object_kind', 'object_id'], name='records_of_a_learner')],
                    'constraints': [models.UniqueConstraint(fields=('learner', 'client_key'), name='a_learners_act_is_recorded_once'), models.CheckConstraint(condition=models.Q(('max_marks', None), models.Q(('marks__gte', 0), ('marks__lte', models.F('max_marks'))), _connector='OR'), name='recorded_marks_lie_between_none_and_all')],
                },
            ),
            migrations.CreateModel(
                name='Regrading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='regradings', to='learning.answer')),
                    ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curriculum.questiontext')),
                    ('old_marks', models.DecimalField(decimal_places=4, max_digits=9, verbose_name='marks before')),
                    ('new_marks', models.DecimalField(decimal_places=4, max_digits=9, verbose_name='marks now')),
                    ('kept', models.BooleanField(default=False, verbose_name='old marks kept')),
                    ('regraded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('regraded_at', models.DateTimeField(verbose_name='regraded at')),
                ],
                options={
                    'verbose_name': 'regrading',
                    'verbose_name_plural': 'regradings',
                    'ordering': ['regraded_at', 'pk'],
                    'default_permissions': ('view',),
                    'constraints': [models.UniqueConstraint(fields=('answer', 'text', 'kept'), name='a_text_regrades_an_answer_once')],
                },
            ),
        ]),
        Promise(
            "a_record_is_not_changed",
            table="learning_learningrecord",
            event="UPDATE",
            sentence="A learning record is never changed.",
        ),
        Promise(
            "a_regrading_is_not_changed",
            table="learning_regrading",
            event="UPDATE",
            sentence="A regrading is never changed.",
        ),
        Promise(
            "an_override_can_only_be_withdrawn",
            table="learning_override",
            event="UPDATE",
            broken="OLD.withdrawn_at IS NOT NULL OR NEW.learner_id <> OLD.learner_id OR NEW.enrolment_id "
            "<> OLD.enrolment_id OR NEW.object_kind <> OLD.object_kind OR NEW.object_id <> "
            "OLD.object_id OR NEW.reason <> OLD.reason OR NEW.made_by_id <> OLD.made_by_id OR "
            "NEW.made_at <> OLD.made_at OR COALESCE(NEW.substance, 0) <> COALESCE(OLD.substance, "
            "0)",
            sentence="An override can only be withdrawn.",
        ),
        Promise(
            "an_arrival_is_not_changed",
            table="learning_arrival",
            event="UPDATE",
            sentence="An arrival of an answer is never changed.",
        ),
        *(
            Promise(f"{name}_{event.lower()}", table=table, event=event, broken=broken, sentence=sentence)
            for name, table, broken, sentence in DISAGREEMENTS
            for event in ("INSERT", "UPDATE")
        ),
        Promise(
            "a_cohort_stays_in_its_course_and_location",
            table="learning_cohort",
            event="UPDATE",
            broken="NEW.course_id <> OLD.course_id OR NEW.location_id <> OLD.location_id",
            sentence="A cohort stays in its course and at its location.",
        ),
        Promise(
            "a_completed_lesson_has_its_substance",
            table="learning_learningrecord",
            event="INSERT",
            broken="NEW.verb = 'completed' AND NEW.object_kind = 'lesson' AND NEW.substance IS NULL",
            sentence="A completed lesson is recorded with its substance.",
        ),
    ]
