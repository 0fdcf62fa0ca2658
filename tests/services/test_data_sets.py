"""Imported data sets on a real profile: browsed, changed with a way back, trained on by name."""

import json

import pytest

from tsuki_desktop.dataset.importers.intake import Attachments, Choices
from tsuki_desktop.errors import NotFoundError, UsageError
from tsuki_desktop.services import collecting, data_sets
from tsuki_desktop.services.training_data import STARTER, collect
from tsuki_desktop.store import datasets
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.training.plan import Method


def chat(*texts):
    roles = ["user", "assistant"] * len(texts)
    return {"messages": [{"role": r, "content": t} for r, t in zip(roles, texts, strict=False)]}


def bring(profile, tmp_path, *rows, name="friends.jsonl"):
    path = tmp_path / name
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return collecting.bring_in(profile, path).dataset


def texts(page):
    return [[turn.text for turn in data_sets.row_of(row).turns] for row in page.rows]


def test_rows_are_browsed_and_found(profile, tmp_path):
    made = bring(
        profile, tmp_path, *[chat(f"hi {n}", f"hey {n}%") for n in range(30)], chat("a", 'so "b"\nc')
    )
    page = data_sets.page(profile, made.uid, limit=10, offset=25)
    assert (page.total, len(page.rows)) == (31, 6)
    assert texts(data_sets.page(profile, made.uid, limit=9, words="HEY 12%")) == [["hi 12", "hey 12%"]]
    assert data_sets.page(profile, made.uid, limit=9, words='"b"').total == 1
    assert data_sets.page(profile, made.uid, limit=9, words="x_y").total == 0


def test_a_row_is_edited_left_out_and_put_back(profile, tmp_path):
    made = bring(profile, tmp_path, chat("hi", "hey"), chat("yo", "sup"))
    before = data_sets.page(profile, made.uid, limit=9).rows
    data_sets.edit(profile, before[0], ["hi", "  hello you "])
    data_sets.include(profile, before[1].id, included=False)
    page = data_sets.page(profile, made.uid, limit=9)
    assert texts(page) == [["hi", "hello you"], ["yo", "sup"]]
    assert [row.included for row in page.rows] == [True, False]
    assert collecting.listed(profile)[0].included == 1
    data_sets.put_back(profile, before)
    assert data_sets.page(profile, made.uid, limit=9).rows == before


def test_an_edit_that_empties_or_repeats_is_refused(profile, tmp_path):
    made = bring(profile, tmp_path, chat("hi", "hey"), chat("hi", "sup"))
    row = data_sets.page(profile, made.uid, limit=1).rows[0]
    with pytest.raises(UsageError, match="needs some words"):
        data_sets.edit(profile, row, ["hi", " "])
    with pytest.raises(UsageError, match="already"):
        data_sets.edit(profile, row, ["hi", "sup"])


def test_lint_is_remembered_until_a_row_changes(profile, tmp_path):
    made = bring(profile, tmp_path, chat("hi", "As an AI, no."), chat("mail?", "luna@example.org, {{user}}"))
    told = data_sets.look_over(profile, made.uid)
    assert told["counts"] == {"boilerplate": 1, "personal": 1, "placeholder": 1}
    assert collecting.listed(profile)[0].report == json.dumps(told)
    data_sets.include(profile, data_sets.at(profile, made.uid, 2).id, included=False)
    assert collecting.listed(profile)[0].report == ""
    assert data_sets.look_over(profile, made.uid)["counts"] == {"boilerplate": 1}


def test_findings_are_answered_and_undone(profile, tmp_path):
    made = bring(profile, tmp_path, chat("hi", "As an AI, no."), chat("mail?", "luna@example.org, {{user}}"))
    before = data_sets.page(profile, made.uid, limit=9).rows
    mended = data_sets.answer(profile, made.uid, "placeholder")
    assert [row.id for row in mended] == [before[1].id]
    assert texts(data_sets.page(profile, made.uid, limit=9))[1] == ["mail?", "luna@example.org, you"]
    data_sets.answer(profile, made.uid, "boilerplate")
    data_sets.answer(profile, made.uid, "personal")
    page = data_sets.page(profile, made.uid, limit=9)
    assert [row.included for row in page.rows] == [False, True]
    assert "example.org" not in texts(page)[1][1]
    data_sets.put_back(profile, before)
    assert data_sets.page(profile, made.uid, limit=9).rows == before
    with pytest.raises(UsageError, match="whole"):
        data_sets.answer(profile, made.uid, "same_opener")


def test_what_was_deleted_comes_back_until_the_next_import(profile, tmp_path):
    made = bring(profile, tmp_path, chat("hi", "hey"))
    data_sets.rename(profile, made.uid, "Old chats")
    data_sets.note_licence(profile, made.uid, "mine")
    data_sets.hide(profile, made.uid)
    assert collecting.listed(profile) == []
    data_sets.bring_back(profile, made.uid)
    found = collecting.named(profile, "old chats")
    assert (found.name, found.licence, found.rows) == ("Old chats", "mine", 1)
    data_sets.hide(profile, made.uid)
    again = bring(profile, tmp_path, chat("hi", "hey"))
    assert again.rows == 1
    with pytest.raises(UsageError):
        data_sets.rename(profile, again.uid, " ")


def test_a_file_of_the_first_version_is_brought_up(profile):
    profile.create()
    with datasets.opened(profile.datasets) as db:
        db.executescript(
            "ALTER TABLE datasets DROP COLUMN report; ALTER TABLE datasets DROP COLUMN deleted_at;"
        )
        db.executescript("PRAGMA user_version = 0")
    assert collecting.listed(profile) == []


def test_a_trial_shows_the_first_rows_and_keeps_nothing(profile, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(chat("hi", "hey")))
    seen = []
    done = collecting.bring_in(profile, path, dry_run=True, started=seen.append)
    assert [row.reply for row in done.samples] == ["hey"]
    assert seen[0].intake.rows == 1
    assert not profile.datasets.exists()


WHATSAPP = (
    "[31/12/2023, 22:59:01] mika: happy new year my dear moon\n"
    "[31/12/2023, 22:59:30] luna: \u200eimage omitted\n"
    "[31/12/2023, 23:39:40] mika: that is pretty\n[31/12/2023, 23:39:50] luna: i know, i know\n"
)


def test_attachments_and_the_gap_are_as_chosen(profile, tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(WHATSAPP, encoding="utf-8")
    assert collecting.look(path).lines["mika"] == ("happy new year my dear moon", "that is pretty")

    def rows(**more):
        choices = Choices(persona_speaker="luna", **more)
        done = collecting.bring_in(profile, path, choices=choices, dry_run=True)
        return [[turn.text for turn in row.turns] for row in done.samples]

    marked = ["happy new year my dear moon", "[attachment]"], ["that is pretty", "i know, i know"]
    assert rows() == [["happy new year my dear moon\nthat is pretty", "i know, i know"]]
    assert rows(attachments=Attachments.MARK, gap_minutes=30) == list(marked)
    assert rows(attachments=Attachments.MARK, gap_minutes=60) == [[*marked[0], *marked[1]]]


async def test_a_data_set_is_trained_on_by_its_name(profile, tmp_path):
    profile.create()
    log = await ChatLog.open(profile.database)
    try:
        made = bring(
            profile, tmp_path, *[chat(f"hi {n}", f"hey {n}") for n in range(40)], chat("hm", "{{user}}")
        )
        row = data_sets.page(profile, made.uid, limit=1).rows[0]
        data_sets.include(profile, row.id, included=False)
        data = await collect(log, [STARTER, "Friends"], Method.SFT, "Be Tsuki.")
        assert data.counts["Friends"] == 39
        assert data.left_out == {"placeholder": 1}
        with pytest.raises(NotFoundError, match="foes"):
            await collect(log, [STARTER, "foes"], Method.SFT, "Be Tsuki.")
    finally:
        await log.close()
