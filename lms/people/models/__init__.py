from .audit import AuditDetail, AuditEntry
from .location import Location
from .login_card import LoginCard
from .membership import Membership, Role
from .notice import PrivacyAcknowledgement
from .user import User

__all__ = [
    "AuditDetail",
    "AuditEntry",
    "LoginCard",
    "Location",
    "Membership",
    "PrivacyAcknowledgement",
    "Role",
    "User",
]
