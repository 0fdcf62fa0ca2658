from hypothesis import given
from hypothesis import strategies as st

from tsuki_desktop.backends.llama_worker.text import Characters, RepeatGuard, StopStrings, Thoughts


def cut(data, sizes):
    """`data` in pieces of the given sizes, the rest as one."""
    for size in sizes:
        yield data[:size]
        data = data[size:]
    yield data


@given(st.text(), st.lists(st.integers(0, 5), max_size=30))
def test_characters_come_out_whole_however_the_bytes_were_cut(text, sizes):
    characters = Characters()
    data = text.encode("utf-8", "replace")
    out = [characters.feed(piece) for piece in cut(data, sizes)]
    assert "".join(out) == data.decode()
    assert not any("\ufffd" in piece for piece in out if "\ufffd" not in text)


@given(st.binary(max_size=60), st.lists(st.integers(0, 5), max_size=30))
def test_any_bytes_become_text(data, sizes):
    characters = Characters()
    out = "".join(characters.feed(piece) for piece in cut(data, sizes))
    assert data.decode("utf-8", "replace").startswith(out)


ab = st.text(alphabet="ab<", max_size=40)


@given(ab, st.lists(st.text(alphabet="ab<", min_size=1, max_size=4), max_size=3), st.lists(st.integers(0, 4)))
def test_text_up_to_the_first_stop_string_is_shown_however_it_was_cut(text, stops, sizes):
    gate = StopStrings(tuple(stops))
    shown = ""
    for piece in cut(text, sizes):
        shown += gate.feed(piece)
    shown += gate.flush()
    if gate.hit:
        assert any(text.startswith(shown + stop) for stop in stops)
    else:
        assert shown == text
        assert not any(stop in text for stop in stops)


@given(
    st.text(alphabet="ab \n", max_size=20),
    st.text(alphabet="ab \n", max_size=20),
    st.lists(st.integers(0, 4)),
)
def test_a_thought_is_told_from_the_reply_however_it_was_cut(thought, reply, sizes):
    split = Thoughts()
    pieces = []
    for piece in cut(f"<think>{thought}</think>{reply}", sizes):
        pieces += split.feed(piece)
    pieces += split.flush()
    assert "".join(text for kind, text in pieces if kind) == thought
    assert "".join(text for kind, text in pieces if not kind).lstrip() == reply.lstrip()


@given(st.text(alphabet="ab<think/>", max_size=30), st.lists(st.integers(0, 4)))
def test_text_that_is_no_thought_is_left_alone(text, sizes):
    if text.lstrip().startswith("<think>"):
        return
    split = Thoughts()
    pieces = []
    for piece in cut(text, sizes):
        pieces += split.feed(piece)
    pieces += split.flush()
    assert pieces == [] or {kind for kind, _ in pieces} == {False}
    assert "".join(said for _, said in pieces) == text


def test_a_thought_that_the_template_opened():
    split = Thoughts(inside=True)
    assert split.feed("hm</thi") == [(True, "hm")]
    assert split.feed("nk>\n\nHi") == [(False, "Hi")]


def loops(tokens, text=""):
    guard = RepeatGuard()
    return next((at for at, token in enumerate(tokens) if guard.feed(token, text)), None)


def test_one_token_for_ever_is_a_loop():
    assert loops([1, 2, 3] + [7] * 60) < 40


def test_a_block_for_ever_is_a_loop():
    block = list(range(20))
    assert loops(block * 10) < 100


def test_a_verse_sung_three_times_is_not():
    block = list(range(20))
    assert loops([99, *block * 3, 98]) is None


@given(st.lists(st.integers(0, 1000), unique=True, max_size=200))
def test_what_never_repeats_never_loops(tokens):
    assert loops(tokens) is None


def test_the_same_line_again_and_again_is_a_loop():
    guard = RepeatGuard()
    text = "I am here!\n" * 6
    assert any(guard.feed(at, character) for at, character in enumerate(text))


def test_empty_lines_and_rules_are_not():
    guard = RepeatGuard()
    assert not any(
        guard.feed(at, character) for at, character in enumerate("a\n\n\n\n\n---\n---\n---\n---\nb\n")
    )
