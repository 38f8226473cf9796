"""All promises of this room anew: SQLite makes a table anew for many changes, and triggers go with the old one."""

from datetime import timedelta

from django.db import migrations

from lms.people.promises import Promise

#: what was certified before there was a window of renewal: it was said to expire in its last sixty days
WINDOW = 60


def fill(apps, schema_editor):
    awards = apps.get_model("certificates", "Award").objects.filter(valid_until__isnull=False)
    for award in awards.iterator():
        award.renewable_from = award.valid_until - timedelta(days=WINDOW - 1)
        award.save(update_fields=["renewable_from"])


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_life_and_keys")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        Promise(
            "offered_rules_are_frozen",
            table="certificates_achievementversion",
            event="UPDATE",
            broken="OLD.frozen_at IS NOT NULL",
            sentence="Rules that were offered are never changed.",
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
            "an_issued_certificate_stays",
            table="certificates_certificate",
            event="UPDATE",
            broken="OLD.issued_at IS NOT NULL AND (NEW.issued_at IS NULL OR NEW.issued_at <> "
            "OLD.issued_at OR NEW.pdf_sha256 <> OLD.pdf_sha256 OR NEW.public_id <> OLD.public_id "
            "OR NEW.award_id <> OLD.award_id)",
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
    ]
