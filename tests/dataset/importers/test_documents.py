"""Documents larger than memory: read piece by piece, arrays within arrays, too."""

import io
import json

from tsuki_desktop.dataset.importers.documents import items_within, objects
from tsuki_desktop.dataset.importers.intake import Intake

CHATS = [
    {"name": "a", "id": 1, "messages": [{"text": "x", "parts": [{"messages": [1]}]}, {"text": "y"}]},
    {"name": "b", "messages": []},
    {"id": 3, "kinds": {"name": "no"}, "messages": [{"text": "z"}, "bare", [1, [2]], None]},
    {"name": "without"},
]


def within(data):
    intake = Intake()
    return items_within(io.BytesIO(data), "chats.list.item", "messages", intake, "f"), intake


def test_each_object_comes_with_its_fields_and_the_values_of_its_array():
    chats, intake = within(json.dumps({"about": "", "chats": {"list": CHATS}}).encode())
    read = [(fields, list(values)) for fields, values in chats]
    assert read == [
        ({"name": "a", "id": 1}, CHATS[0]["messages"]),
        ({"name": "b"}, []),
        ({"id": 3}, CHATS[2]["messages"]),
    ]
    assert not intake.dropped


def test_objects_one_after_another_may_have_empty_keys():
    whole = [{"": {"": [1]}, "a": 1}, {"b": [[], {}]}, {"": 2}]
    data = "\n".join(json.dumps(one, indent=1) for one in whole).encode()
    assert list(objects(io.BytesIO(data), Intake(), "f")) == whole


def test_values_that_nobody_asks_for_are_passed_over():
    chats, _ = within(json.dumps({"chats": {"list": CHATS}}).encode())
    assert [(fields.get("name"), next(values, None)) for fields, values in chats] == [
        ("a", CHATS[0]["messages"][0]),
        ("b", None),
        (None, {"text": "z"}),
    ]


def test_a_fault_in_the_middle_of_an_array_keeps_what_came_before():
    whole = json.dumps({"chats": {"list": CHATS}}).encode()
    chats, intake = within(whole[: whole.index(b'"bare"') + 3])
    assert [list(values) for _, values in chats] == [CHATS[0]["messages"], [], [{"text": "z"}]]
    assert intake.dropped == {"broken_json": 1}
