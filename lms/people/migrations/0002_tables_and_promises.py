"""Who is here, where and as what; and the audit only grows."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from lms.people.promises import Promise
from lms.people.tables import Tables


class Migration(migrations.Migration):

    # Databases that went through these single steps are there already.
    replaces = [
        ('people', '0002_promises'),
        ('people', '0003_house_log'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('people', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        # What else hangs on people goes before our own models, too: each of their steps draws anew all that hangs on people.
        ('mfa', '0003_authenticator_type_uniq'),
        ('usersessions', '0001_initial'),
        ('wagtail_localize', '0016_rename_page_revision_translationlog_revision'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='Location',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, verbose_name='name')),
                    ('slug', models.SlugField(unique=True, verbose_name='short name')),
                    ('city', models.CharField(max_length=100, verbose_name='city')),
                    ('responsible', models.TextField(blank=True, help_text='Name and address, for the privacy notice.', verbose_name='who is responsible for the data')),
                    ('contact', models.CharField(blank=True, max_length=200, verbose_name='whom to ask')),
                    ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ],
                options={
                    'verbose_name': 'location',
                    'verbose_name_plural': 'locations',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='at')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('act', models.CharField(max_length=60, verbose_name='act')),
                    ('subject_kind', models.CharField(max_length=100)),
                    ('subject_id', models.BigIntegerField()),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.location')),
                    ('digest', models.CharField(help_text='SHA-256 of salt and details', max_length=64)),
                ],
                options={
                    'verbose_name': 'audit entry',
                    'verbose_name_plural': 'audit entries',
                    'ordering': ['-at', '-pk'],
                    'default_permissions': ('view',),
                    'indexes': [models.Index(fields=['subject_kind', 'subject_id'], name='audit_by_subject')],
                },
            ),
            migrations.CreateModel(
                name='AuditDetail',
                fields=[
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='detail', serialize=False, to='people.auditentry')),
                    ('salt', models.CharField(max_length=64)),
                    ('details', models.JSONField(default=dict)),
                ],
                options={
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='HouseLogEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contenttypes.contenttype', verbose_name='content type')),
                    ('label', models.TextField()),
                    ('action', models.CharField(blank=True, db_index=True, max_length=255)),
                    ('data', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('timestamp', models.DateTimeField(db_index=True, verbose_name='timestamp (UTC)')),
                    ('uuid', models.UUIDField(blank=True, editable=False, help_text='Log entries that happened as part of the same user action are assigned the same UUID', null=True)),
                    ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('revision', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='wagtailcore.revision')),
                    ('content_changed', models.BooleanField(db_index=True, default=False)),
                    ('deleted', models.BooleanField(default=False)),
                    ('object_id', models.BigIntegerField(db_index=True)),
                ],
                options={
                    'verbose_name': 'log entry',
                    'verbose_name_plural': 'log entries',
                    'ordering': ['-timestamp', '-pk'],
                    'abstract': False,
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['uuid', 'action', '-timestamp'], name='people_hous_uuid_1eeada_idx')],
                },
            ),
            migrations.CreateModel(
                name='LoginCard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='login_cards', to=settings.AUTH_USER_MODEL)),
                    ('sign_hmac', models.CharField(max_length=64, unique=True)),
                    ('token_hmac', models.CharField(max_length=64, unique=True)),
                    ('form_hmac', models.CharField(max_length=64, null=True, unique=True)),
                    ('issued_at', models.DateTimeField()),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('person',), name='a_person_has_one_valid_login_card')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('role', models.CharField(choices=[('trainer', 'trainer'), ('coordinator', 'coordinator'), ('translator', 'translator'), ('office', 'office')], max_length=20, verbose_name='role')),
                    ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.location')),
                    ('languages', models.JSONField(blank=True, default=list, help_text='Codes of the languages a translator works in.', verbose_name='languages')),
                    ('begun_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='begun on')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ],
                options={
                    'verbose_name': 'membership',
                    'verbose_name_plural': 'memberships',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('location', None), ('role__in', ['translator', 'office'])), models.Q(models.Q(('role__in', ['translator', 'office']), _negated=True), ('location__isnull', False)), _connector='OR'), name='office_and_translators_have_no_location_others_have_one'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('person', 'role', 'location'), name='a_person_holds_a_role_once_at_a_location'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('location', None)), fields=('person', 'role'), name='a_person_holds_a_role_once_in_the_network'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('begun_on')), _connector='OR'), name='a_membership_ends_after_it_began')],
                },
            ),
            migrations.CreateModel(
                name='PrivacyAcknowledgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acknowledgements', to=settings.AUTH_USER_MODEL)),
                    ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.location')),
                    ('version', models.CharField(max_length=20)),
                    ('language', models.CharField(max_length=15)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('person', 'location', 'version'), name='a_notice_version_is_acknowledged_once')],
                },
            ),
        ]),
        Promise(
            "audit_is_not_changed",
            table="people_auditentry",
            event="UPDATE",
            sentence="An audit entry is never changed.",
        ),
        Promise(
            "audit_is_not_deleted",
            table="people_auditentry",
            event="DELETE",
            sentence="An audit entry is never deleted.",
        ),
    ]
