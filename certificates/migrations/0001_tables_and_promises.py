"""The proof: what was offered, signed, decided and issued stays as it was."""

import certificates.models.certificate
import certificates.models.listing
import curriculum.translation
import django.core.validators
import django.db.models.deletion
import modelsearch.index
import parler.fields
import parler.models
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models

from lms.people.promises import Promise
from lms.people.tables import Tables

UNCHECKED = (
    "NEW.design_id IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM certificates_design d WHERE d.id = NEW.design_id AND d.checked_at IS NULL)"
)


class Migration(migrations.Migration):

    initial = True

    # Databases that went through these single steps are there already.
    replaces = [
        ('certificates', '0001_initial'),
        ('certificates', '0002_promises'),
        ('certificates', '0003_life_and_keys'),
        ('certificates', '0004_promises_of_life'),
        ('certificates', '0005_evidence_stays'),
        ('certificates', '0006_serials_and_tokens'),
        ('certificates', '0007_designs_pledges_listings'),
        ('certificates', '0008_texts_counted'),
        ('certificates', '0009_promises_of_designs_and_pledges'),
    ]

    dependencies = [
        ('learning', '0001_tables_and_promises'),
        ('people', '0002_tables_and_promises'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='Design',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(unique=True, verbose_name='short name')),
                    ('layout', models.CharField(choices=[('house', 'house: landscape, the lit house on the left'), ('band', 'band: landscape, a band on the left, no picture'), ('upright', 'upright: portrait, a band above')], default='house', max_length=10, verbose_name='layout')),
                    ('band', models.CharField(default='#173f4c', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Write a colour as # and six signs, such as #0e5358.')], verbose_name='colour of the band')),
                    ('on_band', models.CharField(default='#fbf6e6', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Write a colour as # and six signs, such as #0e5358.')], verbose_name='letters on the band')),
                    ('accent', models.CharField(default='#0e5358', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$', 'Write a colour as # and six signs, such as #0e5358.')], verbose_name='colour of headings and numbers')),
                    ('signatures', models.CharField(blank=True, help_text='One a line, two at most: name, function. Empty: who certified signs.', max_length=200, verbose_name='who signs')),
                    ('logo', models.FileField(blank=True, storage=certificates.models.certificate.private_storage, upload_to='designs/', verbose_name='logo')),
                    ('checked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='checked at')),
                    ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='first used at')),
                ],
                options={
                    'verbose_name': 'design',
                    'verbose_name_plural': 'designs',
                    'ordering': ['slug'],
                },
                bases=(wagtail.models.preview.PreviewableMixin, curriculum.translation.MasterMixin, models.Model),
            ),
            migrations.CreateModel(
                name='Achievement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(unique=True, verbose_name='short name')),
                    ('issuer', models.CharField(help_text='The project or organisation that stands on the certificate.', max_length=150, verbose_name='issuer')),
                    ('design', models.ForeignKey(blank=True, help_text='Only designs that were checked. Empty: the look of the house.', limit_choices_to={'checked_at__isnull': False}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='certificates.design', verbose_name='design')),
                    ('serial_format', models.CharField(blank=True, help_text='As in WL-{year}-{number}: certificates are numbered without gaps. Empty: they are not.', max_length=40, validators=[django.core.validators.RegexValidator('^([A-Za-z0-9 ./-]|\\{year\\})*\\{number\\}([A-Za-z0-9 ./-]|\\{year\\})*$', 'Write {number} once where the number is to stand, and {year} where the year is, as in WL-{year}-{number}.')], verbose_name='serial number')),
                    ('last_serial', models.PositiveIntegerField(default=0, editable=False)),
                ],
                options={
                    'verbose_name': 'achievement',
                    'verbose_name_plural': 'achievements',
                    'ordering': ['slug'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('serial_format', ''), _negated=True), fields=('serial_format',), name='no_two_achievements_number_alike')],
                },
                bases=(curriculum.translation.MasterMixin, models.Model),
            ),
            migrations.CreateModel(
                name='AchievementTranslation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                    ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                    ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                    ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                    ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                    ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                    ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                    ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                    ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                    ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                    ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                    ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                    ('language_code', models.CharField(db_index=True, max_length=15, verbose_name='Language')),
                    ('made_from', models.JSONField(blank=True, default=dict, editable=False)),
                    ('units_to_do', models.PositiveIntegerField(default=0, editable=False, verbose_name='blocks to look at')),
                    ('tally', models.JSONField(blank=True, default=dict, editable=False)),
                    ('master', parler.fields.TranslationsForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='certificates.achievement')),
                    ('title', models.CharField(max_length=90, verbose_name='title')),
                    ('wording', models.TextField(max_length=120, verbose_name='what is certified')),
                    ('limits', models.TextField(blank=True, max_length=200, verbose_name='what the holder does not do')),
                ],
                options={
                    'verbose_name': 'text of an achievement',
                    'verbose_name_plural': 'texts of achievements',
                    'constraints': [models.UniqueConstraint(fields=('master', 'language_code'), name='an_achievement_has_one_text_a_language')],
                },
                bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, curriculum.translation.RowMixin, parler.models.TranslatedFieldsModelMixin, models.Model),
            ),
            migrations.CreateModel(
                name='AchievementVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('achievement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='certificates.achievement', verbose_name='achievement')),
                    ('number', models.PositiveIntegerField(default=1, verbose_name='number')),
                    ('requirements', models.JSONField(verbose_name='requirements')),
                    ('valid_for', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='valid for')),
                    ('valid_period', models.CharField(blank=True, choices=[('day', 'days'), ('week', 'weeks'), ('month', 'months'), ('year', 'years')], max_length=10, verbose_name='period')),
                    ('renewal_days', models.PositiveSmallIntegerField(default=60, help_text='So many days before its end it is said to expire soon, and can be renewed.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='renewable in the last days')),
                    ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                    ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='first offered at')),
                ],
                options={
                    'verbose_name': 'version of an achievement',
                    'verbose_name_plural': 'versions of achievements',
                    'ordering': ['achievement', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('achievement', 'number'), name='achievement_versions_are_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('valid_for', None), ('valid_period', '')), models.Q(('valid_for__gte', 1), models.Q(('valid_period', ''), _negated=True)), _connector='OR'), name='validity_is_a_number_and_a_period_or_neither'), models.CheckConstraint(condition=models.Q(('renewal_days__gte', 1)), name='a_renewal_has_a_day_at_least')],
                },
            ),
            migrations.CreateModel(
                name='Offer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='learning.cohort')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='certificates.achievementversion')),
                    ('offered_at', models.DateTimeField(verbose_name='offered at')),
                    ('offered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replaced_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('reason', models.TextField(blank=True, verbose_name='reason of the move')),
                    ('paused_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='printing paused at')),
                ],
                options={
                    'verbose_name': 'offer',
                    'verbose_name_plural': 'offers',
                    'ordering': ['offered_at', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('cohort', 'version'), name='rules_are_offered_once_to_a_cohort')],
                },
            ),
            migrations.CreateModel(
                name='Award',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='learning.enrolment')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to=settings.AUTH_USER_MODEL)),
                    ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='certificates.offer')),
                    ('recommended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recommended_at', models.DateTimeField(verbose_name='recommended at')),
                    ('certified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('certified_at', models.DateTimeField(blank=True, null=True, verbose_name='certified at')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                    ('renewable_from', models.DateField(blank=True, null=True, verbose_name='renewable from')),
                    ('renews', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewal', to='certificates.award')),
                    ('renewed_at', models.DateTimeField(blank=True, null=True, verbose_name='renewed at')),
                    ('after_revocation', models.CharField(blank=True, max_length=200, verbose_name='why again after a revocation')),
                    ('exception', models.CharField(blank=True, max_length=200, verbose_name='why although something is missing')),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                    ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('revocation_kind', models.CharField(blank=True, choices=[('mistake', 'it was certified by mistake'), ('deception', 'it was obtained by deception'), ('conduct', 'the code of conduct was broken'), ('request', 'the holder asked for it')], max_length=20, verbose_name='kind of reason')),
                    ('revocation_reason', models.CharField(blank=True, max_length=200, verbose_name='reason of the revocation')),
                    ('evidence', models.JSONField(blank=True, default=dict, verbose_name='evidence')),
                ],
                options={
                    'verbose_name': 'award',
                    'verbose_name_plural': 'awards',
                    'ordering': ['recommended_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('certified_by', None), models.Q(('certified_by', models.F('recommended_by')), _negated=True), _connector='OR'), name='who_recommends_does_not_certify'), models.CheckConstraint(condition=models.Q(models.Q(('recommended_by', models.F('learner')), _negated=True), models.Q(('certified_by', None), models.Q(('certified_by', models.F('learner')), _negated=True), _connector='OR')), name='nobody_recommends_or_certifies_themselves'), models.CheckConstraint(condition=models.Q(models.Q(('certified_at', None), ('certified_by', None)), models.Q(('certified_at__isnull', False), ('certified_by__isnull', False)), _connector='OR'), name='a_certified_award_says_who_and_when'), models.CheckConstraint(condition=models.Q(('revoked_at', None), ('certified_at__isnull', False), _connector='OR'), name='only_what_was_certified_is_revoked'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='a_revocation_says_who_and_when'), models.CheckConstraint(condition=models.Q(('renewed_at', None), ('certified_at__isnull', False), _connector='OR'), name='only_what_was_certified_is_renewed'), models.CheckConstraint(condition=models.Q(('renews', models.F('id')), _negated=True), name='no_award_renews_itself'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('enrolment', 'offer'), name='an_enrolment_earns_an_offer_once')],
                },
            ),
            migrations.CreateModel(
                name='StatusList',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(unique=True, verbose_name='number')),
                    ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ],
                options={
                    'verbose_name': 'status list',
                    'verbose_name_plural': 'status lists',
                    'ordering': ['number'],
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='Certificate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='certificates.award')),
                    ('public_id', models.CharField(default=certificates.models.certificate.new_public_id, editable=False, max_length=24, unique=True)),
                    ('language', models.CharField(blank=True, max_length=15, verbose_name='second language')),
                    ('snapshot', models.JSONField(verbose_name='what is printed')),
                    ('requested_at', models.DateTimeField(verbose_name='asked for at')),
                    ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='issued at')),
                    ('pdf_file', models.FileField(blank=True, storage=certificates.models.certificate.private_storage, upload_to='certificates/%Y/')),
                    ('pdf_sha256', models.CharField(blank=True, max_length=64)),
                    ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacement', to='certificates.certificate')),
                    ('superseded_at', models.DateTimeField(blank=True, null=True, verbose_name='replaced at')),
                    ('status_list', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='certificates.statuslist')),
                    ('status_index', models.PositiveIntegerField(blank=True, null=True)),
                    ('serial', models.CharField(blank=True, max_length=60, verbose_name='serial number')),
                    ('badge', models.TextField(blank=True, verbose_name='badge, as it was signed')),
                    ('token', models.TextField(blank=True, verbose_name='badge as a token, as it was signed')),
                    ('named_at', models.DateTimeField(blank=True, null=True, verbose_name='holder shows the name since')),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('parked_at', models.DateTimeField(blank=True, null=True)),
                    ('fault', models.TextField(blank=True, verbose_name='why it could not be made')),
                ],
                options={
                    'verbose_name': 'certificate',
                    'verbose_name_plural': 'certificates',
                    'ordering': ['requested_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('issued_at', None), ('pdf_sha256', '')), models.Q(('issued_at__isnull', False), models.Q(('pdf_sha256', ''), _negated=True)), _connector='OR'), name='an_issued_certificate_has_a_digest_of_its_bytes'), models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('award',), name='an_award_has_one_current_certificate'), models.UniqueConstraint(fields=('status_list', 'status_index'), name='each_bit_of_a_list_belongs_to_one_certificate'), models.CheckConstraint(condition=models.Q(models.Q(('status_index', None), ('status_list', None)), models.Q(('status_index__gte', 0), ('status_index__lt', 131072), ('status_list__isnull', False)), _connector='OR'), name='a_bit_lies_within_its_list'), models.UniqueConstraint(condition=models.Q(('serial', ''), _negated=True), fields=('serial',), name='each_serial_number_is_given_once'), models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='no_certificate_replaces_itself')],
                },
            ),
            migrations.CreateModel(
                name='DesignTranslation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                    ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                    ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                    ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                    ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                    ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                    ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                    ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                    ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                    ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                    ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                    ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                    ('language_code', models.CharField(db_index=True, max_length=15, verbose_name='Language')),
                    ('made_from', models.JSONField(blank=True, default=dict, editable=False)),
                    ('units_to_do', models.PositiveIntegerField(default=0, editable=False, verbose_name='blocks to look at')),
                    ('tally', models.JSONField(blank=True, default=dict, editable=False)),
                    ('master', parler.fields.TranslationsForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='certificates.design')),
                    ('heading', models.CharField(max_length=30, verbose_name='heading')),
                    ('closing', models.CharField(blank=True, help_text='Instead of “Valid without a signature. Check it here.”', max_length=120, verbose_name='beside the code')),
                ],
                options={
                    'verbose_name': 'text of a design',
                    'verbose_name_plural': 'texts of designs',
                    'constraints': [models.UniqueConstraint(fields=('master', 'language_code'), name='a_design_has_one_text_a_language')],
                },
                bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, curriculum.translation.RowMixin, parler.models.TranslatedFieldsModelMixin, models.Model),
            ),
            migrations.CreateModel(
                name='SigningKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kid', models.SlugField(unique=True, verbose_name='name')),
                    ('use', models.CharField(choices=[('badge', 'badges and status lists'), ('code', 'QR codes'), ('seal', 'seals of documents')], max_length=10, verbose_name='use')),
                    ('public_key', models.TextField(help_text='PEM, SubjectPublicKeyInfo', verbose_name='public key')),
                    ('certificate', models.TextField(blank=True, help_text='PEM, X.509; for seals', verbose_name='certificate')),
                    ('demo', models.BooleanField(default=False, verbose_name='of the demo')),
                    ('made_at', models.DateTimeField(verbose_name='made at')),
                    ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='retired at')),
                ],
                options={
                    'verbose_name': 'signing key',
                    'verbose_name_plural': 'signing keys',
                    'ordering': ['made_at', 'kid'],
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('use',), name='one_key_signs_for_each_use'), models.CheckConstraint(condition=models.Q(models.Q(('use', 'seal'), _negated=True), models.Q(('certificate', ''), _negated=True), _connector='OR'), name='a_seal_has_a_certificate')],
                },
            ),
            migrations.CreateModel(
                name='Listing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='listing', to=settings.AUTH_USER_MODEL)),
                    ('key', models.CharField(default=certificates.models.listing.new_key, editable=False, max_length=16, unique=True)),
                    ('name', models.CharField(max_length=60, verbose_name='name')),
                    ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='people.location')),
                    ('languages', models.JSONField(default=list, verbose_name='languages')),
                    ('listed_at', models.DateTimeField(verbose_name='listed at')),
                ],
                options={
                    'verbose_name': 'listing',
                    'verbose_name_plural': 'listings',
                    'ordering': ['name', 'pk'],
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='Enquiry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to=settings.AUTH_USER_MODEL)),
                    ('sender', models.CharField(max_length=100, verbose_name='name of who writes')),
                    ('reach', models.CharField(max_length=150, verbose_name='how to answer')),
                    ('message', models.TextField(max_length=1500, verbose_name='message')),
                    ('sent_at', models.DateTimeField(verbose_name='sent at')),
                ],
                options={
                    'verbose_name': 'enquiry',
                    'verbose_name_plural': 'enquiries',
                    'ordering': ['-sent_at', '-pk'],
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='Pledge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(unique=True, verbose_name='short name')),
                    ('version', models.PositiveSmallIntegerField(default=1, help_text='One more when the meaning changes. Rules that are made from then on ask for the new one.', verbose_name='version')),
                ],
                options={
                    'verbose_name': 'pledge',
                    'verbose_name_plural': 'pledges',
                    'ordering': ['slug'],
                },
                bases=(curriculum.translation.MasterMixin, models.Model),
            ),
            migrations.CreateModel(
                name='PledgeTranslation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                    ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                    ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                    ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                    ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                    ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                    ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                    ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                    ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                    ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                    ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                    ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                    ('language_code', models.CharField(db_index=True, max_length=15, verbose_name='Language')),
                    ('made_from', models.JSONField(blank=True, default=dict, editable=False)),
                    ('units_to_do', models.PositiveIntegerField(default=0, editable=False, verbose_name='blocks to look at')),
                    ('tally', models.JSONField(blank=True, default=dict, editable=False)),
                    ('master', parler.fields.TranslationsForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='certificates.pledge')),
                    ('title', models.CharField(max_length=90, verbose_name='title')),
                    ('wording', models.TextField(max_length=4000, verbose_name='what is promised')),
                ],
                options={
                    'verbose_name': 'text of a pledge',
                    'verbose_name_plural': 'texts of pledges',
                    'constraints': [models.UniqueConstraint(fields=('master', 'language_code'), name='a_pledge_has_one_text_a_language')],
                },
                bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, curriculum.translation.RowMixin, parler.models.TranslatedFieldsModelMixin, models.Model),
            ),
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='learning.enrolment')),
                    ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='certificates.pledge')),
                    ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                    ('language', models.CharField(max_length=15, verbose_name='language')),
                    ('title', models.CharField(max_length=90, verbose_name='title')),
                    ('wording', models.TextField(verbose_name='what is promised')),
                    ('signed_at', models.DateTimeField(verbose_name='signed at')),
                ],
                options={
                    'verbose_name': 'signature',
                    'verbose_name_plural': 'signatures',
                    'ordering': ['signed_at', 'pk'],
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('enrolment', 'pledge', 'version'), name='a_version_is_signed_once_an_enrolment')],
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reminder', to='certificates.award')),
                    ('made_at', models.DateTimeField(verbose_name='made at')),
                ],
                options={
                    'verbose_name': 'reminder',
                    'verbose_name_plural': 'reminders',
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='StatusEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField(unique=True, verbose_name='number')),
                    ('kind', models.CharField(choices=[('certified', 'certified'), ('issued', 'document issued'), ('renewed', 'renewed'), ('superseded', 'document replaced'), ('revoked', 'revoked')], max_length=20, verbose_name='kind')),
                    ('at', models.DateTimeField(verbose_name='at')),
                    ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='certificates.award')),
                    ('certificate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='certificates.certificate')),
                    ('digest', models.CharField(help_text='SHA-256 of salt and details', max_length=64)),
                    ('previous', models.CharField(max_length=64, unique=True)),
                    ('hash', models.CharField(max_length=64, unique=True)),
                ],
                options={
                    'verbose_name': 'change of status',
                    'verbose_name_plural': 'changes of status',
                    'ordering': ['number'],
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='StatusDetail',
                fields=[
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='detail', serialize=False, to='certificates.statusevent')),
                    ('salt', models.CharField(max_length=64)),
                    ('details', models.JSONField(default=dict)),
                ],
                options={
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='ChainHead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField(default=0)),
                    ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                ],
                options={
                    'default_permissions': (),
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='there_is_one_head_of_the_chain')],
                },
            ),
        ]),
        Promise(
            "offered_rules_are_frozen",
            table="certificates_achievementversion",
            event="UPDATE",
            broken="OLD.frozen_at IS NOT NULL",
            sentence="Rules that were offered are never changed.",
        ),
        Promise(
            "changes_of_status_are_not_changed",
            table="certificates_statusevent",
            event="UPDATE",
            sentence="A change of status is never changed.",
        ),
        Promise(
            "changes_of_status_are_not_deleted",
            table="certificates_statusevent",
            event="DELETE",
            sentence="A change of status is never deleted.",
        ),
        Promise(
            "an_issued_certificate_stays",
            table="certificates_certificate",
            event="UPDATE",
            broken="OLD.issued_at IS NOT NULL AND (NEW.issued_at IS NULL OR NEW.issued_at <> "
            "OLD.issued_at OR NEW.pdf_sha256 <> OLD.pdf_sha256 OR NEW.public_id <> OLD.public_id "
            "OR NEW.award_id <> OLD.award_id OR NEW.serial <> OLD.serial)",
            sentence="An issued certificate is never changed.",
        ),
        Promise(
            "a_replaced_certificate_stays_replaced",
            table="certificates_certificate",
            event="UPDATE",
            broken="OLD.superseded_at IS NOT NULL AND (NEW.superseded_at IS NULL OR NEW.superseded_at <> "
            "OLD.superseded_at)",
            sentence="A certificate that was replaced is never current again.",
        ),
        Promise(
            "what_was_printed_stays_or_is_forgotten",
            table="certificates_certificate",
            event="UPDATE",
            broken="OLD.issued_at IS NOT NULL AND NEW.snapshot <> OLD.snapshot AND NEW.snapshot <> '{}'",
            sentence="What was printed is never changed.",
        ),
        Promise(
            "an_issued_certificate_is_not_deleted",
            table="certificates_certificate",
            event="DELETE",
            broken="OLD.issued_at IS NOT NULL",
            sentence="An issued certificate is never deleted.",
        ),
        Promise(
            "a_decision_stands",
            table="certificates_award",
            event="UPDATE",
            broken="OLD.certified_at IS NOT NULL AND (NEW.certified_at IS NULL OR NEW.certified_at <> "
            "OLD.certified_at OR NEW.certified_by_id <> OLD.certified_by_id OR "
            "NEW.recommended_by_id <> OLD.recommended_by_id OR NEW.enrolment_id <> "
            "OLD.enrolment_id OR NEW.offer_id <> OLD.offer_id OR NEW.learner_id <> OLD.learner_id)",
            sentence="What was certified, by whom and when, is never changed: it can be revoked.",
        ),
        Promise(
            "a_revocation_stands",
            table="certificates_award",
            event="UPDATE",
            broken="OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS NULL OR NEW.revoked_at <> "
            "OLD.revoked_at)",
            sentence="A revocation is never taken back.",
        ),
        Promise(
            "a_renewal_stands",
            table="certificates_award",
            event="UPDATE",
            broken="OLD.renewed_at IS NOT NULL AND (NEW.renewed_at IS NULL OR NEW.renewed_at <> "
            "OLD.renewed_at)",
            sentence="A renewal is never taken back.",
        ),
        Promise(
            "evidence_stays_or_is_forgotten",
            table="certificates_award",
            event="UPDATE",
            broken="OLD.certified_at IS NOT NULL AND NEW.evidence <> OLD.evidence AND NEW.evidence <> '{}'",
            sentence="The evidence of a decision is never changed.",
        ),
        Promise(
            "an_end_that_was_told_stays",
            table="certificates_award",
            event="UPDATE",
            broken="OLD.certified_at IS NOT NULL AND OLD.valid_until IS NOT NULL "
            "AND (NEW.valid_until IS NULL OR NEW.valid_until <> OLD.valid_until)",
            sentence="Until when a certificate holds is never changed.",
        ),
        Promise(
            "a_decision_is_not_deleted",
            table="certificates_award",
            event="DELETE",
            broken="OLD.certified_at IS NOT NULL",
            sentence="What was certified is never deleted: it can be revoked.",
        ),
        Promise(
            "an_exception_stays_or_is_forgotten",
            table="certificates_award",
            event="UPDATE",
            broken="OLD.certified_at IS NOT NULL AND NEW.exception <> OLD.exception AND NEW.exception <> ''",
            sentence="Why something was certified although something was missing is never changed.",
        ),
        Promise(
            "what_is_missing_is_certified_as_an_exception_only",
            table="certificates_award",
            event="UPDATE",
            broken="NEW.certified_at IS NOT NULL AND NEW.exception = '' AND "
            "REPLACE(CAST(NEW.evidence AS TEXT), '\"missing\":', '') <> CAST(NEW.evidence AS TEXT)",
            sentence="Where something is missing nobody is certified without a reason.",
        ),
        Promise(
            "what_was_signed_stays",
            table="certificates_signature",
            event="UPDATE",
            sentence="What was signed is never changed.",
        ),
        Promise(
            "a_used_design_is_frozen",
            table="certificates_design",
            event="UPDATE",
            broken="OLD.frozen_at IS NOT NULL",
            sentence="A design that stands on a certificate is never changed.",
        ),
        Promise(
            "words_of_a_used_design_are_frozen",
            table="certificates_designtranslation",
            event="UPDATE",
            broken="OLD.live AND (NEW.heading <> OLD.heading OR NEW.closing <> OLD.closing) AND EXISTS "
            "(SELECT 1 FROM certificates_design d WHERE d.id = OLD.master_id AND d.frozen_at IS NOT NULL)",
            sentence="The words of a design that stands on a certificate are never changed.",
        ),
        Promise(
            "a_chosen_design_stays_checked",
            table="certificates_design",
            event="UPDATE",
            broken="NEW.checked_at IS NULL AND EXISTS "
            "(SELECT 1 FROM certificates_achievement a WHERE a.design_id = OLD.id)",
            sentence="A design that is in use stays checked.",
        ),
        Promise(
            "only_a_checked_design_is_chosen",
            table="certificates_achievement",
            event="UPDATE",
            broken=UNCHECKED,
            sentence="Only a design that was checked can be used.",
        ),
        Promise(
            "only_a_checked_design_is_chosen_at_first",
            table="certificates_achievement",
            event="INSERT",
            broken=UNCHECKED,
            sentence="Only a design that was checked can be used.",
        ),
    ]
