"""The end of the course: who was recommended, certified, and whose certificate was revoked."""

from datetime import datetime, timedelta

from certificates.awarding import certify, recommend, revoke
from certificates.correcting import correct_name
from certificates.designing import check
from certificates.issuing import try_to_issue
from certificates.keys import new_keys
from certificates.loading import load_achievements, load_pledges
from certificates.models import AchievementVersion, Award, Certificate, Design, Layout, Offer, RevocationKind
from certificates.offering import offer
from certificates.pledging import fingerprint, sign, text_to_sign, unsigned
from certificates.requesting import request_certificate
from certificates.showing import show, write_to
from lms.people.models import User

from .cohorts import Group
from .learners import EVENING, FORMER
from .studying import Enrolled

RECOMMENDED, CERTIFIED, REVOKED = "Oleh Bondarenko", "Rania Mansour", "Leyla Rahimi"
EXPIRING = "Hanna Gebremedhin"
#: days since which the first certificate of the school holds: in two years it ends, and it can be renewed now
LONG_AGO = 700
#: who finds on their path that something is still to be signed
UNSIGNED = "Mehmet Yıldız"
ENQUIRY = (
    "Beratungsstelle Wohnen (Vorführung)",
    "wohnen@example.org",
    "Wir suchen jemanden, der eine Familie am Freitag zu einer Besichtigung begleitet. Hätten Sie Zeit?",
)
MISSPELT = "Im Namen fehlte ein o."
REASON = "Wurde auf eigenen Wunsch zurückgegeben."


def promise(groups: dict[str, Group]) -> dict[str, Offer]:
    """Each cohort is promised at its start what it can reach."""
    load_pledges()
    (achievement,) = load_achievements()
    version = AchievementVersion.objects.latest_of(achievement)
    return {
        name: offer(version, group.cohort, by=group.coordinator, at=group.timetable.meeting(1))
        for name, group in groups.items()
    }


def draw_design(*, by: User, at: datetime) -> None:
    """A second look beside the house's, checked and not yet in use."""
    design = Design.objects.create(
        slug="augsburg-rot",
        layout=Layout.UPRIGHT,
        band="#5b2333",
        on_band="#ffffff",
        accent="#7a1f3d",
        signatures="Mira Lindner, Koordination Augsburg",
    )
    for language, heading in (("de", "Urkunde"), ("ar", "شهادة")):
        row = design.start_translation(language, by=by, heading=heading, closing="")
        row.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)
    check(design, by=by, at=at)


def sign_pledges(enrolled: dict[str, Enrolled], groups: dict[str, Group], *, at: datetime) -> None:
    """Who learns for some time has signed, each in their own language; one has still to do it."""
    signing = {groups[name].cohort for name in (FORMER, EVENING)}
    for name, one in enrolled.items():
        enrolment = one.enrolment
        if enrolment.cohort not in signing or name == UNSIGNED:
            continue
        for pledge in unsigned(enrolment):
            text = text_to_sign(pledge, enrolment.learner.content_language)
            signed_at = min(enrolment.enrolled_at + timedelta(days=7), at)
            sign(pledge, enrolment, text, read=fingerprint(text), at=signed_at)


def decide(
    enrolled: dict[str, Enrolled], groups: dict[str, Group], offers: dict[str, Offer], *, at: datetime
) -> dict[str, Certificate]:
    """One waits for the coordinator, one has the certificate after a letter was corrected, one had it, and of one it
    ends soon. Returns the certificates by role."""
    sign_pledges(enrolled, groups, at=at)
    new_keys(at=at - timedelta(days=LONG_AGO + 30))
    group = groups[EVENING]

    def recommended(name: str, days_ago: float, name_of_group: str = EVENING) -> Award:
        moment, where = at - timedelta(days=days_ago), groups[name_of_group]
        return recommend(enrolled[name].enrolment, offers[name_of_group], by=where.trainer, at=moment)

    recommended(RECOMMENDED, 2)
    kept = recommended(CERTIFIED, 6)
    given_back = recommended(REVOKED, 13)
    long_held = recommended(EXPIRING, LONG_AGO + 2, FORMER)
    certificates = {}
    for role, award, days_ago, language, latin, own in (
        ("expiring", long_held, LONG_AGO, "en", "Hanna Gebremedhin", "ሐና ገብረመድህን"),
        ("superseded", kept, 4, "ar", "Rania Mansur", "رانيا منصور"),
        ("revoked", given_back, 12, "en", "Leyla Rahimi", "لیلا رحیمی"),
    ):
        certified_at = at - timedelta(days=days_ago)
        certify(award, by=group.coordinator, at=certified_at)
        asked_at = certified_at + timedelta(hours=3)
        award.refresh_from_db()
        certificate = request_certificate(award, language, latin, own, by=award.learner, at=asked_at)
        certificates[role] = try_to_issue(certificate.pk, at=asked_at + timedelta(seconds=20))
    mended_at = at - timedelta(days=2)
    mended = correct_name(
        certificates["superseded"],
        "Rania Mansour",
        "رانيا منصور",
        MISSPELT,
        by=group.coordinator,
        at=mended_at,
    )
    certificates["valid"] = try_to_issue(mended.pk, at=mended_at + timedelta(seconds=20))
    revoke(given_back, RevocationKind.REQUEST, REASON, by=group.coordinator, at=at - timedelta(days=1))
    draw_design(by=group.coordinator, at=at - timedelta(days=3))
    _let_be_found(enrolled, at=at)
    return certificates


def _let_be_found(enrolled: dict[str, Enrolled], *, at: datetime) -> None:
    """Two stand in the directory; a counselling centre has written to one."""
    show(enrolled[EXPIRING].enrolment.learner, "Hanna G.", ["am", "de", "en"], at=at - timedelta(days=300))
    rania = show(enrolled[CERTIFIED].enrolment.learner, "Rania", ["ar", "de"], at=at - timedelta(days=1))
    write_to(rania, *ENQUIRY, at=at - timedelta(hours=5))
