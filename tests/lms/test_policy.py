"""What a page may load and run."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

STATIC = Path(settings.ROOT) / "lms/static"


def digest_of_inline_style(html: str) -> str:
    sheet = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    return f"'sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}'"


def test_the_inline_sheet_is_the_one_the_policy_knows():
    for page in ("404.html", "500.html"):
        assert (
            digest_of_inline_style(render_to_string(page))
            in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"]
        )


def test_a_learner_page_allows_nothing_unsafe(client, db):
    policy = client.get("/de/no-such-page/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_only_the_admin_allows_inline_scripts(client, db):
    policy = client.get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "sha256" not in policy  # a hash would switch 'unsafe-inline' off


def test_what_a_learner_downloads_stays_small():
    critical = b"".join(
        file.read_bytes() for file in sorted((Path(settings.ROOT) / "lms/templates/critical").glob("*.css"))
    )
    styles = gzip.compress(critical + (STATIC / "css/learner.css").read_bytes())
    scripts = gzip.compress(b"".join(file.read_bytes() for file in sorted((STATIC / "js").glob("*.js"))))
    assert len(critical) <= 4_000
    assert len(styles) <= 10_000
    assert len(scripts) <= 15_000


def test_style_sheets_know_no_left_and_right():
    for file in [*STATIC.glob("css/*.css"), *(Path(settings.ROOT) / "lms/templates/critical").glob("*.css")]:
        found = re.findall(
            r"[;{](?:margin|padding|border)-(?:left|right)|[;{](?:left|right|width|height)\s*:",
            file.read_text(),
        )
        assert found == [], file.name
