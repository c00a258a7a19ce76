"""What somebody has who installs the wheel: everything; and without an extra the line that installs it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import unknot
from tests.package.clean_environment import ROOT, Environment, build_wheel, environment
from unknot.extras import NEEDS
from unknot.knowledge.load import load
from unknot.web.serving.serve import free_port

SHARED = {
    "UNKNOT_MODE": "shared",
    "UNKNOT_INSECURE": "1",
    "UNKNOT_HOSTS": "localhost",
    "UNKNOT_SECRET_KEY": "a key of the tests, long enough to be taken for one",
}
FETCH = """
import sys
from unknot.web.serving.ready import make_ready_apart
from unknot.web.serving.serve import Server
make_ready_apart()
server = Server("127.0.0.1", 0)
try:
    server.wait()
    {does}
finally:
    server.stop()
"""
LETTER = """
    from http.cookiejar import CookieJar
    from urllib.error import HTTPError
    from urllib.request import HTTPCookieProcessor, build_opener
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.open(server.opening).read()
    try:
        print(browser.open(server.address + "diary/letter.pdf").read(5))
    except HTTPError as refused:
        print(refused.code, refused.read().decode())
"""
SIGN_IN = """
    from urllib.request import Request, urlopen
    asked = Request(server.address + "account/login/code/", headers={"Host": "localhost"})
    print(urlopen(asked).read().decode())
"""

IMPORT_ALL = """
import os, pkgutil
os.environ["DJANGO_SETTINGS_MODULE"] = "unknot.web.settings"
import django, unknot
django.setup()
for module in pkgutil.walk_packages(unknot.__path__, "unknot.", onerror=lambda name: None):
    if not module.name.endswith("__main__"):
        try:
            __import__(module.name)
        except ModuleNotFoundError as missing:
            print(missing.name.partition(".")[0])
        except SystemExit as refused:  # the settings of a mode that is not set up here say so
            assert module.name.startswith("unknot.web.settings."), refused
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """`pip install unknot`."""
    return environment(tmp_path_factory.mktemp("bare"), wheel)


@pytest.fixture(scope="module")
def whole(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """`pip install 'unknot[server,pdf,prove]'`."""
    return environment(tmp_path_factory.mktemp("whole"), wheel, *NEEDS)


def test_it_says_which_unknot_and_which_knowledge(bare: Environment) -> None:
    done = bare.run("--version")

    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == f"unknot {unknot.__version__}"
    assert f"knowledge {load().release.version}" in done.stdout and load().stamp[:12] in done.stdout
    assert "reviewed by no clinician yet" in done.stdout


def test_the_main_job_runs_without_a_terminal(bare: Environment) -> None:
    done = bare.run("start")

    assert done.returncode == 0, done.stderr
    assert "Massage suits you" in done.stdout and "finished" in done.stdout


def test_an_example_of_the_readme_is_found_or_named_where_it_is(bare: Environment) -> None:
    here = bare.run("check", "--answers", "examples/warfarin.json")
    assert here.returncode == 2
    place = here.stderr.split("an example of this name is at ")[1].strip()
    assert Path(place).is_relative_to(bare.folder)

    done = bare.run("check", "--answers", place)
    assert done.returncode == 0, done.stderr
    assert "Massage with limits" in done.stdout


def test_every_example_is_shipped(bare: Environment) -> None:
    (shipped,) = bare.folder.glob("lib/python*/site-packages/unknot/examples")

    assert {path.name for path in shipped.iterdir()} == {path.name for path in (ROOT / "examples").iterdir()}


def test_the_pages_come_and_what_pdf_files_need_is_said(bare: Environment) -> None:
    done = bare.run("serve")

    assert done.returncode == 0, done.stderr
    assert "the first page has" in done.stdout
    assert "everything works but PDF files\nhint: pip install 'unknot[pdf]'" in done.stderr


def test_a_pdf_page_names_the_line_that_installs_it(bare: Environment) -> None:
    done = bare.python(FETCH.format(does=LETTER.strip()))

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("503 ")
    assert "pip install &#x27;unknot[pdf]&#x27;" in done.stdout


def test_the_shared_mode_names_the_line_that_installs_it(bare: Environment) -> None:
    done = bare.run("serve", "--port", str(free_port(0)), **SHARED)

    assert done.returncode == 1
    assert done.stderr == (
        "the shared mode needs more packages, for accounts and PostgreSQL\nhint: pip install 'unknot[server]'\n"
    )


def test_the_prover_names_the_line_that_installs_it(bare: Environment) -> None:
    done = bare.run("prove")

    assert done.returncode == 1
    assert done.stderr == "prove: the prover is not installed\nhint: pip install 'unknot[prove]'\n"


def test_the_knowledge_is_checked_without_the_prover_and_that_is_said(bare: Environment) -> None:
    done = bare.run("knowledge", "check")

    assert done.returncode == 0, done.stderr
    assert "hint: pip install 'unknot[prove]'" in done.stderr


def test_with_the_extras_the_shared_mode_serves_its_sign_in_page(whole: Environment) -> None:
    done = whole.python(FETCH.format(does=SIGN_IN.strip()), **SHARED)

    assert done.returncode == 0, done.stderr
    assert "<form" in done.stdout


def test_with_the_extras_a_pdf_is_made_and_the_prover_is_there(whole: Environment) -> None:
    letter = whole.python(FETCH.format(does=LETTER.strip()))
    prover = whole.python("import unknot.proofs.review")

    assert letter.stdout == "b'%PDF-'\n", letter.stderr
    assert prover.returncode == 0, prover.stderr


def test_only_what_an_extra_brings_is_missing_without_it(bare: Environment, whole: Environment) -> None:
    with_none, with_all = bare.python(IMPORT_ALL), whole.python(IMPORT_ALL, **SHARED)

    assert with_none.returncode == with_all.returncode == 0, with_none.stderr + with_all.stderr
    assert set(with_none.stdout.split()) == {"allauth", "z3"}
    assert with_all.stdout == ""


def test_every_extra_is_one_that_a_part_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert set(project["optional-dependencies"]) == set(NEEDS)
