"""Promises that no constraint can hold, as triggers: what was offered, decided and issued stays as it was."""

from django.db import migrations

from lms.people.promises import Promise


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]
    operations = [
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
            "an_issued_certificate_stays",
            table="certificates_certificate",
            event="UPDATE",
            broken="OLD.issued_at IS NOT NULL AND (NEW.issued_at IS NULL OR NEW.issued_at <> "
            "OLD.issued_at OR NEW.pdf_sha256 <> OLD.pdf_sha256 OR NEW.public_id <> OLD.public_id "
            "OR NEW.award_id <> OLD.award_id)",
            sentence="An issued certificate is never changed.",
        ),
    ]
