"""Lists the pictures of techniques, each with the name that `which` gives and the sentence that replaces it."""

from __future__ import annotations

from collections.abc import Callable

from unknot.web.drawings.made import moves, own_touch, touch
from unknot.web.drawings.made.paper import Box, Drawing
from unknot.web.drawings.made.scenes import SCENES, placed
from unknot.web.drawings.made.side_bend import side_bend
from unknot.web.drawings.made.tools import PACKS, heat_pack

ON = {
    "shoulder_top": "on top of the shoulder",
    "between_blades": "between blade and spine",
    "mid_back": "beside the spine, above the lowest ribs",
    "low_back": "below the belt line, beside the spine",
    "buttock": "on the buttock",
}
EVERYWHERE = tuple(ON)
NOT_MID = ("shoulder_top", "between_blades", "low_back", "buttock")
POSTURES = ("prone", "side_lying", "seated_lean", "seated")
Draw = Callable[[str, bool], str]

TOUCH: dict[str, tuple[Draw, tuple[str, ...], str]] = {
    "petrissage": (touch.petrissage, EVERYWHERE, "A hand lifts and squeezes the muscle {on}"),
    "circular_friction": (touch.circles, EVERYWHERE, "Fingertips make small circles {on}"),
    "trigger_point": (touch.held_thumb, EVERYWHERE, "A thumb presses one spot {on} and stays"),
    "myofascial_release": (touch.held_stretch, EVERYWHERE, "Two flat hands draw slowly apart {on}"),
    "friction": (touch.friction, NOT_MID, "Fingertips rub to and fro {on}"),
    "tapotement": (touch.tapping, NOT_MID[:2], "Cupped hands tap lightly {on}"),
    "massage_gun": (touch.massage_gun, ("shoulder_top", "buttock"), "A massage gun floats over the muscle {on}"),
}
"""A partner's or professional's hands: how drawn, where, and the sentence."""

FLAT_HANDS: dict[str, tuple[Draw, dict[str, str]]] = {
    "effleurage": (
        touch.effleurage,
        {
            "back": "Flat hands glide up beside the spine, then out over the shoulders",
            "shoulder_top": "Flat hands glide out along the tops of the shoulders",
            "buttock": "Flat hands glide out over the buttocks to the hips",
        },
    ),
    "hand_rest": (
        touch.hand_rest,
        {
            "back": "Flat hands lie still on the upper back, beside the spine",
            "shoulder_top": "Flat hands lie still on the tops of the shoulders",
            "low_back": "Flat hands lie still low on the back, beside the spine",
            "buttock": "Flat hands lie still on the buttocks",
        },
    ),
}

LYING = {
    "Flat hands glide up beside the spine, then out over the shoulders":
        "A flat hand glides up beside the spine, then out over the shoulder",
    "Flat hands glide out along the tops of the shoulders": "A flat hand glides out along the top of the shoulder",
    "Flat hands glide out over the buttocks to the hips": "A flat hand glides out over the buttock to the hip",
    "Flat hands lie still on the upper back, beside the spine": "A flat hand lies still beside the spine",
    "Flat hands lie still on the tops of the shoulders": "A flat hand lies still on top of the shoulder",
    "Flat hands lie still low on the back, beside the spine": "A flat hand lies still low on the back",
    "Flat hands lie still on the buttocks": "A flat hand lies still on the buttock",
    "Cupped hands tap lightly on top of the shoulder": "A cupped hand taps lightly on top of the shoulder",
    "Cupped hands tap lightly between blade and spine": "A cupped hand taps lightly between blade and spine",
    "Your flat hands glide up and down low on the back": "Your flat hand glides up and down low on the back",
    "Your flat hands glide up and down the buttocks": "Your flat hand glides up and down the buttock",
    "Your flat hands lie still low on the back": "Your flat hand lies still low on the back",
    "Your flat hands lie still on the buttocks": "Your flat hand lies still on the buttock",
}  # fmt: skip
"""On the side one hand is shown."""

OWN: dict[str, tuple[Draw, dict[str, str], tuple[str, ...]]] = {
    "effleurage": (
        own_touch.effleurage,
        {
            "low_back": "Your flat hands glide up and down low on the back",
            "buttock": "Your flat hands glide up and down the buttocks",
            "shoulder_top": "Your other hand glides outward along the top of the shoulder",
        },
        ("seated", "standing", "side_lying"),
    ),
    "hand_rest": (
        own_touch.hand_rest,
        {
            "low_back": "Your flat hands lie still low on the back",
            "buttock": "Your flat hands lie still on the buttocks",
            "shoulder_top": "Your other hand lies still on top of the shoulder",
        },
        ("seated", "standing", "side_lying"),
    ),
    "petrissage": (
        own_touch.petrissage,
        {
            "low_back": "Your hands lift and squeeze the muscle below the belt line",
            "shoulder_top": "Your other hand squeezes the muscle on top of the shoulder",
        },
        ("seated", "standing"),
    ),
    "circular_friction": (
        own_touch.circles,
        {
            "low_back": "Your fingertips make small circles below the belt line",
            "buttock": "Your fingertips make small circles on the buttock",
            "shoulder_top": "Your fingertips make small circles on top of the shoulder",
        },
        ("seated", "standing"),
    ),
    "knuckle_kneading": (
        own_touch.knuckles,
        {
            "low_back": "Your fists roll up and down below the belt line, beside the spine",
            "buttock": "Your fists roll up and down the buttocks",
        },
        ("seated", "standing"),
    ),
    "massage_gun": (
        own_touch.massage_gun,
        {
            "buttock": "You let a massage gun float over the buttock",
            "shoulder_top": "You let a massage gun float over the top of the shoulder",
        },
        ("seated", "standing", "side_lying"),
    ),
}
ONE_HAND = ("circular_friction", "massage_gun")
"""Done with one hand on the back; the other arm hangs."""
SPOT = {"between_blades": "beside the blade", "low_back": "below the belt line", "buttock": "on the buttock"}


def in_scene(name: str, posture: str, touched: str, title: str, under: str = "") -> Drawing:
    scene = SCENES[posture]
    title = LYING.get(title, title) if posture.startswith("side_lying") else title
    return Drawing(name, scene.box, title, placed(scene, touched, under))


def by_others() -> list[Drawing]:
    found = []
    for posture in POSTURES:
        lying = posture == "side_lying"
        for id, (draw, places, title) in TOUCH.items():
            for place in places:
                sentence = title.format(on=ON[place])
                found.append(in_scene(f"{id}__{place}_{posture}", posture, draw(place, lying), sentence))
        for id, (draw, sentences) in FLAT_HANDS.items():
            for place, sentence in sentences.items():
                found.append(in_scene(f"{id}__{place}_{posture}", posture, draw(place, lying), sentence))
        if posture in ("prone", "side_lying"):
            rocked = touch.rocking("buttock", lying)
            found.append(in_scene(f"vibration__{posture}", posture, rocked, "A flat palm rocks the outer hip slowly"))
    return found


def by_oneself() -> list[Drawing]:
    found = []
    for id, (draw, sentences, postures) in OWN.items():
        for place, sentence in sentences.items():
            for posture in postures:
                scene = posture if place == "shoulder_top" else f"{posture}_{'one' if id in ONE_HAND else 'own'}"
                scene = scene.replace("lying_one", "lying_own")
                drawn = draw(place, posture == "side_lying")
                found.append(in_scene(f"{id}__own_{place}_{posture}", scene, drawn, sentence))
    for place, where in SPOT.items():
        for posture in ("seated", "standing"):
            title = f"The hook of a cane presses one spot {where} and stays"
            scene = posture if place == "between_blades" else f"{posture}_one"
            found.append(in_scene(f"trigger_point__cane_{place}_{posture}", scene, own_touch.cane(place, False), title))
    return found


def with_heat() -> list[Drawing]:
    where = {
        "shoulder_top": "over the shoulders",
        "upper": "on the upper back",
        "low_back": "on the low back",
        "buttock": "on the buttock",
    }
    found = [
        in_scene(f"heat__{place}_{posture}", posture, heat_pack(place), f"A warm pack in a cloth lies {where[place]}")
        for place in PACKS
        for posture in ("seated", "side_lying")
    ]
    reclined = "A warm pack stands between back and cushion, and nobody lies on it"
    return [*found, Drawing("heat__semi_reclined", RECLINED, reclined, moves.heat_reclined())]


RECLINED: Box = (0, 84, 340, 216)


def from_the_side() -> list[Drawing]:
    wall = moves.WALL_BOX
    found = [
        Drawing(
            f"ball_rolling__{place}", wall, f"You roll a ball between the wall and the muscle {where}",
            moves.ball_on_wall(place, rolling=True),
        )
        for place, where in {**SPOT, "mid_back": "above the lowest ribs"}.items()
    ]  # fmt: skip
    for place, where in SPOT.items():
        title = f"You lean on a ball {where} and hold still"
        found += [
            Drawing(f"trigger_point__ball_{place}_standing", wall, title, moves.ball_on_wall(place, rolling=False)),
            Drawing(f"trigger_point__ball_{place}_seated", (50, 10, 200, 314), title, moves.ball_seated(place)),
        ]
    floor: Box = (0, 170, 316, 164)
    found += [
        Drawing("foam_rolling__between_blades_standing", wall,
                "You roll the upper back on a roller against the wall", moves.roller_on_wall("between_blades")),
        Drawing("foam_rolling__buttock_standing", wall,
                "You roll the buttock on a roller against the wall", moves.roller_on_wall("buttock")),
        Drawing("foam_rolling__between_blades_floor", floor,
                "You lie over a roller and roll it under the shoulder blades",
                moves.roller_on_floor_upper()),
        Drawing("foam_rolling__buttock_floor", (20, 40, 280, 296),
                "You sit on a roller with one ankle over the knee and roll the buttock",
                moves.roller_on_floor_buttock()),
        Drawing("chair_stretch__seated", (8, 4, 284, 450),
                "You sit and let one hand slide toward the floor", side_bend()),
        Drawing("floor_stretch__floor", (0, 150, 316, 166),
                "You lie on your back and draw one knee toward the chest", moves.knee_to_chest()),
        Drawing("walking__standing", (24, 0, 200, 324),
                "You walk at an easy pace and let the arms swing", moves.walking()),
        Drawing("partner_routine__seated_lean", (40, 0, 280, 324),
                "You sit astride a chair; your partner strokes up the back with straight arms",
                moves.partner_behind()),
        Drawing("swedish__table", (0, 0, 390, 324),
                "You lie face down on a table; the therapist glides along the back", moves.at_the_table(deep=False)),
        Drawing("deep_tissue__table", (0, 0, 390, 324),
                "You lie face down on a table; the therapist sinks in and moves slowly",
                moves.at_the_table(deep=True)),
    ]  # fmt: skip
    reclined = {
        "effleurage": "You lean back; hands glide over the shoulders from beside you",
        "petrissage": "You lean back; hands squeeze the shoulder muscle from beside you",
        "circular_friction": "You lean back; fingertips circle on the shoulder from beside you",
        "hand_rest": "You lean back; hands lie still on the shoulders from beside you",
    }
    found += [
        Drawing(f"{id}__semi_reclined", RECLINED, title, moves.hands_reclined()) for id, title in reclined.items()
    ]
    return found


def breathing() -> list[Drawing]:
    title = "Breathe in for 4 seconds and out for 6, and let the belly move"
    found = [Drawing(f"slow_breathing__{id}", box, title, body) for id, (box, body) in moves.breathing().items()]
    ribs = touch.ways("62,250 100,250", sides=(1,), light=True, to_and_fro=True)
    scene = SCENES["side_lying"]
    on_side = placed(scene, ribs) + moves.breath_sign(330, 58)
    return [*found, Drawing("slow_breathing__side_lying", scene.box, title, on_side)]


def pictures() -> list[Drawing]:
    return [*by_others(), *by_oneself(), *with_heat(), *from_the_side(), *breathing()]
