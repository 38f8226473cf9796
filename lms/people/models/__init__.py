from .audit import AuditDetail, AuditEntry
from .house_log import HouseLogEntry, NarrowLogEntry, NarrowLogManager
from .location import Location
from .login_card import LoginCard
from .membership import Membership, Role
from .notice import PrivacyAcknowledgement
from .user import User

__all__ = [
    "AuditDetail",
    "AuditEntry",
    "HouseLogEntry",
    "LoginCard",
    "Location",
    "Membership",
    "NarrowLogEntry",
    "NarrowLogManager",
    "PrivacyAcknowledgement",
    "Role",
    "User",
]
