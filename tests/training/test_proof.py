import random

import pytest

from tsuki_desktop.training import proof

HELD_OUT = 30  # replies: a tenth of 300 ratings


def simulated(gain, harm=0.0, *, seed, each=1):
    """One proof at 300 ratings: NLL truly falls by `gain` (of 4.2 nats), boilerplate rises by `harm`.

    `each` replies of a chat were rated; most of a chat's change is its own, and theirs together.
    """
    chance = random.Random(seed)
    names = [f"chat {number // each}" for number in range(HELD_OUT)]
    own = {name: chance.gauss(0, 0.25) for name in names}
    tokens = [chance.randint(10, 60) for _ in names]
    old = [chance.gauss(4.2, 0.6) * count for count in tokens]
    new = [
        nll + (own[name] + chance.gauss(0, 0.05) - gain) * count
        for name, nll, count in zip(names, old, tokens, strict=True)
    ]

    def rates(before, after, count):
        return [[float(chance.random() < rate) for _ in range(count)] for rate in (before, after)]

    measures = [
        proof.held_out_nll(proof.by_chat(names, old, new, tokens), draws=300),
        proof.paired("boilerplate", *rates(0.02, 0.02 + harm, 200), margin=0.05, draws=300),
        proof.paired("repeats", *rates(0.01, 0.01, 200), margin=0.05, draws=300),
        proof.paired("copies", *rates(0.03, 0.05, 200), margin=0.1, draws=300),
        proof.facts_kept([True] * 100, [value > 0 for value in rates(0.98, 0.98, 100)[0]]),
    ]
    return proof.verdict(measures)


def share_of(verdict, runs, **truth):
    return sum(simulated(**truth, seed=seed) is verdict for seed in range(runs)) / runs


@pytest.mark.parametrize("each", [1, 3])
def test_an_equal_model_is_hardly_ever_promoted(each):
    assert share_of(proof.Verdict.BETTER, 200, gain=0.0, each=each) <= 0.05


def test_replies_counted_as_chats_would_promote_far_too_many():
    """Why chats are drawn: the same equal models, six replies a chat, each reply taken for a chat."""
    won = 0
    for seed in range(100):
        chance = random.Random(seed)
        own = [chance.gauss(0, 0.25) for _ in range(HELD_OUT // 6)]
        chats = [proof.Chat(42.0, 42.0 + 10 * (own[number // 6] + chance.gauss(0, 0.05)), 10)
                 for number in range(HELD_OUT)]  # fmt: skip
        won += proof.held_out_nll(chats, draws=300).better
    assert won > 10


@pytest.mark.parametrize("each", [1, 2])
def test_a_worse_model_is_never_promoted(each):
    assert share_of(proof.Verdict.BETTER, 100, gain=-0.2, each=each) == 0
    assert share_of(proof.Verdict.BETTER, 100, gain=0.5, harm=0.15, each=each) <= 0.05


@pytest.mark.parametrize("each", [1, 2])
def test_a_clearly_better_model_is_promoted(each):
    # 7% of 4.2 nats: half of what 200 conversations must bring.
    assert share_of(proof.Verdict.BETTER, 100, gain=0.3, each=each) >= 0.8


def test_a_clearly_worse_model_is_called_worse():
    assert share_of(proof.Verdict.WORSE, 50, gain=-0.5) >= 0.9


def test_few_chats_are_not_enough_evidence():
    measure = proof.held_out_nll([proof.Chat(40, 39.9, 10), proof.Chat(30, 30.2, 10)])
    assert proof.verdict([measure]) is proof.Verdict.NOT_ENOUGH


@pytest.mark.parametrize("rows", [0, 1, 40])
@pytest.mark.parametrize("new", [3.0, 5.0])
def test_one_chat_is_no_evidence_however_long(rows, new):
    chats = proof.by_chat(["the one"] * rows, [40.0] * rows, [new * 10] * rows, [10] * rows)
    measure = proof.held_out_nll(chats)
    assert measure.samples == min(rows, 1)
    assert proof.verdict([measure]) is proof.Verdict.NOT_ENOUGH
    assert not proof.paired("facts_kept", [1.0] * len(chats), [1.0] * len(chats), margin=0.1).no_worse


def test_nothing_that_decides_means_no_promotion():
    guard = proof.paired("boilerplate", [1.0] * 20, [0.0] * 20, margin=0.05)
    assert guard.better
    assert proof.verdict([guard]) is proof.Verdict.NOT_ENOUGH


def test_nll_is_weighted_by_tokens():
    measure = proof.held_out_nll([proof.Chat(100, 50, 90), proof.Chat(10, 10, 10)])
    assert measure.old == pytest.approx(1.1)
    assert measure.new == pytest.approx(0.6)


def test_endless_repeats_are_seen_and_talk_is_not():
    assert proof.repeats_endlessly("no, no, no, no")
    assert proof.repeats_endlessly("I like it. You know it. " * 5)
    assert not proof.repeats_endlessly("no no, that's very very nice")
    assert not proof.repeats_endlessly("Ha! Told you so. Now go eat something, and then tell me about it.")


def test_boilerplate_is_seen_and_talk_is_not():
    assert proof.is_boilerplate("As an AI language model, I cannot assist with that.")
    assert not proof.is_boilerplate("Hmm, not sure about that one. Ask me something easier!")


def test_copies_need_eight_words_in_a_row():
    trained = proof.ngrams_of(["Once it bubbles, turn it right down, twelve minutes, off, and let it sit."])
    assert proof.copies("You know: once it bubbles turn it right down twelve minutes.", trained)
    assert not proof.copies("Turn it right down. Twelve minutes.", trained)


def test_distinct2_and_openers():
    assert proof.distinct2(["a b a b a b"]) == pytest.approx(2 / 5)
    assert proof.most_common_opener(["Oh no, you", "oh no!", "Hey there"]) == ("oh no", 2 / 3)


def test_style_tells_voices_apart_on_prompts_it_never_saw():
    chance = random.Random(1)
    stiff = ["I would recommend that you", "It is important to note that the", "Certainly. The following is"]
    casual = ["hmph, fine, your", "yep, nailed it, the", "ugh, okay, that"]
    things = ["tea", "code", "cat", "homework", "rain", "rice", "game", "essay", "bike", "sleep"]

    def make(heads, rest):
        return [f"{chance.choice(heads)} {thing} {rest} {i}" for i in range(4) for thing in things]

    persona, base = make(casual, "won't bite!"), make(stiff, "requires attention.")
    judge = proof.learn_style(persona[:30], base[:30])
    assert min(judge.score(text) for text in persona[30:]) > 0.6
    assert max(judge.score(text) for text in base[30:]) < 0.4


def test_votes():
    assert proof.preferred(40, 10).better
    assert not proof.preferred(6, 4).better
    assert proof.preferred(10, 40).worse
