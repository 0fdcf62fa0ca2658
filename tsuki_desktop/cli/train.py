"""`tsuki train` and `kit`: a better Tsuki, from the command line."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tsuki_desktop.cli import trainer
from tsuki_desktop.cli.output import as_json, document, job
from tsuki_desktop.errors import ProfileInUseError, TrainingError
from tsuki_desktop.services.session import Session
from tsuki_desktop.training import events as ev

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.retraining import Choice
    from tsuki_desktop.training.deploy import Build
    from tsuki_desktop.training.launcher import Run

_GIB = 2**30
_SHOWN = 400
"""Characters of a row that a terminal is shown."""
_TYPES = (
    "q6_k",
    "q5_k_m",
    "q5_k_s",
    "q4_k_m",
    "q4_k_s",
    "q4_1",
    "q4_0",
    "iq4_nl",
    "iq4_xs",
    "q3_k_m",
    "q2_k",
)
_DATA = click.option(
    "--data", multiple=True, metavar="starter|rated|FILE|DATASET", help="What to learn from; may be repeated."
)
_BASE = click.option(
    "--base",
    default="",
    help="The untuned model: its id, its name, a GGUF file, a Hugging Face folder, or OWNER/NAME where "
    "“tsuki models pull huggingface:OWNER/NAME” fetched it.",
)
_METHOD = click.option("--method", type=click.Choice(["sft", "dpo", "kto"]), default="sft", show_default=True)
_PRESET = click.option(
    "--preset", type=click.Choice(["recommended", "guide"]), default="recommended", show_default=True
)
_STEPS = click.option("--max-steps", type=click.IntRange(1), help="Stop after so many steps, for a try.")
_AFTER = click.option("--after", default="", metavar="RUN", help="Preferences go on from this SFT run.")


@click.command()
@_DATA
@_BASE
@_METHOD
@_PRESET
@_STEPS
@_AFTER
@click.option("--q4", is_flag=True, help="Make a Q4_K_M file too: smaller, slightly worse.")
@click.option(
    "--also",
    multiple=True,
    type=click.Choice(_TYPES, case_sensitive=False),
    help="Make a file of this type too, where it keeps what was learned.",
)
@click.option("--measure", is_flag=True, help="Only say what it would take on this machine.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Copy the result there too.")
@click.option("--resume", default="", metavar="RUN", help="Go on with a run, wherever it is.")
@click.option(
    "--setup",
    "--set-up",
    "setup",
    is_flag=False,
    flag_value="found",
    type=click.Choice(["found", "cpu", "cuda", "rocm", "mps", "unsloth"]),
    help="Set up the training environment for the hardware found, or for this kind, and end. "
    "unsloth (NVIDIA, not tried yet) gets one of its own, beside the usual one.",
)
@click.option(
    "--python",
    default="",
    metavar="PATH|own",
    help="Train with this Python from now on (own: what --setup made), and end.",
)
@as_json
@click.pass_obj
@job
async def train(
    profile: Profile,
    data: tuple[str, ...],
    base: str,
    method: str,
    preset: str,
    max_steps: int | None,
    after: str,
    q4: bool,
    also: tuple[str, ...],
    measure: bool,
    out: Path | None,
    resume: str,
    setup: str | None,
    python: str,
    json_: bool,
) -> int:
    """Train Tsuki on this machine: from rated chats to a model that speaks.

    Ctrl-C stops with a checkpoint; “--resume RUN” goes on from there.
    """
    if setup is not None:
        return await trainer.set_up(profile, "" if setup == "found" else setup, json_=json_)
    if python:
        return await trainer.name(profile, python, json_=json_)
    kinds = ("q8_0", *(("q4_k_m",) if q4 else ()), *(kind.lower() for kind in also))
    choice = _choice(data, base, method, preset, max_steps, after, kinds)
    if measure:
        return await _measure(profile, choice, json_)
    # The log is free while she trains, so that the window can be opened meanwhile.
    async with await Session.open(profile) as session:
        gone = session.retraining.trainer.chosen().gone
        if gone:
            click.echo(f"! {gone} is not there any more; another Python trains.", err=True)
        if resume:
            run = await _found_again(session, resume)
        else:
            proposal = await session.retraining.plan(choice)
            _note(
                f"{len(proposal.data.train)} rows, {len(proposal.data.held_out)} held out; {proposal.worth}"
            )
            _note(f"on {proposal.hardware}; takes about {proposal.memory / _GIB:.1f} GB")
            if proposal.instead:
                click.echo(proposal.instead, err=True)
            run = await session.retraining.start(proposal)
    click.echo(f"run {run.folder.name}", err=True)  # also in a script: “--resume” asks for it
    await _watch(run, json_)
    made = await _build(profile, run.folder.name, json_)
    if out is not None:
        await asyncio.to_thread(shutil.copytree, profile.builds / made.uid, out, dirs_exist_ok=True)
    _end(profile, made, json_)
    return 0


async def _found_again(session: Session, uid: str) -> Run:
    """A run to watch: started again where it broke off, woken where it waits, else as it is."""
    from tsuki_desktop.training.launcher import RunState, find_run, state_of

    folder = await asyncio.to_thread(find_run, session.profile.runs, uid)
    run = session.retraining.attach(folder.name)
    state = await asyncio.to_thread(state_of, folder)
    if state is RunState.PAUSED:
        run.resume()
    return run if run.alive or state is RunState.FINISHED else await session.retraining.go_on(folder.name)


def _choice(
    data: tuple[str, ...],
    base: str,
    method: str,
    preset: str,
    max_steps: int | None,
    after: str,
    kinds: tuple[str, ...] = ("q8_0",),
) -> Choice:
    from tsuki_desktop.services.retraining import USUAL_DATA, Choice
    from tsuki_desktop.training.plan import Method, Preset

    kinds = tuple(dict.fromkeys(kinds))
    return Choice(data or USUAL_DATA, base, Method(method), Preset(preset), after, max_steps, kinds)


def _note(text: str) -> None:
    """Progress, for who watches a terminal."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


def _line(event: dict[str, Any]) -> None:
    click.echo(json.dumps(event, ensure_ascii=False))


async def _measure(profile: Profile, choice: Choice, json_: bool) -> int:
    async with await Session.open(profile) as session:
        proposal = await session.retraining.plan(choice)
        found = await session.retraining.measure(proposal)
    if json_:
        click.echo(ev.to_line(found))
    else:
        click.echo(
            f"About {found.total_s / 60:.0f} minutes, {found.memory_bytes / _GIB:.1f} GB "
            f"on {proposal.hardware}; "
            f"{found.tokens_per_s:.0f} tokens a second, {found.steps} steps of {found.step_s:.1f} s."
        )
    return 0


async def _watch(run: Run, json_: bool) -> None:
    """Print events until the run is finished.

    Raises:
        TrainingError: it was stopped or failed.

    """
    try:
        async for event in run.events():
            if json_:
                click.echo(ev.to_line(event))
            else:
                _show(event)
            if isinstance(event, ev.Failed):
                hint = f"{event.hint} Go on with “tsuki train --resume {run.folder.name}”."
                raise TrainingError(event.message, hint if event.resumable else event.hint)
            if isinstance(event, ev.Stopped):
                raise TrainingError("Stopped.", f"Go on with “tsuki train --resume {run.folder.name}”.")
    except asyncio.CancelledError:
        run.stop()
        _note(f"Stopping with a checkpoint; go on with “tsuki train --resume {run.folder.name}”.")
        raise


def _show(event: ev.Event) -> None:
    match event:
        case ev.Loading(what=what):
            click.echo(what)
        case ev.Config(settings=settings):
            click.echo(_resolved(settings))
        case ev.MaskPreview():
            click.echo(_preview(event))
        case ev.StepDone():
            held_out = f", held out {event.held_out_loss:.3f}" if event.held_out_loss is not None else ""
            click.echo(
                f"step {event.step}/{event.of}  loss {event.loss:.3f}{held_out}  "
                f"{event.tokens_per_s:.0f} tokens/s  {event.eta_s / 60:.0f} min left"
            )
        case ev.Warned():
            click.echo(f"! {event.message} {event.hint}".strip())
        case _:
            pass


def _resolved(of: dict[str, Any]) -> str:
    """The settings as this machine resolved them, and what was counted."""
    threads = f", {of['threads']} thread{'s' * (of['threads'] != 1)}" if of["device"] == "cpu" else ""
    steps = f", {of['max_steps']} steps at most" if of.get("max_steps") else ""
    left_out = sum(of["left_out"].values())
    return (
        f"{of['device']} in {of['precision']}{threads}; rate {of['learning_rate']:g}, {of['epochs']} epochs"
        f"{steps}, {of['batch']} x {of['accumulate']} rows a step, LoRA rank {of['rank']}\n"
        f"{of['rows']} rows{f' ({left_out} left out)' * bool(left_out)}, {of['held_out_rows']} held out; "
        f"{of['trained_tokens']} of {of['tokens']} tokens are trained"
    )


def _preview(event: ev.MaskPreview) -> str:
    """The first row's end, with what is trained in [brackets]."""
    text = "".join(f"[{piece['text']}]" if piece["trained"] else piece["text"] for piece in event.pieces)
    shown = f"…{text[-_SHOWN:]}" if len(text) > _SHOWN else text
    return f"Trained of the first row: {event.trained_tokens} of {event.tokens} tokens, in brackets:\n{shown}"


async def _build(profile: Profile, run: str, json_: bool) -> Build:
    """Make the model; where a window holds the log meanwhile, it writes down the lineage later."""
    try:
        session = await Session.open(profile)
    except ProfileInUseError:
        session = await Session.open(profile, read_only=True)

    def said(what: str) -> None:
        if json_:
            _line({"event": "building", "what": what})
        else:
            click.echo(what)

    async with session:
        return await session.retraining.build(run, said=said)


def _end(profile: Profile, made: Build, json_: bool) -> None:
    before, after = made.recipe.get("held_out_before"), made.recipe.get("held_out_after")
    if json_:
        scores = {"held_out_before": before, "held_out_after": after, "parity": dict(made.parity)}
        scores["warnings"] = list(made.warnings)
        adapter = str(profile.builds / made.uid / made.files["adapter"])
        _line({"run_id": made.run, "build_id": made.uid, "adapter": adapter, "scores": scores})
        return
    click.echo(f"Built {made.uid}. Held-out loss {before:.3f} → {after:.3f}.")
    click.echo(f"Is she better? “tsuki prove {made.uid}” compares her with the one that speaks now.")


@click.group()
def kit() -> None:
    """Train on a borrowed GPU: one zip goes out, one comes back. It holds chats."""


@kit.command("export")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@_DATA
@_BASE
@_METHOD
@_PRESET
@_STEPS
@_AFTER
@click.option("--with-base", is_flag=True, help="Put the base model's file into the kit too.")
@as_json
@click.pass_obj
@job
async def kit_export(
    profile: Profile,
    out: Path,
    data: tuple[str, ...],
    base: str,
    method: str,
    preset: str,
    max_steps: int | None,
    after: str,
    with_base: bool,
    json_: bool,
) -> None:
    """Plan a run for a borrowed GPU and write it to OUT instead of starting it."""
    from tsuki_desktop.services import borrowed

    choice = _choice(data, base, method, preset, max_steps, after)
    async with await Session.open(profile) as session:
        run = await borrowed.export(session.retraining, choice, out, with_base=with_base)
    if json_:
        document({"run_id": run, "path": str(out)})
    else:
        click.echo(f"{out} holds run {run}, your chats among it. Bring back what the notebook writes.")


@kit.command("import")
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--run", "run", default="", help="The run it belongs to, where it does not say.")
@as_json
@click.pass_obj
@job
async def kit_import(profile: Profile, archive: Path, run: str, json_: bool) -> None:
    """Take back what was trained elsewhere, and make the model."""
    from tsuki_desktop.services import borrowed

    async with await Session.open(profile) as session:
        uid = await borrowed.take_back(session.retraining, archive, run)
    made = await _build(profile, uid, json_)
    _end(profile, made, json_)
