"""Files that people attach."""

import io

from PIL import Image

from tests.fakes.discord.messages import File


def photo(name: str = "photo.png", colour: str = "red") -> File:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return File(name=name, data=out.getvalue())
