"""One graphics card for the chat and the training: by consent, the chat answers from the processor meanwhile.

    if await sharing.contested(room, hardware):     the person is asked
        await sharing.lend(room)                    the card's memory is free when this returns
    …
    await sharing.settle(room)                      whenever a run may have ended, and when the window opens

That the card is lent is a setting, `card_lent`, from which llama.cpp's backend is made (`own_backends`): so
it holds for a window that is opened while the training goes on, and for `tsuki chat`. It ends with the run,
and where the run died while nobody looked, at the next look. What the person set as `gpu_layers` stays.

Not tried on a GPU: only with its kind given, and with a real worker of no layers.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.training.hardware import find_hardware
from tsuki_desktop.training.launcher import RunState

if TYPE_CHECKING:
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
    from tsuki_desktop.services.models import Models
    from tsuki_desktop.services.retraining import Retraining
    from tsuki_desktop.training.plan import Hardware

CARDS = frozenset({"cuda", "rocm", "mps"})
"""Kinds of hardware that are a graphics card."""
NAME = "llama.cpp"
_LOOK_EVERY_S = 0.05
_LEAVE_WITHIN_S = 120
"""A reply that is being said ends by then; the training would rather start late than take her words away."""


async def contested(room: Retraining, hardware: Hardware | None = None) -> bool:
    """Whether a training would need the card that the chat's model lies on, or would lie on.

    `hardware` is what trains; None looks for it, which takes seconds.
    """
    settings = room.settings.value
    if settings.card_lent or settings.gpu_layers == 0:
        return False
    found = hardware or await asyncio.to_thread(find_hardware)
    return found.kind in CARDS and await _on_card(room.models)


async def _on_card(models: Models) -> bool:
    """Whether llama.cpp speaks for her, and was built for a card."""
    try:
        _, speaks = await models.current()
    except TsukiError:
        return False  # nobody speaks
    backend = _llama_cpp(models)
    return backend is not None and backend is speaks and (await backend.device_report()).can_offload


async def lend(room: Retraining) -> None:
    """Give the card to the training: the chat's model leaves it, after the reply that is being said.

    The next message loads it again, on the processor.
    """
    import psutil

    before = _llama_cpp(room.models)
    worker = before.worker_pid if before is not None else None
    room.settings.update(card_lent=True)
    _llama_cpp(room.models)  # made anew; the one before leaves as soon as nothing runs in it
    if worker is None:
        return
    loop = asyncio.get_running_loop()
    end = loop.time() + _LEAVE_WITHIN_S
    while psutil.pid_exists(worker) and loop.time() < end:  # noqa: ASYNC110  another process ends here
        await asyncio.sleep(_LOOK_EVERY_S)


async def settle(room: Retraining) -> bool:
    """Give the card back to the chat where no training runs any more; returns whether it was given back."""
    if not room.settings.value.card_lent:
        return False
    if any(one.state in {RunState.RUNNING, RunState.PAUSED} for one in await room.runs()):
        return False
    room.settings.update(card_lent=False)
    _llama_cpp(room.models)
    return True


def _llama_cpp(models: Models) -> LlamaCppBackend | None:
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

    backend = models.backend(NAME) if models.knows(NAME) else None
    return backend if isinstance(backend, LlamaCppBackend) else None
