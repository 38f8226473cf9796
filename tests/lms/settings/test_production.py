"""A real site cannot be turned into a demo by a variable, and says so."""

import os
import subprocess
import sys

import pytest


def settings_say(question: str, module: str, tmp_path, **environment) -> subprocess.CompletedProcess:
    """What a fresh process answers to `question` about the settings `module`."""
    own = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": module}
    code = f"from django.conf import settings; print({question})"
    return subprocess.run(
        [sys.executable, "-c", code], env={**own, **environment}, capture_output=True, text=True
    )


def test_a_real_site_refuses_to_be_a_demo(tmp_path):
    refused = settings_say("settings.DEMO", "lms.settings.production", tmp_path, DEMO="1")
    assert refused.returncode == 1
    assert "DEMO=1 waives the second factor" in refused.stderr.splitlines()[-1]


@pytest.mark.parametrize(("module", "demo"), [("production", "False"), ("demo", "True"), ("dev", "False")])
def test_only_the_demo_is_one_by_itself(tmp_path, module, demo):
    assert settings_say("settings.DEMO", f"lms.settings.{module}", tmp_path).stdout.strip() == demo


def test_errors_stay_hidden_in_the_demo_too(tmp_path):
    assert settings_say("settings.DEBUG", "lms.settings.demo", tmp_path).stdout.strip() == "False"


def test_secrets_are_made_once_for_their_owner_only(tmp_path):
    first, second = (settings_say("settings.SECRET_KEY", "lms.settings.demo", tmp_path).stdout for _ in "12")
    assert first == second and len(first) > 50
    file = tmp_path / "data" / "secrets" / "secret_key"
    assert (file.stat().st_mode & 0o777, (tmp_path / "data").stat().st_mode & 0o777) == (0o600, 0o700)


def test_an_https_address_brings_its_promises(tmp_path):
    asked = "settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE"
    said = settings_say(asked, "lms.settings.production", tmp_path, BASE_URL="https://wohnlotse.example")
    assert said.stdout.strip() == "True True True"
