"""What the double remembers: models, blobs, what is loaded, what can be pulled."""

import hashlib
import time
from dataclasses import dataclass, field, replace

TEMPLATE = "{{ .System }}{{ range .Messages }}{{ .Content }}{{ end }}"
RUNNER_OPTIONS = ("num_ctx", "num_batch", "num_gpu", "num_thread")
WHOLE_OPTIONS = (*RUNNER_OPTIONS, "num_predict", "top_k", "seed", "repeat_last_n")


@dataclass
class Model:
    name: str
    size: int = 2_019_393_189
    family: str = "llama"
    parameters: str = "3.2B"
    quantisation: str = "Q4_K_M"
    context: int = 131072
    thinks: bool = False
    embeds: bool = False
    remote_host: str = ""
    system: str = ""
    template: str = TEMPLATE
    messages: list = field(default_factory=list)
    options: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    adapters: dict = field(default_factory=dict)

    @property
    def digest(self):
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def capabilities(self):
        first = "embedding" if self.embeds else "completion"
        return [first, *(["thinking"] if self.thinks else [])]

    @property
    def details(self):
        return {
            "parent_model": "",
            "format": "gguf",
            "family": self.family,
            "families": [self.family],
            "parameter_size": self.parameters,
            "quantization_level": self.quantisation,
        }

    def tag(self):
        row = {
            "name": self.name,
            "model": self.name,
            "modified_at": "2026-08-01T10:00:00.123456789+02:00",
            "size": self.size,
            "digest": self.digest,
            "details": self.details,
        }
        return {**row, "remote_host": self.remote_host} if self.remote_host else row

    def show(self):
        lines = [f"{name} {value}" for name, value in self.options.items()]
        remote = {"remote_host": self.remote_host} if self.remote_host else {}
        return {
            **remote,
            "modelfile": f"FROM {self.name}\n",
            "parameters": "\n".join(lines),
            "template": self.template,
            "system": self.system,
            "messages": self.messages,
            "details": self.details,
            "capabilities": self.capabilities,
            "model_info": {
                "general.architecture": self.family,
                "general.parameter_count": 3_212_749_888,
                f"{self.family}.context_length": self.context,
                f"{self.family}.block_count": 28,
                f"{self.family}.embedding_length": 3072,
                f"{self.family}.attention.head_count": 24,
                f"{self.family}.attention.head_count_kv": 8,
            },
            "modified_at": "2026-08-01T10:00:00.123456789+02:00",
        }


@dataclass
class Loaded:
    model: Model
    options: dict
    expires_at: float

    @property
    def context(self):
        return min(self.options.get("num_ctx", 4096), self.model.context)


class State:
    """The tables; `default_tier` is the context that a machine of this size gets unasked."""

    def __init__(self):
        self.models = {}
        self.blobs = {}
        self.registry = {}
        self.partial = {}
        self.loaded = None
        self.loads = 0

    def add(self, model):
        self.models[full(model.name)] = replace(model, name=full(model.name))

    def find(self, name):
        return self.models.get(full(name))

    def alive(self):
        """The model in memory, if its time is not over."""
        if self.loaded and self.loaded.expires_at < time.monotonic():
            self.loaded = None
        return self.loaded

    def needs_load(self, model, options):
        asked = {name: options[name] for name in RUNNER_OPTIONS if name in options}
        alive = self.alive()
        return not alive or alive.model.name != model.name or alive.options != asked

    def load(self, model, options):
        if self.needs_load(model, options):
            self.loads += 1
            asked = {name: options[name] for name in RUNNER_OPTIONS if name in options}
            self.loaded = Loaded(model, asked, float("inf"))

    def touch(self, keep_alive):
        seconds = as_seconds(keep_alive)
        if self.loaded:
            self.loaded.expires_at = time.monotonic() + seconds
            if seconds == 0:
                self.loaded = None

    def create(self, body):
        """Make a model by the server's merge rules: what is empty comes from the base.

        Returns an error text, or None.
        """
        base = self.find(body["from"]) if body.get("from") else None
        if body.get("from") and base is None:
            return f"pull model manifest: file does not exist: {body['from']}"
        if base is None and not body.get("files"):
            return "neither 'from' or 'files' was specified"
        for digest in [*body.get("files", {}).values(), *body.get("adapters", {}).values()]:
            if digest not in self.blobs:
                return f"open blobs/{digest.replace(':', '-')}: no such file or directory"
        made = replace(base) if base else Model(body["model"], size=0)
        made.name = full(body["model"])
        made.files = dict(body.get("files", {})) or made.files
        made.adapters = dict(body.get("adapters", {})) or made.adapters
        made.size += sum(len(self.blobs[digest]) for digest in body.get("files", {}).values())
        made.system = body.get("system") or made.system
        made.template = body.get("template") or made.template
        made.messages = body.get("messages") or made.messages
        made.options = {**made.options, **body.get("parameters", {})}
        self.models[made.name] = made
        return None


def full(name):
    """`name` with its tag."""
    last = name.rpartition("/")[2]
    return name if ":" in last else f"{name}:latest"


def as_seconds(keep_alive):
    if keep_alive is None:
        return 300.0
    if isinstance(keep_alive, str):
        units = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}
        unit = next(unit for unit in units if keep_alive.endswith(unit))
        keep_alive = float(keep_alive.removesuffix(unit)) * units[unit]
    return float("inf") if keep_alive < 0 else float(keep_alive)


def wrong_type(options):
    for name in WHOLE_OPTIONS:
        if name in options and (not isinstance(options[name], int) or isinstance(options[name], bool)):
            return f'option "{name}" must be of type integer'
    return None


def cost(text):
    """The double's tokenizer: a token for each four bytes, and four for the template."""
    return -(-len(text.encode()) // 4) + 4
