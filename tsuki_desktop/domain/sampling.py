"""How a reply is drawn from a model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sampling:
    """Options of one reply.

    `temperature`, `max_tokens` and `context` have the figures of the guide that the project grew from
    (0.7, 150, 2,048). `min_p`, `repeat_penalty` and `repeat_last` (tokens looked back) keep a small model
    from endless repeats. `seed` None draws a new one for each reply.
    """

    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.1
    repeat_last: int = 64
    max_tokens: int = 150
    context: int = 2048
    seed: int | None = None
