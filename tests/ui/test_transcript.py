"""The transcript's model: lazy bodies, streaming that changes little, forks."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from tsuki_desktop.domain.chat import Message, Role, Status, Step
from tsuki_desktop.ui.models.blocks import BlockRole
from tsuki_desktop.ui.models.transcript import PAGE, Transcript, TranscriptRole


def message(number: int, text: str = "words", **changes) -> Message:
    role = Role.ASSISTANT if number % 2 == 0 else Role.USER
    known = Message(number, f"U{number}", 1, number - 1 if number > 1 else None, role, text)
    return replace(known, **changes)


def steps(count: int) -> list[Step]:
    return [Step(number, message(number).role, 1, 1) for number in range(1, count + 1)]


def value(model: Transcript, row: int, role: TranscriptRole):
    return model.data(model.index(row), role)


def test_all_rows_are_there_and_bodies_come_a_page_at_a_time() -> None:
    asked: list[list[int]] = []
    model = Transcript(lambda ids: asked.append(list(ids)))
    model.show(steps(10_000), [message(number) for number in range(10_000 - PAGE + 1, 10_001)])
    assert model.rowCount() == 10_000
    assert value(model, 9_999, TranscriptRole.LOADED) is True
    assert asked == []
    assert value(model, 5_000, TranscriptRole.LOADED) is False
    assert value(model, 5_001, TranscriptRole.LOADED) is False
    assert len(asked) == 1, "a page is asked for once"
    assert 5_001 in asked[0]
    assert len(asked[0]) == PAGE
    changed = QSignalSpy(model.dataChanged)
    model.fill([message(number) for number in asked[0]])
    assert changed.count() == PAGE
    assert value(model, 5_000, TranscriptRole.WORDS) == "words"


def test_a_child_has_no_rows() -> None:
    model = Transcript(lambda _ids: None)
    model.show(steps(2), [])
    assert model.rowCount(model.index(0)) == 0


def test_streaming_changes_only_the_last_block() -> None:
    model = Transcript(lambda _ids: None)
    model.show(steps(1), [message(1)])
    model.put(message(2, "", status=Status.STREAMING))
    assert value(model, 1, TranscriptRole.WAITING) is True
    blocks = value(model, 1, TranscriptRole.BLOCKS)
    model.stream(2, "One\n\n```py\nx = 1\n```\nTwo", "")
    assert value(model, 1, TranscriptRole.WAITING) is False
    assert blocks.rowCount() == 3
    changed = QSignalSpy(blocks.dataChanged)
    reset = QSignalSpy(blocks.modelReset)
    removed = QSignalSpy(blocks.rowsRemoved)
    model.stream(2, "One\n\n```py\nx = 1\n```\nTwo and three", "")
    assert (changed.count(), reset.count(), removed.count()) == (1, 0, 0)
    assert changed.at(0)[0].row() == 2
    model.put(message(2, "One\n\n```py\nx = 1\n```\nTwo and three."))
    assert (changed.count(), reset.count(), removed.count()) == (2, 0, 0)
    assert "three." in blocks.data(blocks.index(2), BlockRole.HTML)


def test_words_of_the_person_are_never_markup() -> None:
    model = Transcript(lambda _ids: None)
    model.show(steps(1), [message(1, "<b>*hi*</b>")])
    blocks = value(model, 0, TranscriptRole.BLOCKS)
    assert blocks.data(blocks.index(0), BlockRole.KIND) == "plain"
    assert blocks.data(blocks.index(0), BlockRole.SOURCE) == "<b>*hi*</b>"


def test_a_new_variant_ends_the_path_below_its_parent() -> None:
    model = Transcript(lambda _ids: None)
    model.show(steps(4), [message(number) for number in range(1, 5)])
    model.put(replace(message(6, "again"), parent_id=1))
    assert model.ids(0, -1) == [1, 6]
    assert value(model, 1, TranscriptRole.VARIANT) == 2
    assert value(model, 1, TranscriptRole.VARIANTS) == 2
    model.renumber([Step(1, Role.USER, 1, 1), Step(6, Role.ASSISTANT, 3, 3), Step(7, Role.USER, 1, 1)])
    assert model.ids(0, -1) == [1, 6, 7]
    assert value(model, 1, TranscriptRole.VARIANTS) == 3


def test_the_line_where_her_memory_begins() -> None:
    model = Transcript(lambda _ids: None)
    model.show(steps(4), [])
    model.see_from(3)
    assert [value(model, row, TranscriptRole.FIRST_SEEN) for row in range(4)] == [False, False, True, False]
    model.see_from(None)
    assert not any(value(model, row, TranscriptRole.FIRST_SEEN) for row in range(4))


def test_every_role_has_a_name_and_a_value_before_the_body_came() -> None:
    model = Transcript(lambda _ids: None)
    model.show(steps(1), [])
    names = model.roleNames()
    for role in TranscriptRole:
        assert int(role) in names
        if role is not TranscriptRole.BLOCKS:
            assert value(model, 0, role) is not None
    assert model.data(model.index(0), Qt.ItemDataRole.DisplayRole) is None
