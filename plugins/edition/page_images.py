"""The files of the site that are images of pages, and what tells IIIF viewers of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edition.contexts import image_context
from edition.render.facing import image_folder
from edition.render.iiif import has_service, image_files, render_info, render_manifest
from edition.render.views import MANIFEST, has_manifest
from edition.specs import FileSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.sources import PageImage

    Read = Callable[[PageImage], bytes]


def image_specs(edition: Edition, read: Read) -> Iterator[FileSpec]:
    """Yield the images of pages, their descriptions and manifests; `read` gives the bytes of an image.

    Documents of a volume may share a page, and so its image.
    """
    images = {image.path: image for document in edition.documents for _, image in document.images}
    for image in images.values():
        for name in image_files(image):
            render = partial(_image, read, image)
            yield FileSpec(name=name, page="index", render=render, context=partial(_same, image))
        if edition.site.address and has_service(image):
            yield FileSpec(
                name=f"{image_folder(image)}/info.json",
                page="index",
                render=partial(_info, edition, image),
                context=partial(_same, (image, edition.site.address)),
            )
    for document in edition.documents:
        if has_manifest(edition, document):
            yield FileSpec(
                name=f"{document.page}/{MANIFEST}",
                page="index",
                render=partial(render_manifest, edition, document),
                context=partial(image_context, edition, document),
            )


def _image(read: Read, image: PageImage, _: UrlFor) -> bytes:
    return read(image)


def _info(edition: Edition, image: PageImage, _: UrlFor) -> str:
    return render_info(edition, image)


def _same(value: object) -> object:
    return value
