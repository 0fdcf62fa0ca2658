"""`tsuki runs`: the trainings of this profile; each may be named by the first letters of its id."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import click

from tsuki_desktop.cli.output import as_json, document, job, table
from tsuki_desktop.errors import ProfileInUseError, TrainingError, UsageError
from tsuki_desktop.services.session import Session
from tsuki_desktop.training import launcher
from tsuki_desktop.training.launcher import RunState

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.training.launcher import Run, Snapshot

_RUNS = {RunState.RUNNING, RunState.PAUSED}
_RUN = click.argument("run", metavar="RUN")


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def runs(context: click.Context, json_: bool) -> None:
    """List the trainings, or pause, resume, stop, finish or delete one."""
    if context.invoked_subcommand is None:
        context.invoke(list_, json_=json_)


@runs.command("list")
@as_json
@click.pass_obj
@job
async def list_(profile: Profile, json_: bool) -> None:
    """List the trainings, newest first."""
    found = await asyncio.to_thread(launcher.find_runs, profile.runs)
    told = [await asyncio.to_thread(_told, one) for one in found]
    if json_:
        document(told)
        return
    rows = [
        (row["id"], row["state"], f"{row['step']}/{row['of']}" if row["of"] else "", row["updated_at"] or "")
        for row in told
    ]
    table(("id", "state", "step", "when"), rows, empty="Nothing was trained yet.")


@runs.command()
@_RUN
@as_json
@click.pass_obj
@job
async def pause(profile: Profile, run: str, json_: bool) -> None:
    """Let RUN wait in memory after its current step."""
    found = await _listening(profile, run, RunState.RUNNING)
    found.pause()
    _say(found, "pausing", "It pauses after this step. “tsuki runs resume” wakes it.", json_)


@runs.command()
@_RUN
@as_json
@click.pass_obj
@job
async def resume(profile: Profile, run: str, json_: bool) -> None:
    """Let RUN go on, in the background: after a pause, or from its newest checkpoint."""
    found = await _found(profile, run)
    if await _state(found) is RunState.PAUSED:
        found.resume()
    else:
        async with await _session(profile) as session:
            await session.retraining.go_on(found.folder.name)
    _say(found, "running", f"It goes on. “tsuki train --resume {found.folder.name}” shows it.", json_)


@runs.command()
@_RUN
@as_json
@click.pass_obj
@job
async def stop(profile: Profile, run: str, json_: bool) -> None:
    """Let RUN save a checkpoint and end; it can go on later."""
    found = await _listening(profile, run, *_RUNS)
    found.stop()
    _say(found, "stopping", "It ends with a checkpoint after this step.", json_)


@runs.command()
@_RUN
@as_json
@click.pass_obj
@job
async def finish(profile: Profile, run: str, json_: bool) -> None:
    """Let RUN end as if it were done, with the best that it has learned so far."""
    found = await _listening(profile, run, *_RUNS)
    found.finish()
    _say(found, "finishing", f"Then “tsuki train --resume {found.folder.name}” makes the model.", json_)


@runs.command()
@_RUN
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
@job
async def delete(profile: Profile, run: str, yes: bool, json_: bool) -> None:
    """End RUN and delete it with all that it learned; models made of it stay."""
    from tsuki_desktop.services.storing import remove_run

    uid = (await _found(profile, run)).folder.name
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Delete {uid}?", err=True)):
        raise UsageError("Nothing was deleted.", "Say --yes to delete without being asked.")
    async with await _session(profile) as session:
        await remove_run(session.retraining, uid)
    if json_:
        document({"id": uid, "deleted": True})
    else:
        click.echo(f"{uid} is gone.")


def _told(one: Snapshot) -> dict[str, Any]:
    """One run as a row; `updated_at` is its last step or its end."""
    step, last = one.step, one.end or one.step
    return {
        "id": one.uid,
        "state": one.state.value,
        "method": launcher.read_plan(one.folder).get("method"),
        "step": step.step if step else 0,
        "of": step.of if step else None,
        "loss": step.loss if step else None,
        "held_out_loss": step.held_out_loss if step else None,
        "resumable": one.resumable,
        "updated_at": last.at if last else None,
    }


async def _found(profile: Profile, uid: str) -> Run:
    return launcher.attach(await asyncio.to_thread(launcher.find_run, profile.runs, uid))


async def _state(run: Run) -> RunState:
    return await asyncio.to_thread(launcher.state_of, run.folder)


async def _session(profile: Profile) -> Session:
    """The profile; for reading where a window holds it: a run writes its folder alone."""
    try:
        return await Session.open(profile)
    except ProfileInUseError:
        return await Session.open(profile, read_only=True)


async def _listening(profile: Profile, uid: str, *states: RunState) -> Run:
    """A run in one of these states, once it hears: before its first step it would not.

    Raises:
        TrainingError: it is in another state.

    """
    from tsuki_desktop.services.run_watch import Watch

    run = await _found(profile, uid)
    watch, waited = Watch(run), False
    while (now := await asyncio.to_thread(watch.look)).loading and not now.over:
        if not waited:
            click.echo("It is loading; it hears after its first step.", err=True)
        waited = True
        await asyncio.sleep(launcher.LOOK_EVERY_S)
    if now.state not in states:
        raise TrainingError(f"This training is {now.state.value}.", "See “tsuki runs”.")
    return run


def _say(run: Run, state: str, text: str, json_: bool) -> None:
    if json_:
        document({"id": run.folder.name, "state": state})
    else:
        click.echo(text)
