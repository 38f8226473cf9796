"""What is signed, used and excepted stays; and the promises about awards anew, as their table was made anew."""

from django.db import migrations

from lms.people.promises import Promise

UNCHECKED = (
    "NEW.design_id IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM certificates_design d WHERE d.id = NEW.design_id AND d.checked_at IS NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0008_texts_counted")]
    operations = [
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
