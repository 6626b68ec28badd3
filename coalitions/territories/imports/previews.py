"""What would a file of places change? Kept aside until the person confirms, then loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from coalitions.territories.domain.loading import LoadPlan, plan_load
from coalitions.territories.domain.rows import Problem
from coalitions.territories.imports.files import PlacesFile, read_places
from coalitions.territories.queries import read_known
from impactplatform.kernel.decisions import Refused

SALT = "coalitions.territories.imports"
FOLDER = "places/"
LONGEST_WAIT = 24 * 3600  # seconds between the preview and its confirmation


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read and what it would change; `token` confirms it, empty when it cannot be loaded."""

    content: PlacesFile
    plan: LoadPlan | None
    problems: tuple[Problem, ...]
    token: str


def preview_places(data: bytes, name: str, user_id: int) -> Preview | Refused:
    """Read and compare without saving anything but the file itself, under a name nobody can guess."""
    content = read_places(data, name)
    if isinstance(content, Refused):
        return content
    plan = None
    if not content.problems:
        plan = plan_load(content.rows, read_known({row.key for row in content.rows if row.outline is not None}))
    problems = plan.problems if plan is not None else content.problems
    return Preview(content, plan, problems, "" if problems else _keep(data, name, user_id))


def open_token(token: str, user_id: int) -> dict[str, Any] | None:
    """The file a preview kept ({file, name}), for the person who saw it, within a day; None otherwise."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=SALT, max_age=LONGEST_WAIT)
    except signing.BadSignature:
        return None
    return said if said.get("user") == user_id and default_storage.exists(said["file"]) else None


def read_kept(file: str) -> bytes:
    """The bytes a preview kept; raises FileNotFoundError once they were loaded."""
    with default_storage.open(file, "rb") as kept:
        return bytes(kept.read())


def forget_kept(file: str) -> None:
    """The file is loaded: it goes."""
    default_storage.delete(file)


def _keep(data: bytes, name: str, user_id: int) -> str:
    file = default_storage.save(f"{FOLDER}{uuid4()}", ContentFile(data))
    return signing.dumps({"file": file, "name": name, "user": user_id}, salt=SALT)
