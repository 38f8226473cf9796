from .achievement import Achievement, AchievementTranslation, AchievementVersion, Offer, Period
from .award import Award
from .certificate import Certificate, new_public_id, read_public_id

__all__ = [
    "Achievement",
    "AchievementTranslation",
    "AchievementVersion",
    "Award",
    "Certificate",
    "Offer",
    "Period",
    "new_public_id",
    "read_public_id",
]
