"""A person: all that others in the house point to."""

import django.utils.timezone
import lms.people.models.user
from django.db import migrations, models

from lms.people.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        # Each of their steps draws all models anew: they go before people, on whom so many models hang.
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailembeds', '0009_embed_cache_until'),
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
        ]),
    ]
