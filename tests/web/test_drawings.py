"""Do the drawings keep their promises? Safe under a strict content policy, complete, up to date, and never a hand or
tool near the spine without saying what is off limits."""

from __future__ import annotations

import re
from math import cos, hypot, radians, sin
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from tests.lib.plans import KNOWLEDGE, LOW_BACK, decided, histories, limits, requests, sores
from unknot.knowledge.regions import REGIONS
from unknot.knowledge.shapes import Technique, Who
from unknot.pathway.plan.planner import make_plan
from unknot.pathway.request import Request
from unknot.web.drawings.made import moves, own_touch, touch
from unknot.web.drawings.made.__main__ import TEMPLATES, write
from unknot.web.drawings.made.every import every_drawing
from unknot.web.drawings.made.outline import KIDNEY_CENTRE, KIDNEY_SIZE, MIDDLE
from unknot.web.drawings.which import WHOLE, picture_for

FILES = {path.stem: path for path in TEMPLATES.glob("*.svg")}
CSS = TEMPLATES.parents[1] / "static/drawings/drawings.css"
HANDS_ON_BACK = {name for name in FILES if re.match(r"effleurage|hand_rest|petrissage|circular|friction|knuckle", name)}
HANDS_ON_BACK |= {name for name in FILES if re.match(r"myofascial|tapotement|vibration|massage_gun|trigger", name)}
FROM_BEHIND = {name for name in HANDS_ON_BACK if not re.search(r"semi_reclined|__ball", name)}
FIRM_AND_LOW = {
    name
    for name in FROM_BEHIND
    if re.search(r"low_back|mid_back", name) and not name.startswith(("hand_rest", "effleurage"))
}
"""A flat hand that glides or rests may cross the kidney zone, at 2 of 10 at most."""
SPINE_ENDS = 353


def source(path: Path) -> str:
    """A drawing with the pieces that it includes."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r'{% include "drawings/(.*?)" %}', lambda part: source(TEMPLATES / part[1]), text)


def drawn(name: str) -> ElementTree.Element:
    """The drawing as a page gets it, with everything shown that may be shown."""
    text = source(FILES[name]).replace("{{ id }}", "one")
    text = re.sub(r"{%.*?%}", " ", text)
    return ElementTree.fromstring(
        re.sub(r"{{.*?}}", "0", re.sub(r" (?:role|aria-labelledby|aria-hidden)=\".*?\"", "", text))
    )


def ways(technique: Technique) -> list[tuple[Who, str, str, str]]:
    """Everything a plan could ask of a technique: who, position, region, tool."""
    return [
        (who, position, region, tool)
        for who in technique.who
        for position in who.positions
        for region in who.regions or ("",)
        for tool in (who.tools or technique.tools[:1] or ("",))
    ]


def fingers(root: ElementTree.Element) -> list[tuple[float, float]]:
    """Joints and tips of all fingers (palms are wider), as (distance from the mid-line, y) on the upright back."""
    found = []
    for hand in root.iter("g"):
        at = re.match(r"translate\((\S+) (\S+)\)( scale\(-1 1\))?(?: rotate\((\S+)\))?", hand.get("transform", ""))
        for bars in hand.iter("path") if at and hand.get("transform") != "translate(0 260) rotate(-90)" else ():
            if bars.get("class") == "d-hand-in" and float(bars.get("stroke-width", 0)) < 11:
                turn = radians(float(at[4] or 0))
                for x, y in pen_stops(bars.get("d", "")):
                    across = (-1 if at[3] else 1) * (x * cos(turn) - y * sin(turn))
                    found.append((float(at[1]) + across - MIDDLE, float(at[2]) + x * sin(turn) + y * cos(turn)))
    return found


def pen_stops(data: str) -> list[tuple[float, float]]:
    """Where the pen stops in `M1 2l3 4l5 6`."""
    found: list[tuple[float, float]] = []
    for letter, numbers in re.findall(r"([Ml])([^Ml]*)", data):
        x, y = map(float, re.findall(r"-?\d*\.?\d+", numbers))
        found.append((x, y) if letter == "M" else (found[-1][0] + x, found[-1][1] + y))
    return found


def test_the_files_are_what_the_generator_draws(tmp_path: Path) -> None:
    written = write(tmp_path)

    kept = {str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.svg")}
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in written} == kept, (
        "run: python -m unknot.web.drawings"
    )


@pytest.mark.parametrize("technique", KNOWLEDGE.techniques.values(), ids=lambda technique: technique.id)
def test_every_technique_has_a_picture_in_every_position_that_it_allows(technique: Technique) -> None:
    asked = {
        picture_for(technique.id, position, region, who.helper, tool) for who, position, region, tool in ways(technique)
    }  # type: ignore[arg-type]

    assert asked - set(FILES) == set()


@settings(max_examples=150, deadline=None)
@given(limits=limits, request=requests(), history=histories, sore=sores)
def test_every_step_of_any_plan_has_a_picture(limits, request, history, sore) -> None:  # type: ignore[no-untyped-def]
    plan = make_plan(KNOWLEDGE, decided(limits), request, sore=sore, history=history)

    for step in plan.steps if plan else ():
        assert picture_for(step.technique, step.position, step.region, plan.helper, step.tool) in FILES
    assert not plan or not plan.routine or WHOLE[plan.routine] in FILES


def test_a_usual_plan_shows_what_it_says() -> None:
    plan = make_plan(KNOWLEDGE, decided(), Request(helper="partner"), sore=LOW_BACK)

    assert plan
    shown = [picture_for(step.technique, step.position, step.region, plan.helper, step.tool) for step in plan.steps]
    assert "effleurage__back_seated_lean" in shown


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_drawing_is_safe_and_whole(name: str) -> None:
    root = drawn(name)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    text = source(FILES[name])

    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#(.*?)\)", ElementTree.tostring(root, "unicode"))) <= set(ids)
    assert not re.search(r"\sstyle=|<style|https?:|<script|\son\w+=|xlink|<image", text)
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", text)) <= {"#fff", "#000"}


def test_only_classes_that_the_style_sheet_knows() -> None:
    known = set(re.findall(r"\.([a-z][\w-]*)", CSS.read_text(encoding="utf-8")))
    used = {word for name in FILES for element in drawn(name).iter() for word in (element.get("class") or "").split()}

    assert used - known == set()


def test_the_style_sheet_keeps_no_class_that_nothing_uses() -> None:
    ours = set(re.findall(r"\.(d-[\w-]*)", CSS.read_text(encoding="utf-8")))
    used = {word for name in FILES for word in re.findall(r"[\w-]+", source(FILES[name]))}

    assert ours - used == set()


def test_every_drawing_can_be_replaced_by_one_short_sentence() -> None:
    long = {drawing.name: drawing.title for drawing in every_drawing() if len(drawing.title.split()) > 15}

    assert long == {}
    assert all("<title" in path.read_text(encoding="utf-8") for path in FILES.values())


def test_the_map_has_every_region_that_its_list_asks_for() -> None:
    on_map = set(re.findall(r'data-region="(\w+)"', FILES["back_map"].read_text(encoding="utf-8")))
    not_on_a_back = {"tailbone", "leg_left", "leg_right", "arm_left", "arm_right", "belly", "chest_front"}

    assert on_map == set(REGIONS) - not_on_a_back


@pytest.mark.parametrize("name", sorted(FROM_BEHIND))
def test_hands_on_a_back_say_that_the_spine_is_off_limits(name: str) -> None:
    assert "off_limits__spine" in FILES[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(FIRM_AND_LOW))
def test_work_near_the_kidney_zone_says_that_it_is_off_limits(name: str) -> None:
    assert "off_limits__spine_kidneys" in FILES[name].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [name for name in FILES if re.match(r"ball_rolling|trigger_point__ball|foam_rolling__between", name)]
)
def test_a_tool_seen_from_the_side_says_where_the_kidney_zone_is(name: str) -> None:
    assert "d-off-line" in FILES[name].read_text(encoding="utf-8")


def test_no_firm_spot_lies_on_the_spine_or_in_the_kidney_zone() -> None:
    for place, (x, y) in [*touch.SPOTS.items(), *own_touch.OWN_SPOTS.items()]:
        away = hypot((x - KIDNEY_CENTRE[0]) / KIDNEY_SIZE[0], (y - KIDNEY_CENTRE[1]) / KIDNEY_SIZE[1])
        assert x > 13, place
        assert away > 1.2, place


@pytest.mark.parametrize("name", sorted(name for name in FIRM_AND_LOW if "low_back" in name))
def test_no_firm_hand_on_the_low_back_lies_in_the_kidney_zone_or_on_the_spine(name: str) -> None:
    for x, y in fingers(drawn(name)):
        away = hypot((abs(x) - KIDNEY_CENTRE[0]) / KIDNEY_SIZE[0], (y - KIDNEY_CENTRE[1]) / KIDNEY_SIZE[1])
        assert away > 1, (x, y)
        assert abs(x) > 8 or y > SPINE_ENDS, (x, y)


def test_a_ball_on_the_low_back_stays_at_the_belt_line_or_lower() -> None:
    belt = 152
    y, r = moves.BALLS["low_back"]

    assert y - r >= belt


def test_every_drawing_is_a_template_that_django_can_read() -> None:
    template = pytest.importorskip("django.template")
    engine = template.Engine(dirs=[str(TEMPLATES.parent)], libraries={"i18n": "django.templatetags.i18n"})

    assert [name for name in FILES if not engine.get_template(f"drawings/{name}.svg").nodelist] == []
