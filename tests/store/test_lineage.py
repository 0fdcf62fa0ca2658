from __future__ import annotations

import pytest

from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.store import lineage


def test_exports_runs_builds(db, talk):
    user, reply = talk.turn("a", "b")
    made = lineage.add_export(
        db,
        path="/x.jsonl",
        format="messages",
        options={"only": "liked"},
        manifest={"rows": 1},
        row_count=1,
        message_ids=[user, reply, reply],
    )
    assert lineage.exports(db) == [made]
    assert lineage.exports_of(db, [reply]) == [made]
    assert lineage.exports_of(db, [99]) == []
    lineage.forget_export(db, made.id)
    assert lineage.exports(db) == []

    run = lineage.save_run(db, uid="R1", folder="/runs/R1", recipe={"steps": 3}, status="running")
    assert lineage.save_run(db, uid="R1", folder="/runs/R1", recipe={"steps": 3}, status="done").id == run.id
    assert [found.status for found in lineage.runs(db)] == ["done"]

    new = lineage.NewBuild(
        "Tsuki 2", "/builds/B", "smol", "R1", recipe={"r": 8}, prompt_style={"few_shot": 0}
    )
    build = lineage.add_build(db, new, [reply])
    assert lineage.set_scores(db, build.uid.lower(), {"better": True}).scores == {"better": True}
    assert lineage.builds_of(db, [user, reply])[0].uid == build.uid
    lineage.mark_forgotten(db, [user, reply])
    assert lineage.build(db, build.uid).forgotten == 1

    lineage.promote(db, build.uid, "better")
    lineage.promote(db, None, "rollback")
    assert [found.build_uid for found in lineage.promotions(db)] == [None, build.uid]
    lineage.forget_build(db, build.uid)
    assert lineage.builds(db) == []
    with pytest.raises(NotFoundError):
        lineage.build(db, "nope")
