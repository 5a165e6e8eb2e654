"""The images of pages for IIIF viewers: a manifest for each document, and a description of each image.

Presentation API 3.0, and Image API 3.0 at level 0: whole images as files, at their own size.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from edition.render.facing import image_folder
from edition.render.views import MANIFEST, facing_page, has_facing
from edition.sources import IMAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.sources import PageImage

# Level 0 is of JPEG alone; other images are shown in a manifest as they are, without a service.
_SERVED = ".jpg"


def has_service(image: PageImage) -> bool:
    """Tell whether an image can be offered as an image service."""
    return image.suffix == _SERVED


def image_files(image: PageImage) -> Iterator[str]:
    """Yield the names of the files that an image is on the site."""
    sizes = ("max", f"{image.width},{image.height}") if has_service(image) else ("max",)
    for size in sizes:
        yield f"{image_folder(image)}/full/{size}/0/default{image.suffix}"


def render_info(edition: Edition, image: PageImage) -> str:
    """Return the description of an image service of level 0."""
    size = {"width": image.width, "height": image.height}
    return _json(
        {
            "@context": "http://iiif.io/api/image/3/context.json",
            "id": edition.site.address + quote(image_folder(image)),
            "type": "ImageService3",
            "protocol": "http://iiif.io/api/image",
            "profile": "level0",
            **size,
            "sizes": [size],
        }
    )


def render_manifest(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return the manifest of a document: a canvas for each page of which there is an image.

    `url_for` gives addresses as seen from the site's first page.
    """
    site = edition.site.address
    title = document.title or "Untitled"
    page = facing_page(document) if has_facing(edition, document) else document.page
    return _json(
        {
            "@context": "http://iiif.io/api/presentation/3/context.json",
            "id": f"{site}{document.page}/{MANIFEST}",
            "type": "Manifest",
            "label": {"none": [title]},
            "homepage": [
                {
                    "id": site + url_for(page).removeprefix("./"),
                    "type": "Text",
                    "label": {"none": [title]},
                    "format": "text/html",
                }
            ],
            "items": [
                _canvas(f"{site}{document.page}/canvas/{quote(image.name)}", site, words, image)
                for words, image in document.images
            ],
        }
    )


def _canvas(name: str, site: str, words: str, image: PageImage) -> dict[str, Any]:
    size = {"width": image.width, "height": image.height}
    body: dict[str, Any] = {
        "id": site + quote(next(image_files(image))),
        "type": "Image",
        "format": IMAGE_TYPES[image.suffix],
        **size,
    }
    if has_service(image):
        service = {"id": site + quote(image_folder(image)), "type": "ImageService3", "profile": "level0"}
        body["service"] = [service]
    painting = {
        "id": f"{name}/image",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": name,
    }
    page = {"id": f"{name}/page", "type": "AnnotationPage", "items": [painting]}
    return {"id": name, "type": "Canvas", "label": {"en": [words]}, **size, "items": [page]}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
