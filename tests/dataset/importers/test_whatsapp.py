"""WhatsApp's text as phones of many countries write it."""

import pytest

from tsuki_desktop.dataset.importers.detect import Shape
from tsuki_desktop.dataset.importers.intake import Attachments, Choices
from tsuki_desktop.dataset.importers.run import read, survey


def brought(tmp_path, text, **more):
    path = tmp_path / "_chat.txt"
    path.write_text(text, encoding="utf-8")
    assert survey(path).shape is Shape.WHATSAPP
    reading = read(path, Choices(persona_speaker="luna", **more))
    return [[turn.text for turn in row.turns] for row in reading.rows], dict(reading.intake.dropped)


@pytest.mark.parametrize(
    "stamp",
    [
        "{}/5/24, 9:0{} PM - ",
        "{}/5/24, 9:0{}\u202fPM - ",
        "2024-05-{}, 21:0{} - ",
        "[{}-05-24 21:0{}:00] ",
        "{}.5.2024 klo 21.0{} - ",
        "{}.05.24 21.0{}.00: ",
        "{}/05/2024, 9:0{} p.\xa0m. - ",
        "[{}/05/24, 9:0{}:00 p. m.] ",
        "2024. 05. {}. 21:0{} - ",
        "{}. 5. 2024. 21:0{} - ",
        "2024. 5. {}. \uc624\ud6c4 9:0{}, ",
        "2024/5/{} \u4e0b\u53489:0{} - ",
        "[2024/5/{} \u4e0b\u53489:0{}:10] ",
        "\u200f{}/05/2024\u060c 9:0{} \u0645 - ",
        "\u200e[{}.05.24, 21:0{}:10] ",
    ],
)
def test_a_header_of_each_country(tmp_path, stamp):
    said = [(1, 1, "mika: hi"), (1, 2, "luna: hey"), (13, 3, "mika: again"), (13, 4, "luna: sure")]
    lines = [stamp.format(day, minute) + text for day, minute, text in said]
    assert brought(tmp_path, "\n".join(lines)) == ([["hi", "hey"], ["again", "sure"]], {})


def test_the_programs_own_words_are_nobodys_in_any_language(tmp_path):
    own = [
        "mika: \u200eLos mensajes y las llamadas est\xe1n cifrados de extremo a extremo.",
        "luna: \u200eimagen omitida",
        "luna: \u200eMensagem apagada",
        "mika: \u200eLlamada perdida. Toca para devolverla.",
        "mika: \u200e<attached: 00000003-PHOTO-2024-05-01-10-00-00.jpg>",
        "mika: \u2068hola\u2069 otra vez",
        "luna: mira esto \u200e<adjunto: 00000004-PHOTO-2024-05-01-10-00-00.jpg>",
        "luna: ya \u200e<Se edit\xf3 este mensaje>",
    ]
    text = "\n".join(f"[1/5/24, 10:00:0{n}] {line}" for n, line in enumerate(own))
    dropped = {"system_message": 2, "media_only": 2, "deleted": 1}
    assert brought(tmp_path, text) == ([["hola otra vez", "mira esto\nya"]], dropped)


def test_androids_media_are_in_brackets_in_any_language(tmp_path):
    own = [
        "mika: <Medien ausgeschlossen>",
        "mika: null",
        "mika: IMG-20240501-WA0001.jpg (Datei angeh\xe4ngt)",
        "mika: IMG-20240501-WA0002.jpg (file attached)\nlook at her",
        "luna: <3",
        "luna: cute <This message was edited>",
    ]
    text = "\n".join(f"1/5/24, 10:0{n} - {line}" for n, line in enumerate(own))
    rows = [["look at her", "<3\ncute"]]
    assert brought(tmp_path, text) == (rows, {"media_only": 3})
    marked = brought(tmp_path, text, attachments=Attachments.MARK)[0]
    assert marked[0][0].startswith("[attachment]\n[attachment]")
