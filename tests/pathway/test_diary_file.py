"""The diary on the disk: whatever was acknowledged is still there after a kill, a full disk or a torn line."""

import random
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unknot.cli import diary_file
from unknot.pathway.diary import Pain, write

KILLS = 30

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from unknot.cli.diary_file import append
from unknot.pathway.diary import Note, new_id
while True:
    entry = Note(id=new_id(), at=datetime.now(UTC), note="x" * 3000)
    append(Path(sys.argv[1]), [entry])
    print(entry.id, flush=True)
"""


def pain(number: int) -> Pain:
    return Pain(id=f"00000000-0000-4000-8000-{number:012d}", at=datetime(2026, 3, 1, tzinfo=UTC), score=4)


def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    chance = random.Random(9)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(chance.randint(1, 6)):
            acknowledged.add(writer.stdout.readline().strip())
        writer.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.wait()
        writer.stdout.close()

    found = diary_file.load(path)

    assert len(acknowledged) >= KILLS
    assert acknowledged <= {entry.id for entry in found.entries}
    assert found.broken == ()


def test_a_last_line_cut_anywhere_is_set_aside_and_the_rest_stays(tmp_path: Path) -> None:
    whole, last = write([pain(1), pain(2)]).encode(), write([pain(3)]).encode()
    for cut in range(1, len(last) - 1):
        path = tmp_path / str(cut) / "diary.jsonl"
        path.parent.mkdir()
        path.write_bytes(whole + last[:cut])

        found = diary_file.load(path)

        assert found.entries == (pain(1), pain(2))
        assert "cut off" in found.torn and "hint:" in found.torn
        assert path.with_name("diary.jsonl.torn").read_bytes() == last[:cut] + b"\n"
        assert path.read_bytes() == whole


def test_a_whole_last_line_without_its_line_feed_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    path.write_text(write([pain(1)]).rstrip("\n"))

    assert diary_file.append(path, [pain(2)]) == ""
    assert diary_file.load(path).entries == (pain(1), pain(2))


def test_a_new_entry_is_never_glued_to_a_torn_one(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    path.write_text(write([pain(1)]) + '{"kind":"pain","form')

    assert "cut off" in diary_file.append(path, [pain(2)])
    assert diary_file.load(path).entries == (pain(1), pain(2))


def test_a_broken_line_in_the_middle_is_reported_and_left_in_place(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    path.write_bytes(write([pain(1)]).encode() + b'{"note": "\xff"}\n' + write([pain(2)]).encode())
    before = path.read_bytes()

    found = diary_file.load(path)

    assert found.entries == (pain(1), pain(2))
    assert [broken.line for broken in found.broken] == [2]
    assert path.read_bytes() == before


def test_only_the_owner_can_read_the_diary(tmp_path: Path) -> None:
    path = tmp_path / "unknot" / "diary.jsonl"
    diary_file.append(path, [pain(1)])
    path.with_suffix(".jsonl").chmod(0o644)
    diary_file.append(path, [pain(2)])

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_reading_a_diary_that_is_not_there_makes_none(tmp_path: Path) -> None:
    assert diary_file.load(tmp_path / "none" / "diary.jsonl").entries == ()
    assert not (tmp_path / "none").exists()


def test_a_full_disk_leaves_the_diary_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    diary_file.append(path, [pain(1)])
    before = path.read_bytes()
    program = (
        "import resource, signal, sys; from pathlib import Path; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 40}, {len(before) + 40}));"
        "from unknot.cli.diary_file import append; from unknot.pathway.diary import read;"
        "append(Path(sys.argv[1]), read(sys.argv[2]).entries)"
    )

    command = [sys.executable, "-c", program, str(path), write([pain(2)])]
    full = subprocess.run(command, check=False, capture_output=True, text=True)

    assert full.returncode != 0 and "File too large" in full.stderr
    assert path.read_bytes() == before


def test_two_programs_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    program = WRITER.replace("while True:", "for _ in range(20):")
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True) for _ in "12"
    ]
    said = {line for writer in writers for line in writer.communicate()[0].split()}

    assert len(said) == 40
    assert said == {entry.id for entry in diary_file.load(path).entries}


def test_an_import_adds_what_is_new_and_refuses_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    diary_file.append(path, [pain(1)])
    other = Pain(id=pain(1).id, at=pain(1).at, score=9)

    merged = diary_file.bring_in(path, [other, pain(2)])

    assert merged.added == (pain(2),) and len(merged.refused) == 1
    assert diary_file.load(path).entries == (pain(1), pain(2))


def test_the_diary_can_be_put_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNKNOT_DIARY", str(tmp_path / "mine.jsonl"))

    assert diary_file.diary_path() == tmp_path / "mine.jsonl"


def test_the_diary_goes_where_everything_else_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("UNKNOT_DIARY", raising=False)
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path))

    assert diary_file.diary_path() == tmp_path / "diary.jsonl"
