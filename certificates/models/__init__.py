from .achievement import Achievement, AchievementTranslation, AchievementVersion, Offer, Period
from .award import Award, RevocationKind
from .certificate import Certificate, new_public_id, read_public_id
from .design import Design, DesignTranslation, Layout
from .key import SigningKey, Use
from .listing import Enquiry, Listing
from .pledge import Pledge, PledgeTranslation, Signature
from .printed_preview import SAMPLES
from .reminder import Reminder
from .status_event import NOTHING, ChainHead, EventKind, StatusDetail, StatusEvent
from .status_list import SIZE, StatusList

__all__ = [
    "SAMPLES",
    "Signature",
    "PledgeTranslation",
    "Pledge",
    "Listing",
    "Enquiry",
    "Layout",
    "DesignTranslation",
    "Design",
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
