"""From rows of messages to token ids and labels, through the model's own chat template.

Works with any template: what a reply adds to the text is found by rendering the conversation up to it, with
and without it. Two shapes of row:

    {"messages": [...]}                       every assistant turn is trained
    {"prompt": [...], "completion": [...]}    only the completion is trained
    {"input_ids": [...], "labels": [...]}     taken as it is
"""

from __future__ import annotations

from dataclasses import dataclass, field

from common import IGNORED, Refused


@dataclass
class Rendered:
    """Rows of token ids and labels, which source row each came from, and what was left out."""

    rows: list[dict] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    def leave_out(self, reason: str) -> None:
        """Count a row that is not trained."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1

    @property
    def trained_tokens(self) -> int:
        """How many tokens have a label."""
        return sum(label != IGNORED for row in self.rows for label in row["labels"])


def render_rows(rows: list[dict], tokenizer, max_length: int) -> Rendered:
    """Render all rows; a row that is too long loses its oldest exchanges, never its last reply."""
    done = Rendered()
    for number, row in enumerate(rows):
        pieces = [row] if "input_ids" in row else render(row, tokenizer)
        if pieces and any(len(piece["input_ids"]) > max_length for piece in pieces):
            pieces = render_shortened(row, tokenizer, max_length)
            if not pieces:
                done.leave_out("too long")
                continue
        trained = [piece for piece in pieces if any(label != IGNORED for label in piece["labels"])]
        if not trained:
            done.leave_out("nothing to train")
        for piece in trained:
            done.rows.append({"input_ids": piece["input_ids"], "labels": piece["labels"]})
            done.sources.append(number)
    return done


def render_shortened(row: dict, tokenizer, max_length: int) -> list[dict]:
    """Render without the oldest exchanges, as few of them as it takes; [] where even the last is too long."""
    if "input_ids" in row:
        return []
    completion = row.get("completion", [])
    messages = list(row["prompt"] if completion else row["messages"])
    first = 1 if messages and messages[0]["role"] == "system" else 0
    while len(messages) - first > 2:  # noqa: PLR2004  one exchange: a question and its reply
        del messages[first]
        while len(messages) > first and messages[first]["role"] != "user":
            del messages[first]
        shorter = {"prompt": messages, "completion": completion} if completion else {"messages": messages}
        pieces = render(shorter, tokenizer)
        if pieces and all(len(piece["input_ids"]) <= max_length for piece in pieces):
            return pieces
    return []


def render(row: dict, tokenizer) -> list[dict]:
    """Token ids and labels of one row.

    One piece where the template renders a conversation the same however it goes on; else (templates that
    rewrite earlier turns, such as Qwen3's) one piece for each trained reply.
    """
    completion = row.get("completion", [])
    messages = [*row["prompt"], *completion] if completion else row["messages"]
    first_trained = len(messages) - len(completion) if completion else 0
    trained = [
        index
        for index, message in enumerate(messages)
        if message["role"] == "assistant" and index >= first_trained
    ]
    if not trained:
        return []
    whole = one_piece(messages, trained, tokenizer)
    if whole is not None:
        return [whole]
    pieces = [one_piece(messages[: index + 1], [index], tokenizer) for index in trained]
    if None in pieces:
        raise Refused(
            "The base model's chat template changes a prompt once it is answered.",
            "This template cannot be trained yet; choose another base.",
        )
    return pieces


def one_piece(messages: list[dict], trained: list[int], tokenizer) -> dict | None:
    """All of `messages` with the turns at `trained` labelled; None where the template does not nest."""
    text = tokenizer.apply_chat_template(messages, tokenize=False)
    ids: list[int] = []
    labels: list[int] = []
    done = 0
    for index in trained:
        before = tokenizer.apply_chat_template(messages[:index], tokenize=False, add_generation_prompt=True)
        after = tokenizer.apply_chat_template(messages[: index + 1], tokenize=False)
        if not (text.startswith(before) and text.startswith(after) and after.startswith(before)):
            return None
        # The reply ends with its end-of-turn token; what a template adds after it is never generated.
        reply = text[len(before) : len(after)]
        end = reply.find(tokenizer.eos_token)
        reply = reply if end < 0 else reply[: end + len(tokenizer.eos_token)]
        add(ids, labels, text[done : len(before)], tokenizer, train=False)
        add(ids, labels, reply, tokenizer, train=True)
        done = len(before) + len(reply)
    # Nothing after the last trained reply is needed.
    return {"input_ids": ids, "labels": labels}


def add(ids: list[int], labels: list[int], text: str, tokenizer, *, train: bool) -> None:
    """Append the tokens of `text`: a prompt and its reply are cut apart, as they are in a chat."""
    new = tokenizer(text, add_special_tokens=False)["input_ids"]
    ids.extend(new)
    labels.extend(new if train else [IGNORED] * len(new))


def preview(row: dict, tokenizer) -> list[dict]:
    """The row as readable pieces `{"text", "trained"}`."""
    pieces: list[dict] = []
    run: list[int] = []
    trained = None
    for token, label in zip(row["input_ids"], row["labels"], strict=True):
        if trained is not None and (label != IGNORED) != trained:
            pieces.append({"text": tokenizer.decode(run), "trained": trained})
            run = []
        trained = label != IGNORED
        run.append(token)
    pieces.append({"text": tokenizer.decode(run), "trained": bool(trained)})
    return pieces


def refuse_untrainable(rendered: Rendered) -> None:
    """Say no to data in which nothing would be learned.

    Raises:
        Refused: no row, or every label is masked.

    """
    if rendered.trained_tokens == 0:
        left_out = ", ".join(f"{number} {reason}" for reason, number in rendered.left_out.items())
        raise Refused(
            "There is nothing to learn in this data: no token of it would be trained.",
            f"Rows need an assistant's reply. Left out: {left_out or 'none'}.",
        )
