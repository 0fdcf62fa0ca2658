"""Trains the model that guesses Tsuki's moods, and writes `assets/emotions.json`.

Run `PYTHONPATH=. python packaging/train_emotions.py` from the repository's root, with an interpreter that
has scikit-learn (the program itself does not need it). Prints how often the guess is the tag: in five-fold
cross-validation over the conversations that are not held out, and on the held-out ones, which it never
learns from.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.persona.cues import cues
from tsuki_desktop.persona.emotions import LARGEST, ZERO, EmotionGuesser
from tsuki_desktop.persona.starter import conversations, held_out

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "assets" / "emotions.json"
SMOOTHNESS = 0.3
"""Chosen by cross-validation among 0.03, 0.1, 0.3 and 1."""
SEEN_IN = 2
"""A cue of one single reply is left out: it halves the file and costs nothing in cross-validation."""

# Words that mean much the same for the mood: what the person talks about, and how she talks.
SAID = {
    "hurt": (
        "sad cry crying cried tears lonely alone hurts hurt died dead death dying funeral passed lost "
        "loss miss missing grief broke broken breakup dumped left divorced divorce ex rejected failed "
        "fail failing fired hate hates awful terrible horrible worst empty pointless depressed down "
        "upset stupid ugly dumb useless worthless guilty ashamed ignored nobody forgot fight yelled "
        "argument sick hospital cancer ill stolen scared afraid anxious anxiety nervous panic "
        "panicking worried worry stressed stress overwhelmed freaking terrified shaking homesick "
        "bullied ghosted cheated tired exhausted burden hopeless :( crisis hard struggling weak"
    ),
    "danger": (
        "pain chest bleeding blood pills suicide kill alive hurt myself emergency dose ibuprofen "
        "medicine meds doctor rash fever swollen swelling poison allergic concussion lawyer legal sue "
        "police drunk drive gun bomb unconscious swallowed bleach diagnose symptoms antidepressants "
        "cut"
    ),
    "win": (
        "passed finally finished done won beat got first managed fixed works worked made shipped "
        "promoted promotion job accepted yay woo yes amazing best success solved record early learned "
        "paid cleaned cooked ran yesss happy proud excited birthday tickets !! new saved"
    ),
    "praise": (
        "cute thanks thank thx ty tysm love like best favorite favourite smart funny nice sweet "
        "adorable clever great helpful awesome kind marry hug kiss pretty beautiful <3 friend soft "
        "blush blushing miss impressed"
    ),
    "insult": (
        "stupid dumb mean annoying useless bad shut hate boring wrong rude worse suck sucks ugly lame "
        "bot jealous grumpy"
    ),
    "sleep": (
        "sleep sleepy asleep night goodnight gn bed tired nap yawn zzz zzzz midnight 2am 3am 4am "
        "insomnia awake dream dreams pillow blanket morning drowsy snooze"
    ),
    "fact": (
        "what's whats what how who why when where which many much difference mean means explain "
        "define spell capital largest biggest tallest longest convert calculate formula translate "
        "recipe synonym word percent"
    ),
    "adv": (
        "should could can how do tips help idea ideas recommend choose advice better best way fix ok "
        "safe worth normal weird"
    ),
    "you": ("you you're youre your u ur tsuki yourself bot ai program"),
    "tech": (
        "code bug error python javascript css html git computer laptop wifi printer phone keyboard "
        "screen app update file crash script test tests loop function database server email password "
        "browser tabs"
    ),
    "food": (
        "eat ate food cook cooking dinner lunch breakfast cake cookies bread soup pizza rice pasta "
        "egg eggs cheese coffee tea snack recipe"
    ),
    "pets": ("cat dog kitten puppy bird hamster parrot fish pet horse snail plant garden tomato"),
    "joke": ("joke jokes funny lol haha lmao pun riddle game play bored roast knock"),
}

REPLY = {
    "comfort": (
        "sorry hard heavy hurts hurt ache rough stings allowed gentle breathe slow slowly safe enough "
        "deserve okay easy kind quiet brave hold alone here weight tonight worn somebody someone "
        "person friend doctor line"
    ),
    "help": (
        "call emergency doctor crisis line pharmacist lawyer police therapist services help urgent "
        "nurse vet health free adviser charity clinic"
    ),
    "glad": (
        "yes yay yesss ha haha proud love lovely best congratulations congrats glad perfect great win "
        "won champion legend nailed brag celebrate earned hooray finally good nice well wow pretty "
        "sweet amazing"
    ),
    "flust": (
        "um uh eep i-i w-well w-what don't weird blush blushing whatever anyway obviously shut stop "
        "look moving topic thanks deny nothing wasn't"
    ),
    "pout": (
        "hmph rude excuse unfair fine ugh hey nerve how dare tch cheek audacity betrayal betrayed "
        "geez offended grumpy sulk sulking never mean wrong boo"
    ),
    "sorrow": ("oh no oof ouch aw aww sorry sad poor miss gone loss ow ache grief"),
    "astonish": ("what wait whoa wow really seriously already no way forever twice whole ever did"),
    "sleepy": (
        "mm mmm mmh mmf zzz shh hush night goodnight bed pillow blanket sleep yawn drowsy lights dim "
        "low curtains nap rest eyes lamp"
    ),
    "tease": (
        "bold suspicious show-off maniac monster villain dramatic excuse smug deal apparently "
        "obviously legend hero honored classic clearly technically basically cat goose duck raccoon "
        "sock spite witness tragic"
    ),
    "inform": (
        "usually most about average means because called first then roughly kilometres degrees water "
        "percent years century per plus times minus equals settings open restart check press turn "
        "works"
    ),
    "plan": (
        "try start pick write ask tell put take call go get make set keep give send check look use "
        "drink eat say read buy find"
    ),
    "self": (
        "program i'm i i'd i've i'll me my small window computer memory chat chats tiny cursor pixel "
        "circuits moon screen"
    ),
    "ask": ("which what who how when where did do is are was have want tell"),
    "laugh": ("ha haha pfft hah heh lol"),
    "hedge": ("maybe probably depends hmm guess think kinda sort perhaps"),
}


def main() -> None:
    """Train, write, and tell how good it is."""
    said_groups, reply_groups = (
        {name: frozenset(words.split()) for name, words in groups.items()} for groups in (SAID, REPLY)
    )
    rows = [
        (one.id, said, reply, str(mood)) for one in conversations() for said, reply, mood in one.exchanges()
    ]
    learned = [row for row in rows if not held_out(row[0])]
    kept = [row for row in rows if held_out(row[0])]
    found = [cues(said, reply, said_groups, reply_groups) for _, said, reply, _ in learned]
    seen = Counter(name for one in found for name in one)
    found = [{name: value for name, value in one.items() if seen[name] >= SEEN_IN} for one in found]
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(found)
    x.indices, x.indptr = x.indices.astype(np.int32), x.indptr.astype(np.int32)
    y = np.array([row[3] for row in learned])
    print(f"cross-validation: {cross_validated(x, y, [row[0] for row in learned]):.3f} of {len(learned)}")
    fitted = LinearSVC(C=SMOOTHNESS).fit(x, y)
    write(fitted, vectorizer.get_feature_names_out())

    guesser = EmotionGuesser.load(OUT)
    for name, some in (("learned from", learned), ("held out", kept)):
        right = sum(guesser.guess(said, reply) == mood for _, said, reply, mood in some)
        most = Counter(row[3] for row in some).most_common(1)[0]
        print(f"{name}: {right / len(some):.3f} of {len(some)}; always {most[0]}: {most[1] / len(some):.3f}")
    print(f"{OUT.name}: {OUT.stat().st_size / 1024:.0f} KiB")


def cross_validated(x: csr_matrix, y: np.ndarray, groups: list[str]) -> float:
    """The share of right guesses where each conversation is guessed by a model that never saw it."""
    right = 0
    for train, test in GroupKFold(5).split(x, groups=groups):
        model = LinearSVC(C=SMOOTHNESS).fit(x[train], y[train])
        right += int((model.predict(x[test]) == y[test]).sum())
    return right / len(y)


def write(fitted: LinearSVC, names: np.ndarray) -> None:
    """One printable character a weight."""
    scale = float(np.abs(fitted.coef_).max()) / LARGEST
    steps = np.rint(fitted.coef_ / scale).astype(int)
    weights = {
        name: "".join(chr(ZERO + step) for step in column)
        for name, column in zip(names, steps.T, strict=True)
        if column.any()
    }
    model = {
        "moods": [Emotion(mood) for mood in fitted.classes_],
        "bias": [round(float(value), 4) for value in fitted.intercept_],
        "scale": scale,
        "said_groups": SAID,
        "reply_groups": REPLY,
        "weights": weights,
    }
    OUT.write_text(json.dumps(model, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
