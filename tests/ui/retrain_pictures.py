"""What `pictures.py` draws of retraining: every state of its card, its sheets, earlier models, the disk."""

import asyncio
import os
import sys
from pathlib import Path

import psutil
from PySide6.QtCore import Qt, QUrl

from tests.ui import retrain_stage as r
from tests.ui import stage as s
from tests.ui.retrain_steps import press_button
from tests.ui.scenes import lessons
from tsuki_desktop.app import Desktop
from tsuki_desktop.paths import Profile
from tsuki_desktop.training import deploy
from tsuki_desktop.training import events as ev

PLAIN, SMALL, WIDE, TINY = (1180, 760), (900, 600), (1600, 1000), (640, 700)

DISK = ev.Failed("The disk is full.", "Free some space; it goes on from its last checkpoint.", resumable=True)
MEMORY = ev.Failed("The system ended the training, most likely for its memory.", "Close other programs.")


def nothing(profile: Profile) -> None:
    del profile


def running(profile: Profile) -> None:
    r.run(profile, alive=psutil.Process())


def loading(profile: Profile) -> None:
    r.run(profile, 0, alive=psutil.Process())


def warned(profile: Profile) -> None:
    r.run(profile, 40, alive=psutil.Process(), warn=True)


def paused(profile: Profile) -> None:
    r.run(profile, end=ev.Paused(64), alive=psutil.Process())


def broken(profile: Profile) -> None:
    r.run(profile, end=ev.Stopped(64))


def failed(profile: Profile) -> None:
    r.run(profile, 48, end=DISK)


def died(profile: Profile) -> None:
    r.run(profile, 0, end=MEMORY)


def trained(profile: Profile) -> None:
    r.finished(profile)


def built(profile: Profile) -> None:
    r.build(profile, r.finished(profile))


def better(profile: Profile) -> None:
    r.build(profile, r.finished(profile), kind="better", against="echo:echo")


def worse(profile: Profile) -> None:
    r.build(profile, r.finished(profile), kind="worse")


def unsure(profile: Profile) -> None:
    r.build(profile, r.finished(profile), kind="unsure", chats=14)


def borrowed(profile: Profile) -> None:
    """A kit that waits, a training that broke off, one that became a model, and one that failed."""
    r.run(profile, 30, end=MEMORY)
    r.build(profile, r.finished(profile), kind="better")
    r.run(profile, 40, end=ev.Stopped(40))
    r.finished(profile)
    newest = max(path.name for path in profile.runs.iterdir())
    r.sent(profile)
    text = profile.settings.read_text()
    profile.settings.write_text(text + f'retrain_settled = "{newest}"\n')


def lent(profile: Profile) -> None:
    running(profile)
    profile.settings.write_text(profile.settings.read_text() + "card_lent = true\n")


def many(profile: Profile) -> None:
    """Six models, one of them in use, and a run that broke off long ago."""
    r.run(profile, 40, end=ev.Stopped(40))
    made: list[str] = []
    for kind in ("worse", "better", "unsure", "better", "", "better"):
        made.append(r.build(profile, r.finished(profile), kind=kind, parent=made[-1] if made else ""))
    for uid in (made[1], made[3]):
        deploy.promote(profile.builds, uid, force=True)
    name = f"llama.cpp:tsuki-{made[3][:8].lower()}"
    text = profile.settings.read_text().replace("echo:echo", name)
    newest = max(path.name for path in profile.runs.iterdir())
    profile.settings.write_text(text + f'retrain_settled = "{newest}"\n')


async def to_card(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.retrain.state, "the state", 60)
    await desk.app.tasks.settle(2)
    await asyncio.sleep(0.3)
    await show(desk, "Retraining")


async def show(desk: Desktop, title: str) -> None:
    """Bring the card that begins with `title` (or the retraining card) to the top."""
    view = s.find(desk, lambda item: item.objectName() == "teach")
    cards = [item for item in s.all_items(desk) if item.property("honest") or item.property("title") == title]
    card = next((item for item in cards if item.property("title") == title), cards[0])
    top = card.mapToItem(view, 0, 0).y() + view.property("contentY") - 16
    most = view.property("contentHeight") - view.height()
    view.setProperty("contentY", max(0.0, min(top, most)))


async def setting_up(desk: Desktop) -> None:
    await to_card(desk)
    setup = desk.app.retrain.setup
    setup._what, setup._packages = "Fetching torch…", 12  # a real one needs the network
    setup._enter("building")


async def no_python(desk: Desktop) -> None:
    await to_card(desk)
    setup = desk.app.retrain.setup
    setup._trouble = ("Setting up training failed.", "Look at the network and the disk.")
    setup._enter("missing")


async def measuring(desk: Desktop) -> None:
    await to_card(desk)
    desk.app.retrain._enter("measuring")


async def asking(desk: Desktop) -> None:
    from tsuki_desktop.ui import retrain_wish

    await to_card(desk)
    plan = desk.app.retrain.plan
    found = retrain_wish.Estimate(5400.0, 2_130_000_000)
    told = retrain_wish.with_measure("", plan.wish, found, plan._rows)
    desk.settings.update(retrain_measured=told)
    desk.app.retrain._enter("asking")


async def proving(desk: Desktop) -> None:
    await to_card(desk)
    desk.app.retrain.verdict._told("replies, new", 61, 200)
    desk.app.retrain._enter("proving")


async def refused(desk: Desktop) -> None:
    await to_card(desk)
    room = desk.app.retrain
    room._trouble = (
        "Training needs about 18.3 GB of memory; 16.0 GB are there.",
        "Models of up to about 2.4 billion parameters fit, or train on a borrowed GPU.",
    )
    room._enter("ready")


async def options(desk: Desktop) -> None:
    await to_card(desk)
    buttons = [
        item
        for item in s.all_items(desk)
        if item.property("text") == "Options…" and item.property("down") is not None
    ]
    await s.click(desk, buttons[-1])
    await asyncio.sleep(0.3)


async def other_ways(desk: Desktop) -> None:
    await to_card(desk)
    more = [item for item in s.all_items(desk) if item.property("text") == "Other ways to train her"]
    await s.click(desk, more[0])
    await asyncio.sleep(0.3)


async def borrow(desk: Desktop) -> None:
    await other_ways(desk)
    await s.click(desk, s.labelled(desk, "Train on a borrowed GPU…"))
    await asyncio.sleep(0.3)
    await desk.app.tasks.settle(5)


async def borrowing(desk: Desktop) -> None:
    await borrow(desk)
    kit = desk.app.retrain.kit
    kit._file, kit._done = Path("tsuki-kit.zip"), 0.62  # a real one of this size is written at once
    kit._enter("writing")


async def borrow_saved(desk: Desktop) -> None:
    await borrow(desk)
    desk.app.retrain.kit.save(QUrl.fromLocalFile(str(desk.app._profile.root / "tsuki-kit.zip")), False)
    await s.until(lambda: desk.app.retrain.kit.state == "saved" or desk.app.retrain.kit.trouble, "it", 60)
    await asyncio.sleep(0.3)


async def runs(desk: Desktop) -> None:
    await to_card(desk)
    await show(desk, "Trainings")


async def run_gone(desk: Desktop) -> None:
    await runs(desk)
    trash = [
        item for item in s.all_items(desk) if str(item.property("text")).startswith("Delete the training")
    ]
    await s.click(desk, trash[0])
    await asyncio.sleep(0.3)


async def what(desk: Desktop) -> None:
    await to_card(desk)
    await press_button(desk, "What is trained")
    await asyncio.sleep(0.3)


async def share(desk: Desktop) -> None:
    await to_card(desk)
    desk.app.retrain.gpu.wanted.emit()  # a real question needs a graphics card
    await asyncio.sleep(0.3)


async def preferring(desk: Desktop) -> None:
    await to_card(desk)
    desk.app.retrain.plan.choose("method", "kto")
    await desk.app.tasks.settle(5)


async def stopping(desk: Desktop) -> None:
    await to_card(desk)
    await s.click(desk, s.labelled(desk, "Stop…"))
    await asyncio.sleep(0.2)


async def anyway(desk: Desktop) -> None:
    await to_card(desk)
    await s.click(desk, s.labelled(desk, "Use her anyway…"))
    await asyncio.sleep(0.2)


async def blind(desk: Desktop) -> None:
    await to_card(desk)
    desk.app.retrain.compare()
    await s.until(lambda: desk.app.retrain.blind.of)
    for choice in (1, 2, 1):
        desk.app.retrain.blind.vote(choice)
    await asyncio.sleep(0.3)


async def blind_over(desk: Desktop) -> None:
    await blind(desk)
    while not desk.app.retrain.blind.over:
        pair = desk.app.retrain.blind._pair
        desk.app.retrain.blind.vote(1 if pair.new_first else 2)
    await asyncio.sleep(0.3)


async def models(desk: Desktop) -> None:
    await to_card(desk)
    await show(desk, "Your own Tsukis")


async def space(desk: Desktop) -> None:
    await to_card(desk)
    await show(desk, "Room on the disk")


async def free(desk: Desktop) -> None:
    await space(desk)
    await s.click(desk, s.labelled(desk, "Free up room…"))
    await asyncio.sleep(0.2)


# name: (what is on the disk, what is done)
SCENES = {
    "retrain-unset": (nothing, to_card),
    "retrain-setting-up": (nothing, setting_up),
    "retrain-setup-failing": (nothing, no_python),
    "retrain-short": (nothing, to_card),
    "retrain-ready": (nothing, to_card),
    "retrain-refused": (nothing, refused),
    "retrain-options": (nothing, options),
    "retrain-measuring": (nothing, measuring),
    "retrain-asking": (nothing, asking),
    "retrain-loading": (loading, to_card),
    "retrain-running": (running, to_card),
    "retrain-warned": (warned, to_card),
    "retrain-stop": (running, stopping),
    "retrain-paused": (paused, to_card),
    "retrain-broken": (broken, to_card),
    "retrain-failed": (failed, to_card),
    "retrain-died": (died, to_card),
    "retrain-trained": (trained, to_card),
    "retrain-built": (built, to_card),
    "retrain-proving": (built, proving),
    "retrain-better": (better, to_card),
    "retrain-worse": (worse, to_card),
    "retrain-unsure": (unsure, to_card),
    "retrain-anyway": (unsure, anyway),
    "retrain-blind": (better, blind),
    "retrain-blind-over": (better, blind_over),
    "retrain-ways": (nothing, other_ways),
    "retrain-borrow": (nothing, borrow),
    "retrain-borrowing": (nothing, borrowing),
    "retrain-borrow-saved": (nothing, borrow_saved),
    "retrain-runs": (borrowed, runs),
    "retrain-run-gone": (borrowed, run_gone),
    "retrain-what": (running, what),
    "retrain-share": (nothing, share),
    "retrain-lent": (lent, to_card),
    "retrain-kto": (nothing, preferring),
    "retrain-models": (many, models),
    "retrain-space": (many, space),
    "retrain-free": (many, free),
}


def few(name: str) -> bool:
    return name == "retrain-short"


STATES = {
    name: (act, (lambda db: lessons(db, 36)) if few(name) else (lambda db: lessons(db, 128)))
    for name, (_, act) in SCENES.items()
}

CLOSE = (
    "retrain-ready",
    "retrain-running",
    "retrain-better",
    "retrain-unsure",
    "retrain-blind",
    "retrain-options",
    "retrain-models",
    "retrain-borrow",
    "retrain-borrow-saved",
    "retrain-runs",
    "retrain-what",
)
SHOTS = [
    *((name, "light", PLAIN, 100) for name in (*CLOSE, "retrain-failed", "retrain-space", "retrain-worse")),
    *((name, "dark", SMALL, 100) for name in (*CLOSE, "retrain-space", "retrain-stop", "retrain-unset")),
    *((name, "dark", SMALL, 200) for name in (*CLOSE, "retrain-space", "retrain-free", "retrain-short")),
    *((name, "light", TINY, 100) for name in CLOSE),
    *((name, "dark", WIDE, 100) for name in ("retrain-running", "retrain-better", "retrain-models")),
]


def prepare(profile: Profile, name: str, settings: str) -> None:
    """Write what is on the disk before the window opens."""
    cache = profile.root / "cache"
    os.environ["TSUKI_CACHE"] = str(cache)
    os.environ.pop("TSUKI_TRAINING_PYTHON", None)
    profile.create()
    lines = 'model = "echo:echo"\nmotion = false\n' + settings
    if name not in {"retrain-unset", "retrain-setting-up", "retrain-setup-failing"}:
        lines += f'training_python = "{Path(sys.executable).as_posix()}"\n'
        r.caches(cache)
    profile.settings.write_text(lines)
    SCENES[name][0](profile)
