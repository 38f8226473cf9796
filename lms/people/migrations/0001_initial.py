"""Who is here."""

import django.db.models.deletion
import django.utils.timezone
import lms.people.models.user
from django.conf import settings
from django.db import migrations, models

from lms.people.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('username', models.CharField(default=lms.people.models.user.new_pseudonym, max_length=150, unique=True, verbose_name='user name')),
                    ('display_name', models.CharField(blank=True, max_length=60, verbose_name='display name')),
                    ('content_language', models.CharField(blank=True, max_length=15, verbose_name='language')),
                    ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'person',
                    'verbose_name_plural': 'people',
                    'constraints': [models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('display_name', ''), ('email', ''), ('first_name', ''), ('is_active', False), ('last_name', '')), _connector='OR'), name='an_erased_person_is_blank')],
                },
                managers=[
                    ('objects', lms.people.models.user.PeopleManager()),
                ],
            ),
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
    ]
