"""Where pixels come from, written into derivatives. Originals carry the provider's own and stay so.

Terms: IPTC NewsCodes, Digital Source Type (http://cv.iptc.org/newscodes/digitalsourcetype/).
"""

from typing import Any

from PIL.PngImagePlugin import PngInfo

from bot.models import ImageFormat, Provenance

RECIPE_KEYWORD = "Recipe"
"""The PNG text chunk (iTXt) that holds the words a picture was made from."""

_XMP_KEYWORD = "XML:com.adobe.xmp"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
   xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
   Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{term}"/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def xmp_packet(provenance: Provenance) -> str:
    """An XMP packet that says just this."""
    return _PACKET.format(term=provenance.value)


def save_options(
    kind: ImageFormat, provenance: Provenance | None, recipe: str | None = None
) -> dict[str, Any]:
    """Options of `bot.imaging.saving` that write these facts; a recipe goes into PNGs only."""
    if kind is ImageFormat.PNG:
        return {"pnginfo": _png_texts(provenance, recipe)}
    return {"xmp": xmp_packet(provenance).encode()} if provenance else {}


def _png_texts(provenance: Provenance | None, recipe: str | None) -> PngInfo:
    texts = PngInfo()
    if provenance:
        texts.add_itxt(_XMP_KEYWORD, xmp_packet(provenance))
    if recipe:
        texts.add_itxt(RECIPE_KEYWORD, recipe, zip=True)
    return texts
