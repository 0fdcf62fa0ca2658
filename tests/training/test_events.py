from tsuki_desktop.training import events as ev


def test_every_event_survives_the_file(tmp_path):
    sent = [
        ev.Started(method="sft", process_id=7),
        ev.MaskPreview(pieces=[{"text": "hé\n", "trained": True}], tokens=4, trained_tokens=2),
        ev.StepDone(
            step=1, of=2, epoch=0.5, loss=3.1, held_out_loss=None, lr=1e-3,
            tokens_per_s=200.0, memory_bytes=10, eta_s=3.0,
        ),
        ev.Finished(
            adapter="adapter", steps=2, seconds=3.0, held_out_loss_before=4.0, held_out_loss=3.0,
            best_epoch=1.0, tokens_per_s=200.0, memory_bytes=10,
        ),
    ]  # fmt: skip
    writer = ev.EventWriter(tmp_path)
    for event in sent:
        writer.write(event)
    writer.close()
    lines = ev.LineReader(tmp_path / ev.EVENTS_FILE).new_lines()
    read = [ev.from_line(line) for line in lines]
    assert [type(event) for event in read] == [type(event) for event in sent]
    assert read[1].pieces == sent[1].pieces
    assert all(event.at.endswith("Z") for event in read)


def test_a_torn_line_waits_for_its_end(tmp_path):
    path = tmp_path / "lines"
    reader = ev.LineReader(path)
    assert reader.new_lines() == []
    path.write_bytes(b'{"event": "paused", "step": 3}\n{"event": "sto')
    assert len(reader.new_lines()) == 1
    assert reader.new_lines() == []
    with path.open("ab") as file:
        file.write(b'pped", "step": 4}\n')
    assert ev.from_line(reader.new_lines()[0]) == ev.Stopped(step=4)


def test_unknown_events_and_keys_are_passed_over():
    assert ev.from_line('{"event": "from the future", "x": 1}') is None
    assert ev.from_line("not json") is None
    assert ev.from_line('{"event": "step"}') is None
    assert ev.from_line('{"event": "paused", "step": 3, "mood": "sleepy"}') == ev.Paused(step=3)


def test_commands_count_from_the_first_on_and_the_last_one_wins(tmp_path):
    reader = ev.CommandReader(tmp_path)
    assert reader.newest() is None
    ev.send(tmp_path, ev.Command.STOP)
    late = ev.CommandReader(tmp_path)
    assert (reader.newest(), late.newest()) == (ev.Command.STOP, ev.Command.STOP), "also while it still loads"
    ev.send(tmp_path, ev.Command.PAUSE)
    ev.send(tmp_path, ev.Command.RESUME)
    assert reader.newest() is ev.Command.RESUME
    assert reader.newest() is None
