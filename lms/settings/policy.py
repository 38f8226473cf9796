"""What a page may load and run (Content Security Policy): our own files, and the one style sheet that stands inline.

The sheet is a pair of template files, so that `base.html` can include it; its hash is taken from the same files when
the process starts. Hashes, not nonces: a page stays the same from one request to the next and can be kept in caches.
"""

import base64
import hashlib
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE

CRITICAL = Path(__file__).resolve().parents[1] / "templates" / "critical"


def digest_of_critical_css() -> str:
    """`'sha256-…'` of what stands between `<style>` and `</style>` in base.html (CSP Level 3, 2.3.1)."""
    sheet = b"".join((CRITICAL / name).read_bytes() for name in ("tokens.css", "frame.css"))
    return f"'sha256-{base64.b64encode(hashlib.sha256(sheet).digest()).decode()}'"


OWN = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF, digest_of_critical_css()],
    "img-src": [SELF],
    "worker-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],  # Wagtail's preview is a frame of the same site
}
#: Wagtail's admin writes scripts and styles into its pages; a hash beside 'unsafe-inline' would switch that off.
ADMIN = OWN | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
