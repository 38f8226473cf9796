"""What was decided and issued stays as it was; only erasing a person empties it, and deletes no row."""

from django.db import migrations

from lms.people.promises import Promise


class Migration(migrations.Migration):
    dependencies = [("certificates", "0004_promises_of_life")]
    operations = [
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
    ]
