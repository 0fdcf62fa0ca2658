# ruff: noqa: RUF001 - samples of other scripts
import json
import random

import pytest

from tsuki_desktop.backends.estimate import TEMPLATE_TOKENS, Estimator
from tsuki_desktop.backends.llama_models import starter_path
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.paths import bundled

draw = random.Random(1)


def drawn(marks, size=600):
    return "".join(draw.choice(marks) for _ in range(size))


def starter_chats():
    lines = (bundled("assets", "starter") / "chatter.jsonl").read_text(encoding="utf-8").splitlines()
    return [turn["content"] for line in lines[:60] for turn in json.loads(line)["messages"]]


LOWER = "abcdefghijklmnopqrstuvwxyz"
SAMPLES = {
    "code": "def f(x):\n    return [y * 2 for y in range(x) if y % 3 == 0]\n\nprint(f(12))\n" * 5,
    "german": "Gestern bin ich mit meiner Großmutter spazieren gegangen, und wir haben über "
    "Donaudampfschifffahrtsgesellschaften gesprochen. Was hältst du davon?",
    "french": "Aujourd'hui j'ai mangé une crêpe délicieuse, et toi ? Qu'est-ce que tu as fait cet été ?",
    "spanish": "Hola, ¿cómo estás? Hoy trabajé muchísimo y tengo ganas de dormir temprano.",
    "italian": "Ciao, come stai? Oggi ho lavorato tantissimo e vorrei andare a dormire presto.",
    "japanese": "こんにちは、今日はとても疲れました。月がきれいですね。",
    "chinese": "你好，我今天很累。月亮真漂亮，你觉得呢？",
    "russian": "Привет, как дела? Сегодня я очень устал и хочу спать.",
    "arabic": "مرحبا، كيف حالك اليوم؟ أنا متعب جدا.",
    "hindi": "नमस्ते, आप कैसे हैं? आज मैं बहुत थक गया हूँ।",
    "thai": "สวัสดีครับ วันนี้ผมเหนื่อยมาก",
    "korean": "안녕하세요, 오늘은 정말 피곤해요.",
    "polish": "Cześć, jak się masz? Dzisiaj jestem bardzo zmęczony i chciałbym pójść spać wcześniej.",
    "greek": "Γεια σου, τι κάνεις; Σήμερα είμαι πολύ κουρασμένος.",
    "vietnamese": "Xin chào, hôm nay bạn thế nào? Tôi rất mệt và muốn đi ngủ sớm.",
    "turkish": "Merhaba, bugün nasılsın? Çok yoruldum ve erkenden uyumak istiyorum.",
    "finnish": "Hei, mitä kuuluu? Olen tänään todella väsynyt ja haluaisin mennä aikaisin nukkumaan.",
    "emoji": "🌙✨😴👩‍👩‍👧‍👦🥺💕" * 5,
    "digits": "3.14159265358979 2026-11-23 04:18 1234567890 " * 5,
    "hex": drawn("0123456789abcdef"),
    "base64": drawn(LOWER + LOWER.upper() + "0123456789+/"),
    "letters": drawn(LOWER),
    "capitals": drawn(LOWER.upper()),
    "nonsense": " ".join(drawn(LOWER, 7) for _ in range(100)),
    "shouting": "WHY ARE YOU SHOUTING AT ME, I DID NOTHING WRONG TODAY! PLEASE STOP IT RIGHT NOW",
    "spaces": "a    b\t\t\tc\n\n\n\n   d" * 10,
    "link": "https://example.com/path/to/some-file_name.html?query=abc&x=12 " * 4,
    "faces": "ok. no! hm? lol xD :) ^^ ;-; >_< uwu owo~ " * 4,
}


def told(text, estimator=None):
    [count] = (estimator or Estimator()).count("m", [Turn(Role.USER, text)])
    return count - TEMPLATE_TOKENS


@pytest.fixture(scope="module")
def tokens():
    """How many tokens the starter's own tokenizer makes of a text."""
    llama_cpp = pytest.importorskip("llama_cpp")
    path = starter_path()
    if not path:
        pytest.skip("the starter model is not installed")
    model = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
    yield lambda text: len(model.tokenize(text.encode(), add_bos=False, special=False))
    model.close()


@pytest.mark.model
@pytest.mark.parametrize("learned", [False, True])
def test_never_too_low_by_more_than_a_tenth(tokens, learned):
    estimator = Estimator()
    chats = [Turn(Role.USER, text) for text in starter_chats()]
    if learned:
        estimator.learn("m", chats, sum(tokens(turn.text) + 5 for turn in chats))
    ratios = {name: told(text, estimator) / tokens(text) for name, text in SAMPLES.items()}
    assert {name: ratio for name, ratio in ratios.items() if not 0.9 <= ratio <= 2.2} == {}


@pytest.mark.model
def test_after_a_reply_english_is_counted_within_a_quarter(tokens):
    estimator = Estimator()
    chats = [Turn(Role.USER, text) for text in starter_chats()]
    true = sum(tokens(turn.text) + 5 for turn in chats)
    assert sum(estimator.count("m", chats)) >= true
    estimator.learn("m", chats, true)
    assert 0.9 * true <= sum(estimator.count("m", chats)) <= 1.25 * true


def test_a_guess_that_was_too_low_is_raised_at_once():
    estimator = Estimator()
    turns = [Turn(Role.USER, "tell me about the moon " * 30)]
    before = sum(estimator.count("m", turns))
    estimator.learn("m", turns, before * 2)
    assert sum(estimator.count("m", turns)) >= before * 1.9
    assert sum(estimator.count("another", turns)) == before


def test_a_count_without_the_cache_teaches_nothing():
    estimator = Estimator()
    turns = [Turn(Role.USER, "tell me about the moon " * 30)]
    before = estimator.count("m", turns)
    estimator.learn("m", turns, 12)
    estimator.learn("m", turns, None)
    assert estimator.count("m", turns) == before


def test_an_empty_turn_still_costs_its_template():
    assert Estimator().count("m", [Turn(Role.USER, "")]) == [TEMPLATE_TOKENS]
