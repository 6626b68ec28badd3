"""How does a person see the whole platform run on their own machine? Database, example data, then three real processes."""

from __future__ import annotations

import logging
import os
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from impactplatform.site.demo.aggregation import has_aggregated_since, order_one_total
from impactplatform.site.demo.people import PASSWORD, list_sign_ins
from impactplatform.site.demo.processes import (
    CannotStart,
    answers,
    check_alive,
    has_fired,
    is_taken,
    run_processes,
    wait_until,
)
from impactplatform.site.demo.seeding import seed_demo

HOST = "127.0.0.1"
PORT = int(os.environ.get("PORT", "8000"))
AGGREGATION_PATIENCE = 240


class Command(BaseCommand):
    """`make demo` ends here; Ctrl-C stops everything, the data stays."""

    help = "Prepare the demonstration and run web, worker and schedule. PORT= changes the port (8000)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="stop when the first page and the first totals are there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _interrupt)
        logging.getLogger("kombu.connection").setLevel(logging.ERROR)  # a queue of files has no host name to speak of
        with translation.override("fr" if os.environ.get("LANG", "").startswith("fr") else "en"):
            try:
                self.begun, self.begun_at = time.monotonic(), timezone.now()
                if is_taken(HOST, PORT):
                    raise CannotStart("port_taken", PORT)
                self.prepare()
                self.run(once=options["once"])
            except CannotStart as problem:
                raise CommandError(_explain(problem)) from problem
            except KeyboardInterrupt:
                self.say(_("Stopped. The data stays; the next start is quick."))

    def prepare(self) -> None:
        """Tables, then the example data if they are not there yet."""
        self.say(_("Preparing the database…"))
        call_command("migrate", verbosity=0, interactive=False)
        self.say(_("Preparing the example data…"))
        counts = seed_demo(say=self.say)
        if counts.get("coalitions"):
            self.say(_("%(coalitions)d coalitions, %(places)d places, %(measurements)d figures.") % counts)

    def run(self, *, once: bool) -> None:
        """Start the three, show the way in, then watch them."""
        address = f"http://{HOST}:{PORT}/"
        os.environ.update({"SITE_URL": address.rstrip("/"), "PYTHONUNBUFFERED": "1"})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings.SETTINGS_MODULE)
        os.environ.setdefault("REFRESH_SECONDS", "15")
        logs = settings.VAR_DIR / "log"
        self.say(_("Starting web, worker and schedule…"))
        with run_processes(host=HOST, port=PORT, logs=logs) as running:
            wait_until(lambda: answers(f"{address}sante/"), lambda: check_alive(running, logs))
            self.show_way_in(address)
            if once:
                order_one_total()
                wait_until(
                    lambda: has_fired(logs) and has_aggregated_since(self.begun_at),
                    lambda: check_alive(running, logs),
                    AGGREGATION_PATIENCE,
                )
                self.say(_("The schedule fired, the worker computed the totals. All is well."))
            while not once:
                check_alive(running, logs)
                time.sleep(1)

    def show_way_in(self, address: str) -> None:
        width = max(len(email) for email, _role in list_sign_ins())
        lines = [
            "",
            _("The platform is at %(address)s (English: %(address)sen/)") % {"address": address},
            _("Sign in at %(address)scompte/connexion/ with the password: %(password)s")
            % {"address": address, "password": PASSWORD},
            *(f"    {email:<{width}}  {role}" for email, role in list_sign_ins()),
            _(
                "Everything about these coalitions and people is invented. E-mails are kept in var/mail, logs in var/log."
            ),
            _("Ctrl-C stops everything."),
            "",
        ]
        self.say("\n".join(lines))

    def say(self, text: str) -> None:
        self.stdout.write(f"[{time.monotonic() - self.begun:4.0f} s] {text}" if text.strip() == text else text)
        self.stdout.flush()


def _explain(problem: CannotStart) -> str:
    code, *details = problem.args
    if code == "port_taken":
        return _("Port %(port)s is in use. Stop what uses it, or choose another: PORT=8010 make demo") % {
            "port": details[0]
        }
    if code == "stopped":
        return _("%(name)s stopped by itself. The end of its log:") % {"name": details[0]} + f"\n{details[1]}"
    return _("No answer after %(seconds)s seconds. See var/log.") % {"seconds": details[0]}


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
