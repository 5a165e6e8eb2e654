"""Images of pages: on the facing page, and for IIIF viewers; what is wrong with them is said."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from edition.edition import load
from edition.page_images import image_specs
from edition.resolved import Site
from edition.sources import read_image
from tests.harness import build, digests
from tests.images import JPEG, PNG, WEBP, png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDRESS = "https://example.org/trial/"
MKDOCS = (
    f"site_name: Trial\nsite_url: {ADDRESS}\ntheme: {{name: mkdocs}}\nplugins: [edition: {{search: false}}]\n"
)
LETTER = "Letter\n\nThe first page ends here\n\n- 2 -\n\nand the second begins. The end.\n"
VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<div type="chapter" xml:id="ch1"><head>One</head>
<pb n="1" xml:id="pg_1"/><div type="document" xml:id="d1"><head>1. One</head>
<p>Words <pb n="2"/>and words.</p></div>
<div type="document" xml:id="d2"><head>2. Two</head>
<p>Words <pb n="3"/>and words.</p></div></div></body></text></TEI>
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Return an edition of a letter and a volume, with images of some of their pages."""
    files: dict[str, str | bytes] = {
        "mkdocs.yml": MKDOCS,
        "docs/index.md": "# Home\n",
        "sources/letter/source.txt": LETTER,
        "sources/letter/metadata.yml": "title: A <small> letter\n",
        "sources/letter/pages/1.jpg": JPEG,
        "sources/letter/pages/2.png": png(40, 60),
        "sources/letter/pages/.hidden": "",
        "sources/volume/source.xml": VOLUME,
        "sources/volume/pages/2.jpg": JPEG,
        "sources/volume/pages/3.webp": WEBP,
    }
    for name, content in files.items():
        path = tmp_path / "edition" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path / "edition"


def built(edition: Path) -> Path:
    result = build(edition)
    assert result.returncode == 0, result.stderr
    return edition / "site"


def image_urls(site: Path, page: str) -> list[tuple[str, ...]]:
    """Return for each image on a page: where the link and the image lead, its words, its size."""
    folder = site / page
    html = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "lxml")
    return [
        (
            (folder / str(link["href"])).resolve().relative_to(site.resolve()).as_posix(),
            *(str(image[key]) for key in ("alt", "width", "height", "loading")),
        )
        for link in html.select("a.facing-image")
        for image in link.select("img")
        if image["src"] == link["href"]
    ]


def test_the_images_of_pages_stand_on_the_facing_page(edition: Path) -> None:
    site = built(edition)
    assert image_urls(site, "documents/letter/facing") == [
        ("iiif/letter/1/full/max/0/default.jpg", "Page 1 of A <small> letter", "6", "8", "lazy"),
        ("iiif/letter/2/full/max/0/default.png", "Page 2 of A <small> letter", "40", "60", "lazy"),
    ]
    assert image_urls(site, "documents/volume-d1/facing") == [
        ("iiif/volume/2/full/max/0/default.jpg", "Page 2 of One", "6", "8", "lazy"),
    ]
    assert image_urls(site, "documents/volume-d2/facing") == [
        ("iiif/volume/2/full/max/0/default.jpg", "Page 2 of Two", "6", "8", "lazy"),
        ("iiif/volume/3/full/max/0/default.webp", "Page 3 of Two", "6", "8", "lazy"),
    ]
    files = sorted(
        path.relative_to(site).as_posix() for path in (site / "iiif").rglob("*.*") if path.is_file()
    )
    assert files == [
        "iiif/letter/1/full/6,8/0/default.jpg",
        "iiif/letter/1/full/max/0/default.jpg",
        "iiif/letter/1/info.json",
        "iiif/letter/2/full/max/0/default.png",
        "iiif/volume/2/full/6,8/0/default.jpg",
        "iiif/volume/2/full/max/0/default.jpg",
        "iiif/volume/2/info.json",
        "iiif/volume/3/full/max/0/default.webp",
    ]
    assert (site / files[1]).read_bytes() == (site / files[0]).read_bytes() == JPEG


def json_of(edition: Path, **options: Any) -> dict[str, Any]:
    """Return every file of JSON about the images of an edition, by its name."""
    loaded, _ = load(edition, **options)
    specs = image_specs(loaded, lambda image: read_image(edition, image))
    return {
        spec.name: json.loads(spec.render(lambda page, fragment="": f"{page}/{fragment}"))
        for spec in specs
        if spec.name.endswith(".json")
    }


def check_keys(value: dict[str, Any], required: dict[str, Callable[[Any], bool]]) -> None:
    """Refuse an object that lacks what its specification requires, or has it in another form."""
    assert {key for key, fits in required.items() if key not in value or not fits(value[key])} == set(), value


def is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("https://") and " " not in value and "<" not in value


def is_language_map(value: Any) -> bool:
    """Presentation 3.0, 4.1: an object of languages, each with a list of strings."""
    return bool(value) and all(
        isinstance(language, str) and words and all(isinstance(one, str) for one in words)
        for language, words in value.items()
    )


def is_length(value: Any) -> bool:
    return type(value) is int and value > 0


def check_manifest(manifest: dict[str, Any]) -> None:
    """Hold a manifest against what Presentation API 3.0 requires of it and of all that is in it."""
    check_keys(
        manifest,
        {
            "@context": lambda value: value == "http://iiif.io/api/presentation/3/context.json",
            "id": is_address,
            "type": lambda value: value == "Manifest",
            "label": is_language_map,
            "items": bool,
        },
    )
    for page in manifest["homepage"]:
        check_keys(page, {"id": is_address, "type": bool, "label": is_language_map, "format": bool})
    ids = [canvas["id"] for canvas in manifest["items"]]
    assert len(ids) == len(set(ids))
    for canvas in manifest["items"]:
        check_canvas(canvas)


def check_canvas(canvas: dict[str, Any]) -> None:
    size: dict[str, Callable[[Any], bool]] = {"width": is_length, "height": is_length}
    # A canvas's address has no fragment.
    own = {
        "id": lambda value: is_address(value) and "#" not in value,
        "type": lambda value: value == "Canvas",
    }
    check_keys(canvas, {**size, **own, "label": is_language_map, "items": lambda value: len(value) == 1})
    (page,) = canvas["items"]
    check_keys(page, {"id": is_address, "type": lambda value: value == "AnnotationPage", "items": bool})
    (painting,) = page["items"]
    assert (painting["type"], painting["motivation"]) == ("Annotation", "painting")
    assert painting["target"] == canvas["id"]
    body = painting["body"]
    check_keys(body, {**size, "id": is_address, "type": lambda value: value == "Image", "format": bool})
    assert (body["width"], body["height"]) == (canvas["width"], canvas["height"])
    for service in body.get("service", []):
        check_keys(service, {"id": is_address})
        assert (service["type"], service["profile"]) == ("ImageService3", "level0")
        assert body["id"] == f"{service['id']}/full/max/0/default.jpg"
        assert body["format"] == "image/jpeg"


def test_each_document_with_images_has_a_manifest_as_the_standard_requires_it(edition: Path) -> None:
    found = json_of(edition, site=Site(address=ADDRESS))
    manifests = {name: value for name, value in found.items() if name.endswith("manifest.json")}
    assert {name: [one["label"]["en"] for one in value["items"]] for name, value in manifests.items()} == {
        "documents/letter/manifest.json": [["Page 1"], ["Page 2"]],
        "documents/volume-d1/manifest.json": [["Page 2"]],
        "documents/volume-d2/manifest.json": [["Page 2"], ["Page 3"]],
    }
    for name, manifest in manifests.items():
        check_manifest(manifest)
        assert manifest["id"] == ADDRESS + name


def test_each_jpeg_is_an_image_service_of_level_0(edition: Path) -> None:
    found = json_of(edition, site=Site(address=ADDRESS))
    services = {name: value for name, value in found.items() if name.endswith("info.json")}
    assert sorted(services) == ["iiif/letter/1/info.json", "iiif/volume/2/info.json"]
    for name, info in services.items():
        assert info == {
            "@context": "http://iiif.io/api/image/3/context.json",
            "id": ADDRESS + name.removesuffix("/info.json"),
            "type": "ImageService3",
            "protocol": "http://iiif.io/api/image",
            "profile": "level0",
            "width": 6,
            "height": 8,
            "sizes": [{"width": 6, "height": 8}],
        }


def test_without_an_address_there_is_no_manifest_and_one_notice(edition: Path) -> None:
    assert json_of(edition, site=Site()) == {}
    _, problems = load(edition, site=Site())
    assert [str(problem.code) for problem in problems].count("site-address-missing") == 1


def test_without_images_there_is_neither_a_file_nor_a_notice(edition: Path) -> None:
    for path in edition.glob("sources/*/pages/*"):
        path.unlink()
    assert json_of(edition, site=Site(address=ADDRESS)) == {}
    loaded, problems = load(edition, site=Site())
    assert "site-address-missing" not in [problem.code for problem in problems]
    assert list(image_specs(loaded, lambda _: b"")) == []


WRONG = {
    "pages/9.jpg": (JPEG, "the source has no page '9'; call the file after the label of its page"),
    "pages/1.JPG": (JPEG, "nothing reads a file of this name; call it 1.jpg"),
    "pages/1.jpeg": (JPEG, "nothing reads a file of this name; call it 1.jpg"),
    "pages/1.tif": (
        b"II*\0",
        "the image of a page is a .jpg, a .png or a .webp; make one of it, or remove it",
    ),
    "pages/1.png": (PNG, "page 1 has another image, 1.jpg; keep one of them"),
    "pages/2.png": (JPEG, "this is no PNG image that can be read; make it anew, or remove it"),
    "pages/1.jpg": (b"", "this is no JPEG image that can be read; make it anew, or remove it"),
}


CUT = {
    "a PNG": ("2.png", PNG[:30]),
    "a JPEG": ("2.jpg", JPEG[:200]),
    "a JPEG without its last byte": ("2.jpg", JPEG[:-1]),
    "a WebP": ("2.webp", WEBP[:-2]),
}


@pytest.mark.parametrize(("name", "content"), CUT.values(), ids=CUT)
def test_an_image_that_has_been_cut_off_is_none(edition: Path, name: str, content: bytes) -> None:
    for image in (edition / "sources/letter/pages").iterdir():
        image.unlink()
    (edition / "sources/letter/pages" / name).write_bytes(content)
    assert "page-image-unreadable" in [problem.code for problem in load(edition)[1]]


@pytest.mark.parametrize(("name", "content"), [("2.png", PNG), ("2.jpg", JPEG), ("2.webp", WEBP)])
def test_an_image_to_which_a_camera_has_added_something_is_one(
    edition: Path, name: str, content: bytes
) -> None:
    for image in (edition / "sources/letter/pages").iterdir():
        image.unlink()
    (edition / "sources/letter/pages" / name).write_bytes(content + bytes(2000))
    assert "page-image-unreadable" not in [problem.code for problem in load(edition)[1]]


@pytest.mark.parametrize(("name", "content", "message"), [(name, *wrong) for name, wrong in WRONG.items()])
def test_what_is_wrong_with_an_image_is_said(edition: Path, name: str, content: bytes, message: str) -> None:
    (edition / "sources/letter" / name).write_bytes(content)
    _, problems = load(edition)
    said = [str(problem).rpartition(" [")[0] for problem in problems if "/pages/" in str(problem)]
    assert said == [f"sources/letter/{name}:1: {message}"]


def test_an_image_that_comes_changes_or_goes_leaves_what_a_clean_build_makes(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # MkDocs' own theme prints the day
    first = digests(built(edition))
    assert digests(built(edition)) == first
    image = edition / "sources/letter/pages/2.png"
    for content in (png(50, 60), None, png(40, 60)):
        image.unlink(missing_ok=True)
        if content:
            image.write_bytes(content)
        now = digests(built(edition))
        clean = edition.parent / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(edition, clean, ignore=shutil.ignore_patterns("site", ".cache"))
        assert digests(built(clean)) == now
    assert now == first
