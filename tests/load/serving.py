"""gunicorn that can be begun anew in a moment: Django is loaded once, and each life of the server is forked off it.

`python -m tests.load.serving PORT` begins a life for every line it reads, and says its process group.
"""

import os
import signal
import sys

from gunicorn.app.base import BaseApplication

from lms.bootstrap.ending import die_with_parent
from lms.management.serving import WEB_THREADS, WEB_WORKERS


class Served(BaseApplication):
    def __init__(self, application, port: str):
        self.application, self.port = application, port
        super().__init__()

    def load_config(self):
        options = {
            "bind": f"127.0.0.1:{self.port}",
            "workers": WEB_WORKERS,
            "threads": WEB_THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "loglevel": "critical",
            "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self):
        return self.application


def live(application, port: str) -> int:
    """A server in a process group of its own; its number."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        die_with_parent()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        Served(application, port).run()
        os._exit(0)
    return child


def main(port: str) -> None:
    from django.urls import reverse

    from lms.wsgi import application

    reverse("answer_arrives")  # all addresses are known before the first life begins
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that were killed
    for _line in sys.stdin:
        print(live(application, port), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
