"""A copy of the register somewhere else: exported by the running site, handed out by a server that knows only files."""

import contextlib
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from lms.bootstrap.environment import ROOT

#: where the site keeps its data: the accounts lie there
ACCOUNTS = "WOHNLOTSE_ACCOUNTS"


def export(site: str, folder: Path) -> None:
    """What whoever runs the site types."""
    own = {
        "DATA_DIR": str(Path(os.environ[ACCOUNTS]).parent),
        "PORT": str(urlsplit(site).port),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "lms.settings.demo",
    }
    command = [sys.executable, "manage.py", "export_registry", str(folder)]
    subprocess.run(command, cwd=ROOT, env=os.environ | own, check=True, capture_output=True)


class Files(SimpleHTTPRequestHandler):
    """Files of one folder; at an address where none lies the page for that, as web servers do."""

    def send_error(self, code, message=None, explain=None):
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args):
        """Nothing is said of what is asked for."""


@contextlib.contextmanager
def handed_out(folder: Path):
    """The address of a server of the folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
