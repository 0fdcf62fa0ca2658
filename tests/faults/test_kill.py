"""kill -9 at any moment: nothing that was acknowledged is lost."""

from __future__ import annotations

import random
import time

from tests.faults.rig import acknowledged, check_sound, lost, size
from tsuki_desktop.store import connect, messages


def test_sigkill_at_random_moments(database, children, tmp_path):
    source = random.Random(11)
    everything, kills = [], size(150, 1000)
    for number in range(kills):
        acks = tmp_path / f"acks-{number}"
        pid = children.start("chat", database=str(database), acks=str(acks), seed=number)
        time.sleep(source.uniform(0.0, 0.2))
        assert children.kill(pid) == -9
        said = list(acknowledged(acks))
        everything += said
        db = connect.open_writer(database)
        assert lost(db, said) == []
        messages.interrupt_streaming(db)
        assert db.execute("SELECT count(*) FROM messages WHERE status = 'streaming'").fetchone()[0] == 0
        if number % 25 == 0:
            check_sound(db)
        db.close()
    db = connect.open_writer(database)
    assert lost(db, everything) == []
    check_sound(db)
    db.close()
    assert len(everything) > kills  # the children got somewhere before they died
