"""How does the demonstration get its data? Made once, through the operations; a second call changes nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from impactplatform.site.demo.seeding import seed_demo


class Command(BaseCommand):
    """Answers how many of each kind were made; {} when the demonstration is there already."""

    help = "Make the demonstration: invented coalitions, and the public record with its sources."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=int, default=1, help="how many times the invented quarter is repeated (1 to 200)"
        )
        parser.add_argument(
            "--password", default="", help="the password of all invented people; needed on the internet"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["scale"] <= 200:
            raise CommandError("--scale is a whole number from 1 to 200.", returncode=2)
        if str(settings.SETTINGS_MODULE).endswith(".production") and not options["password"]:
            raise CommandError("The shared password is public: name another with --password.", returncode=1)
        counts = seed_demo(say=self.stderr.write, scale=options["scale"], password=options["password"])
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            lines = [f"{name}: {count}" for name, count in counts.items()]
            self.stdout.write("\n".join(lines or ["The demonstration is there already; nothing was changed."]))
