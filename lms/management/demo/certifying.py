"""The end of the course: who was recommended, certified, and whose certificate was revoked."""

from datetime import datetime, timedelta

from certificates.awarding import certify, recommend, revoke
from certificates.issuing import try_to_issue
from certificates.loading import load_achievements
from certificates.models import AchievementVersion, Award, Certificate, Offer, RevocationKind
from certificates.offering import offer
from certificates.requesting import request_certificate

from .cohorts import Group
from .learners import EVENING
from .studying import Enrolled

RECOMMENDED, CERTIFIED, REVOKED = "Oleh Bondarenko", "Rania Mansour", "Leyla Rahimi"
REASON = "Wurde auf eigenen Wunsch zurückgegeben."


def promise(groups: dict[str, Group]) -> dict[str, Offer]:
    """Each cohort is promised at its start what it can reach."""
    (achievement,) = load_achievements()
    version = AchievementVersion.objects.latest_of(achievement)
    return {
        name: offer(version, group.cohort, by=group.coordinator, at=group.timetable.meeting(1))
        for name, group in groups.items()
    }


def decide(
    enrolled: dict[str, Enrolled], groups: dict[str, Group], offers: dict[str, Offer], *, at: datetime
) -> dict[str, Certificate]:
    """One waits for the coordinator, one has the certificate, one had it. Returns the certificates by role."""
    group, promised = groups[EVENING], offers[EVENING]

    def recommended(name: str, days_ago: float) -> Award:
        moment = at - timedelta(days=days_ago)
        return recommend(enrolled[name].enrolment, promised, by=group.trainer, at=moment)

    recommended(RECOMMENDED, 2)
    kept = recommended(CERTIFIED, 6)
    given_back = recommended(REVOKED, 13)
    certificates = {}
    for role, award, days_ago, language, latin, own in (
        ("valid", kept, 4, "ar", "Rania Mansour", "رانيا منصور"),
        ("revoked", given_back, 12, "en", "Leyla Rahimi", "لیلا رحیمی"),
    ):
        certified_at = at - timedelta(days=days_ago)
        certify(award, by=group.coordinator, at=certified_at)
        asked_at = certified_at + timedelta(hours=3)
        award.refresh_from_db()
        certificate = request_certificate(award, language, latin, own, by=award.learner, at=asked_at)
        certificates[role] = try_to_issue(certificate.pk, at=asked_at + timedelta(seconds=20))
    revoke(given_back, RevocationKind.REQUEST, REASON, by=group.coordinator, at=at - timedelta(days=1))
    return certificates
