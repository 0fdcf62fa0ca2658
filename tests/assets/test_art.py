"""Her faces and the icons: all there, drawable by Qt without a complaint, and told apart when small."""

import re
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from tsuki_desktop.domain.emotions import Emotion

ROOT = Path(__file__).parents[2]
AVATAR = ROOT / "assets" / "avatar"
ICONS = ROOT / "assets" / "icons"
FACES = [AVATAR / f"{emotion}.svg" for emotion in Emotion]
BLINKS = [AVATAR / f"{emotion}-blink.svg" for emotion in Emotion]
LINE_ICONS = sorted(p for p in ICONS.glob("*.svg") if not p.stem.startswith("app"))
ALL = [*FACES, *BLINKS, *sorted(ICONS.glob("*.svg"))]

# What the interface asks for by name.
WANTED = """
send stop copy check regenerate edit trash undo pin archive search plus menu close chevron-left
chevron-right chevron-down chevron-up thumb-up thumb-down thumb-up-filled thumb-down-filled chat
teach models settings warning info folder download upload moon sun keyboard play pause star lock eye
more link heart tray
"""
# Elements that QtSvg draws well; filters, masks, clipping, styles, scripts and text are not among them.
DRAWABLE = {"svg", "defs", "linearGradient", "stop", "g", "path", "circle", "ellipse", "rect"}
# Her eyes lie between these lines of the 256 canvas; a blink must move nothing else.
EYES_TOP, EYES_BOTTOM = 112, 182


def painted(svg: Path, size: int, ground: str = "") -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(ground or Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(svg.read_bytes()))
    assert renderer.isValid()
    assert renderer.defaultSize().width() == renderer.defaultSize().height()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> list[tuple[int, int]]:
    """Pixels in which some channel differs by more than 40 of 255: a difference that an eye sees."""
    a, b = bytes(one.constBits()), bytes(other.constBits())
    width = one.width()
    seen = {i // 4 for i in range(len(a)) if abs(a[i] - b[i]) > 40}
    return [(i % width, i // width) for i in sorted(seen)]


@pytest.mark.parametrize("svg", ALL, ids=lambda p: p.stem)
def test_qt_draws_it_and_it_needs_nothing_from_outside(svg: Path):
    image = painted(svg, 64)
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(64) for y in range(64))
    text = svg.read_text(encoding="utf-8")
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
    assert names <= DRAWABLE
    assert "href" not in text
    assert "<!" not in text
    assert re.findall(r"\w+://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    defined = set(re.findall(r'id="(\w+)"', text))
    assert all(name in {f"#{d}" for d in defined} for name in re.findall(r"url\(([^)]*)\)", text))


@pytest.mark.parametrize("ground", ["#11121A", "#F8F6FC"])
def test_faces_are_told_apart_at_32_px(ground: str):
    images = {svg.stem: painted(svg, 32, ground) for svg in FACES}
    alike = {
        (one, other): count
        for one, other in combinations(images, 2)
        if (count := len(differing(images[one], images[other]))) < 24
    }
    assert not alike


@pytest.mark.parametrize("ground", ["#11121A", "#F8F6FC"])
def test_faces_are_told_apart_at_32_px_by_eyes_brows_and_mouth_alone(
    ground: str, tmp_path: Path, drawn_here: None
):
    """Hearts, tears and stars beside her help; she must read without them."""
    import avatar

    images = {}
    for make in avatar.FACES:
        face = make()
        bare = replace(face, extra="")
        path = tmp_path / f"{make.__name__}.svg"
        path.write_text(avatar.drawing(bare), encoding="utf-8")
        images[make.__name__] = painted(path, 32, ground)
        path.write_text(avatar.drawing(replace(bare, brows="")), encoding="utf-8")
        brows = differing(images[make.__name__], painted(path, 32, ground))
        assert len(brows) >= 6, f"{make.__name__}: her brows vanish"
    alike = {
        (one, other): count
        for one, other in combinations(images, 2)
        if (count := len(differing(images[one], images[other]))) < 30
    }
    assert not alike


@pytest.mark.parametrize("emotion", list(Emotion))
def test_a_blink_shuts_her_eyes_and_moves_nothing_else(emotion: Emotion):
    face, blink = (painted(AVATAR / f"{emotion}{end}.svg", 256) for end in ("", "-blink"))
    moved = differing(face, blink)
    # Happy eyes are shut by the smile already, so there the blink is the same drawing.
    assert bool(moved) == (emotion is not Emotion.HAPPY)
    assert all(EYES_TOP <= y <= EYES_BOTTOM for _, y in moved)


@pytest.mark.parametrize("svg", FACES, ids=lambda p: p.stem)
def test_a_face_keeps_clear_of_its_edge(svg: Path):
    image = painted(svg, 256)
    edge = [(x, y) for x in range(256) for y in range(256) if (x - 127.5) ** 2 + (y - 127.5) ** 2 > 126**2]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in edge)
    assert image.pixelColor(128, 250).alpha() == 255


def test_every_icon_that_the_interface_asks_for_is_there():
    assert {svg.stem for svg in LINE_ICONS} >= set(WANTED.split())


@pytest.mark.parametrize("svg", LINE_ICONS, ids=lambda p: p.stem)
def test_an_icon_has_one_ink_and_stays_inside_its_canvas(svg: Path):
    text = svg.read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke-width="1.75"' in text
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"#000000", "none"}
    image = painted(svg, 96)
    border = [(a, b) for a in range(96) for b in (0, 95)]
    assert all(image.pixelColor(*p).alpha() == image.pixelColor(*p[::-1]).alpha() == 0 for p in border)


@pytest.mark.parametrize("size", [16, 20, 24, 32, 48, 64, 128, 256, 512])
def test_the_app_icon_has_its_sizes(size: int):
    image = QImage(str(ICONS / f"app-{size}.png"))
    assert image.size() == QSize(size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size // 2).alpha() == 255


def test_the_windows_icon_holds_sizes_to_256():
    reader = QImageReader(str(ICONS / "app.ico"))
    sizes = []
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        sizes.append(reader.read().width())
    assert sizes == [16, 20, 24, 32, 48, 64, 128, 256]


@pytest.fixture
def drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts that draw can be imported."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    for name in ("avatar", "icons", "app_icon", "drawing", "features"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_the_files_are_what_the_scripts_draw(drawn_here: None):
    import app_icon
    import avatar
    import icons

    frames = [(make, shut) for make in avatar.FACES for shut in (False, True)]
    drawn = {f"{make.__name__}{'-blink' * shut}": avatar.drawing(make(), shut=shut) for make, shut in frames}
    assert drawn == {svg.stem: svg.read_text(encoding="utf-8") for svg in AVATAR.glob("*.svg")}
    flat = {name: icons.OPEN + inner + "</svg>\n" for name, inner in icons.ICONS.items()}
    assert flat == {svg.stem: svg.read_text(encoding="utf-8") for svg in LINE_ICONS}
    assert (ICONS / "app.svg").read_text(encoding="utf-8") == app_icon.full()
    assert (ICONS / "app-small.svg").read_text(encoding="utf-8") == app_icon.plain()
