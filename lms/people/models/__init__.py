from .audit import AuditDetail, AuditEntry
from .login_card import LoginCard
from .location import Location
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
