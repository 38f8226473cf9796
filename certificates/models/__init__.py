from .achievement import Achievement, AchievementTranslation, AchievementVersion, Offer, Period
from .award import Award, RevocationKind
from .certificate import Certificate, new_public_id, read_public_id
from .reminder import Reminder
from .status_event import NOTHING, ChainHead, EventKind, StatusDetail, StatusEvent

__all__ = [
    "NOTHING",
    "Achievement",
    "AchievementTranslation",
    "AchievementVersion",
    "Award",
    "Certificate",
    "ChainHead",
    "EventKind",
    "Offer",
    "Period",
    "Reminder",
    "RevocationKind",
    "StatusDetail",
    "StatusEvent",
    "new_public_id",
    "read_public_id",
]
