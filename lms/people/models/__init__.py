from .audit import AuditDetail, AuditEntry
from .house_log import HouseLogEntry
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
    "PrivacyAcknowledgement",
    "Role",
    "User",
]
