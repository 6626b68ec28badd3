#!/usr/bin/env python3
"""How is the project started, tested and tended, with nothing but Python? One word: demo, test, setup, check, fix…

Standard library only. Each word is one line of COMMANDS below; `python3 dev.py` alone lists them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.machine import Lacking, apt_install, ensure_browser, ensure_gettext, ensure_pango

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LISTS = ROOT / ".ci" / "requirements"
CODE = ["impactplatform", "coalitions", "indicators", "exchanges", "tests", "dev.py", "manage.py", ".ci"]
PURE = [
    "tests/impactplatform/kernel",
    "tests/impactplatform/charts",
    "tests/impactplatform/sheets",
    "tests/consistency",
]
IN_CI = bool(os.environ.get("CI"))


class Stop(Exception):
    """Something a person has to know before going on."""


def say(text: str) -> None:
    print(f"\033[1m› {text}\033[0m" if sys.stderr.isatty() else f"> {text}", file=sys.stderr, flush=True)


def run(*command: str | Path, check: bool = True, **env: str | None) -> int:
    """Run a command of the project; a variable set to None is taken away. Answers its exit code."""
    surroundings = {**os.environ, **{k: v for k, v in env.items() if v is not None}}
    for gone in (k for k, v in env.items() if v is None):
        surroundings.pop(gone, None)
    code = subprocess.run([str(part) for part in command], cwd=ROOT, env=surroundings, check=False).returncode
    if check and code:
        raise Stop(f"“{' '.join(map(str, command[:4]))}…” ended with {code}.")
    return code


def tool(name: str) -> Path:
    """A program of the environment."""
    return VENV / ("Scripts" if os.name == "nt" else "bin") / name


def make_environment(*names: str) -> None:
    """`.venv` from hashed lists; a list already installed, by its hash, is left alone."""
    if sys.version_info < (3, 11):
        raise Stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: python3.11 dev.py …")
    if not tool("python").exists():
        say("Making the environment in .venv")
        make_venv()
    for name in names:
        listed = LISTS / f"{name}.txt"
        stamp, wanted = VENV / f".{name}.stamp", hashlib.sha256(listed.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            continue
        say(f"Installing {sum('==' in line for line in listed.open())} packages ({name})")
        install(listed)
        stamp.write_text(wanted)


def make_venv() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        if not apt_install(f"python3.{sys.version_info.minor}-venv", "python3-venv"):
            raise Stop(
                f"Python cannot make environments here. On Debian: sudo apt install python3-venv\n{made.stdout}{made.stderr}"
            )
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install(listed: Path) -> None:
    """With uv when it can be had (seconds), else with pip (a minute). Both check every hash."""
    pip: list[str | Path] = [
        tool("python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-qq",
        "--require-hashes",
        "-r",
    ]
    if not tool("uv").exists():
        subprocess.run([*pip, LISTS / "uv.txt"], cwd=ROOT, capture_output=True, check=False)
    uv: list[str | Path] = [
        tool("uv"),
        "pip",
        "install",
        "-q",
        "--python",
        tool("python"),
        "--require-hashes",
        "-r",
        listed,
    ]
    if not tool("uv").exists() or run(*uv, check=False):
        run(*pip, listed)


def compile_catalogues() -> None:
    """`.mo` beside each `.po` that changed; pure Python, no gettext needed."""
    for po in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            run(tool("pybabel"), "-q", "compile", "-D", po.stem, "-d", "locale", "-l", po.parent.parent.name)


def setup(*_: str) -> None:
    """only the environment in .venv and the front-end files (vendored: nothing to fetch)"""
    make_environment("run", "pdf", "dev")
    compile_catalogues()
    say(f"Ready. Interpreter: {tool('python')}")


def demo(*options: str) -> None:
    """environment, database, example data, then web + worker + schedule on 127.0.0.1:8000 (PORT=); --once: smoke test"""
    make_environment("run", "pdf")
    compile_catalogues()
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "impactplatform.settings.local"}
    os.chdir(ROOT)
    os.execve(tool("python"), [str(tool("python")), "manage.py", "demo", *options], env)


def check(*_: str) -> None:
    """style, types, import contracts, migrations, settings"""
    make_environment("run", "pdf", "dev")
    compile_catalogues()
    django = {"DJANGO_SETTINGS_MODULE": "impactplatform.settings.test", "DATABASE_URL": None, "REDIS_URL": None}
    live = {
        **django,
        "DJANGO_SETTINGS_MODULE": "impactplatform.settings.production",
        "SECRET_KEY": hashlib.sha256(b"check").hexdigest(),
    }
    steps: list[tuple[str, list[str | Path], dict[str, str | None]]] = [
        ("style", [tool("ruff"), "check", "-q", *CODE], {}),
        ("format", [tool("ruff"), "format", "-q", "--check", *CODE], {}),
        ("templates", [tool("djlint"), "--lint", "--quiet", "templates"], {}),
        ("types", [tool("mypy"), "--no-error-summary"], django),
        ("import contracts", [tool("lint-imports"), "--config", "pyproject.toml", "--no-cache", "--no-logo"], {}),
        ("migrations", [tool("python"), "manage.py", "makemigrations", "--check", "--dry-run", "-v0"], django),
        ("settings", [tool("python"), "manage.py", "check", "--deploy", "--fail-level", "WARNING"], live),
    ]
    failed = []
    for name, command, env in steps:
        begun = time.monotonic()
        if run(*command, check=False, **env):
            failed.append(name)
        say(f"{'NOT ' if name in failed else ''}ok: {name} ({time.monotonic() - begun:.0f} s)")
    if failed:
        raise Stop(f"To put right: {', '.join(failed)}. `make fix` repairs what a machine can.")


def test(*options: str) -> None:
    """check, then every test on SQLite and, where PostgreSQL and Redis answer (always in CI), on those"""
    make_environment("run", "pdf", "dev")
    ensure_gettext()
    ensure_pango(VENV)
    ensure_browser(VENV)
    problem: Stop | None = None
    try:
        check()
    except Stop as found:  # the tests are run all the same: one visit tells everything
        problem = found
    services = find_services()
    workers = ["-n", os.environ.get("WORKERS", "2"), "--dist", "loadgroup"]
    say("Tests on SQLite and the embedded queue")
    codes = [pytest(*workers, "-m", "not postgres and not redis", *options, DATABASE_URL=None, REDIS_URL=None)]
    if services:
        say("Tests on PostgreSQL and Redis")
        codes.append(pytest(*workers, *(f"--ignore={path}" for path in PURE), *options, **services))
    if problem or any(codes):
        raise Stop(str(problem) if problem else "Some tests failed; see above.")


def test_fast(*options: str) -> None:
    """the tests without a browser and without the long ones, on SQLite"""
    make_environment("run", "pdf", "dev")
    compile_catalogues()
    if pytest(
        "-n",
        "2",
        "-m",
        "not browser and not long and not postgres and not redis",
        *options,
        DATABASE_URL=None,
        REDIS_URL=None,
    ):
        raise Stop("Some tests failed; see above.")


def pytest(*options: str, **env: str | None) -> int:
    return run(tool("python"), "-m", "pytest", "-q", *options, check=False, **env)


def find_services() -> dict[str, str] | None:
    """The PostgreSQL and the Redis of the environment, else the usual local ones when they let us in. Required in CI."""
    database = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/test"
    redis = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/0"
    ask_database = f"import psycopg; psycopg.connect({database.replace('postgres:', 'postgresql:', 1)!r}, connect_timeout=3).close()"
    ask_redis = f"import redis; redis.Redis.from_url({redis!r}, socket_connect_timeout=3).ping()"
    missing = [
        name
        for name, question in (("PostgreSQL", ask_database), ("Redis", ask_redis))
        if subprocess.run([tool("python"), "-c", question], capture_output=True, check=False).returncode
    ]
    if missing and IN_CI:
        raise Stop(f"{' and '.join(missing)} must answer in CI ({database}, {redis}).")
    if missing:
        say(
            f"{' and '.join(missing)} not found: the tests run on SQLite only. DATABASE_URL= and REDIS_URL= name others."
        )
    return None if missing else {"DATABASE_URL": database, "REDIS_URL": redis}


def fix(*_: str) -> None:
    """format and repair what a machine can"""
    make_environment("run", "pdf", "dev")
    run(tool("ruff"), "check", "-q", "--fix", *CODE, check=False)
    run(tool("ruff"), "format", "-q", *CODE)


def bench(*options: str) -> None:
    """benchmarks on the example data; every figure with its floor measured in the same run, and their ratio"""
    make_environment("run", "pdf", "dev")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{ROOT / 'var' / 'bench.sqlite3'}")
    for words in (["migrate", "-v0"], ["seed_demo"], ["aggregate"]):
        run(tool("python"), "manage.py", *words)
    for what in ("aggregation", "dashboard", "import"):
        run(tool("python"), "manage.py", "bench", what, *options)


def messages(*_: str) -> None:
    """translation catalogues: read the sentences out of the code, say which have no French"""
    make_environment("run", "pdf", "dev")
    ensure_gettext()
    run(tool("python"), ".ci/messages.py")
    compile_catalogues()


def lock(*_: str) -> None:
    """write the hashed lists of .ci/requirements again from pyproject.toml (no address in any of them)"""
    make_environment("dev")
    options = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "-q",
    ]
    for name, what in (("run", "pyproject.toml"), ("dev", "--group dev"), ("pdf", "pyproject.toml --extra pdf")):
        held: list[str | Path] = [] if name == "run" else ["-c", LISTS / "run.txt"]
        run(tool("uv"), "pip", "compile", *what.split(), *options, *held, "-o", LISTS / f"{name}.txt")


COMMANDS = {f.__name__.replace("_", "-"): f for f in (demo, test, setup, check, test_fast, fix, bench, messages, lock)}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        print("\n".join(["python3 dev.py …", *(f"  {name:10} {f.__doc__}" for name, f in COMMANDS.items())]))
        return 2
    try:
        COMMANDS[arguments[0]](*arguments[1:])
    except (Stop, Lacking) as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
