"""What the window's process and the llama.cpp worker say to each other over their pipe.

The client sends jobs and, between them, `Stop` and `Quit`. The worker answers each job with any number of
`Progress`, `Evaluated` and `Text`, and then exactly one of `Finished`, `Answer`, `Failed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Finish, Turn
    from tsuki_desktop.domain.sampling import Sampling


@dataclass(frozen=True, slots=True)
class LoadSpec:
    """A model as it is to be loaded.

    `context` in tokens; 0 takes whatever the loaded model has. `threads` None adapts while running,
    `gpu_layers` None takes as many as fit. `scale` weighs the adapter, 0…1.
    """

    model: str
    adapter: str = ""
    scale: float = 1.0
    context: int = 0
    threads: int | None = None
    gpu_layers: int | None = None


@dataclass(frozen=True, slots=True)
class Generate:
    """Stream a reply to `turns`; the last turn is continued where it is the assistant's."""

    id: int
    load: LoadSpec
    turns: tuple[Turn, ...]
    sampling: Sampling
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepare:
    """Evaluate `turns` into the cache; any other job goes first. Answers None."""

    id: int
    load: LoadSpec
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Answers how many tokens each turn costs, template included: `list[int]`."""

    id: int
    load: LoadSpec
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Tokenise:
    """Answers token ids: `list[int]`; `special` reads control tokens such as <|im_end|> as such."""

    id: int
    load: LoadSpec
    text: str
    special: bool = False


@dataclass(frozen=True, slots=True)
class Render:
    """Answers the prompt text that the model's template makes of `turns`: `str`."""

    id: int
    load: LoadSpec
    turns: tuple[Turn, ...]
    reply: bool = True
    """Whether the prompt ends where a reply begins."""


@dataclass(frozen=True, slots=True)
class Score:
    """Answers the natural-log probability of each id of `reply` behind `before`: `list[float]`."""

    id: int
    load: LoadSpec
    before: tuple[int, ...]
    reply: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quantise:
    """Write `source` again as `target` in the type `kind`, such as Q8_0 or Q4_K_M. Answers None.

    `importance` is a .npz file, or empty: for each tensor's name the mean square of each input.
    """

    id: int
    source: str
    target: str
    kind: str
    threads: int
    importance: str


@dataclass(frozen=True, slots=True)
class Report:
    """Answers a `DeviceReport`."""

    id: int


@dataclass(frozen=True, slots=True)
class Stop:
    """End job `id` soon; it answers `Finished` with what it has, or None."""

    id: int


@dataclass(frozen=True, slots=True)
class Quit:
    """End the worker."""


Job = Generate | Prepare | Count | Tokenise | Render | Score | Quantise | Report
Order = Job | Stop | Quit


@dataclass(frozen=True, slots=True)
class Progress:
    """The model is being loaded; `fraction` 0…1."""

    id: int
    fraction: float


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`done` of `total` new prompt tokens are in the cache."""

    id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Text:
    """Whole characters of the reply, or of the thought before it."""

    id: int
    text: str
    thought: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A reply's end. Times in seconds from the moment that the worker took the job up."""

    id: int
    finish: Finish
    prompt_tokens: int
    reused_tokens: int
    """Prompt tokens that were still in the cache."""
    reply_tokens: int
    tokens_per_s: float | None
    threads: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A job's result, of the type that the job's docstring names."""

    id: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A job's known trouble; `kind` names a class of `tsuki_desktop.errors`."""

    id: int
    kind: str
    message: str
    hint: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """What the work is done on.

    `backend` is CPU, CUDA, Metal, Vulkan …; `layers` of `layers_total` lie on the GPU; `why` says in a
    sentence why not all; `features` are the CPU instructions that llama.cpp was built with.
    """

    installed: bool
    version: str = ""
    backend: str = "CPU"
    device: str = ""
    can_offload: bool = False
    layers: int = 0
    layers_total: int = 0
    why: str = ""
    threads: int = 0
    features: str = ""
    model: str = ""


Event = Progress | Evaluated | Text | Finished | Answer | Failed
