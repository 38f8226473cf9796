"""What is said when something about a certificate cannot be done."""

from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal


class RulesNotUnderstood(Refusal):
    sentence = _("These rules cannot be read: %(fault)s")


class MoveNeedsReason(Refusal):
    sentence = _(
        "This cohort was offered other rules of the same certificate. Say why they are replaced: the reason is kept."
    )


class OtherCourse(Refusal):
    sentence = _("This certificate asks for the course %(asked)s, the cohort learns %(learned)s.")


class NotYetQualified(Refusal):
    """`missing` holds what is missing, as sentences."""

    sentence = _("Not everything is fulfilled yet: %(missing)s")

    def __init__(self, missing):
        self.missing = [str(one) for one in missing]
        super().__init__(missing=" ".join(self.missing))


class AlreadyRecommended(Refusal):
    sentence = _("This person has been recommended for it already.")


class WasRevoked(Refusal):
    sentence = _(
        "An earlier certificate of this person was revoked on %(day)s. Say why this person is recommended again: "
        "the reason is kept."
    )


class NotYetRenewable(Refusal):
    sentence = _("This person holds a valid certificate. It can be renewed from %(day)s on.")


class NothingToRenew(Refusal):
    sentence = _("This person holds this certificate, and it never ends.")


class AlreadyCertified(Refusal):
    sentence = _("This was certified already.")


class NotForOneself(Refusal):
    sentence = _("Nobody recommends or certifies themselves. Ask somebody else of the team.")


class SamePerson(Refusal):
    sentence = _("Whoever recommended does not certify. Ask somebody else of the team.")


class MayNotRecommend(Refusal):
    sentence = _("Only trainers of the cohort and coordinators of its location recommend.")


class MayNotCertify(Refusal):
    sentence = _(
        "Only a coordinator of the location certifies; the office does where there is nobody else at the location."
    )


class NotOffered(Refusal):
    sentence = _("This cohort was not offered this certificate.")


class HasLeft(Refusal):
    sentence = _("This person has left the cohort.")


class NothingToRevoke(Refusal):
    sentence = _("This is not certified, or was revoked already.")


class RevocationNeedsReason(Refusal):
    sentence = _("Say why it is revoked: the reason is kept.")


class OnlyTheHolder(Refusal):
    sentence = _("Only the person who gets the certificate says which name stands on it.")


class NothingToPrint(Refusal):
    sentence = _("There is nothing to print: this was not certified, or it was revoked.")


class NameMissing(Refusal):
    sentence = _("Write your name as it stands in your passport.")


class NameNotLatin(Refusal):
    sentence = _("Write this name in Latin letters, as in your passport. Other letters are: %(letters)s")


class LettersMissing(Refusal):
    sentence = _(
        "We have no letters to print this: %(letters)s. Is it a typing error? If not, ask your trainer."
    )


class LanguageMissing(Refusal):
    sentence = _("This certificate has no text in this language yet. Choose another one.")


class NothingToCorrect(Refusal):
    sentence = _("Only a printed certificate that still stands can be replaced by a corrected one.")


class NothingCorrected(Refusal):
    sentence = _("Nothing was changed: the names are those that are printed.")


class CorrectionNeedsReason(Refusal):
    sentence = _("Say what was wrong: the reason is kept.")


class NotParked(Refusal):
    sentence = _("This certificate is not waiting for help.")


class NotAskedFor(Refusal):
    sentence = _("No certificate of your course asks for this.")


class PledgeChanged(Refusal):
    sentence = _("The text has changed since you opened it. Please read it again.")


class DesignNotFit(Refusal):
    """`faults` holds what has to be mended, as sentences."""

    sentence = _("This design cannot be used yet: %(faults)s")

    def __init__(self, faults):
        self.faults = [str(one) for one in faults]
        super().__init__(faults=" ".join(self.faults))


class DesignInUse(Refusal):
    sentence = _("This design is in use. Make another one, and choose that for the certificate.")


class NothingToShow(Refusal):
    sentence = _("Only who holds a valid certificate stands in the directory.")
