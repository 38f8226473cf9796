from .achievement import Achievement, AchievementTranslation, AchievementVersion, Offer, Period
from .award import Award, RevocationKind
from .certificate import Certificate, new_public_id, read_public_id
from .key import SigningKey, Use
from .reminder import Reminder
from .status_event import NOTHING, ChainHead, EventKind, StatusDetail, StatusEvent
from .status_list import SIZE, StatusList

__all__ = [
    "NOTHING",
    "SIZE",
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
    "SigningKey",
    "StatusDetail",
    "StatusEvent",
    "StatusList",
    "Use",
    "new_public_id",
    "read_public_id",
]
