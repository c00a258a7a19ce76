"""The reference page of the diary format is true: it names every kind and field, and its example can be read."""

from pathlib import Path

import msgspec

from unknot.pathway.diary import entries as diary

PAGE = (Path(__file__).parents[2] / "docs/reference/diary-format.md").read_text()


def test_the_example_of_the_page_is_a_diary_with_every_kind() -> None:
    reading = diary.read(PAGE.partition("```jsonl\n")[2].partition("```")[0])

    assert reading.broken == ()
    assert {type(entry) for entry in reading.entries} == set(diary.Known.__args__)


def test_the_page_names_every_kind_and_every_field() -> None:
    kinds = [kind.__struct_config__.tag for kind in diary.Known.__args__]
    structs = (*diary.Known.__args__, diary.Work)
    fields = {field.encode_name for struct in structs for field in msgspec.structs.fields(struct)}

    assert {name for name in (*kinds, *fields) if f"`{name}`" not in PAGE} == set()
