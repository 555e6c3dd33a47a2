"""What is asked of a model, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.models.refs import PictureRef


class Quality(StrEnum):
    """How much work a model puts into a picture."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    XHIGH = "xhigh"
    MAX = "max"
    AUTO = "auto"


class Complexity(StrEnum):
    """How much a model thinks about what is asked before it draws. It costs nothing more."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Resolution(StrEnum):
    """A class of sizes; with a ratio it becomes exact pixels."""

    K1 = "1k"
    K2 = "2k"
    K4 = "4k"


GIF_FRAMES = 9
"""Pictures of an animation: as many as models make where nothing is said."""


class ImageFormat(StrEnum):
    """The file formats a result can have."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    GIF = "gif"  # a short animation

    @property
    def media_type(self) -> str:
        """The MIME type."""
        return f"image/{self.value}"

    @property
    def suffix(self) -> str:
        """The file name's ending, with its dot."""
        return ".jpg" if self is ImageFormat.JPEG else f".{self.value}"


class Ratio(StrEnum):
    """Width to height. AUTO leaves the choice to the model."""

    AUTO = "auto"
    R1_1 = "1:1"
    R3_2 = "3:2"
    R2_3 = "2:3"
    R4_3 = "4:3"
    R3_4 = "3:4"
    R4_5 = "4:5"
    R5_4 = "5:4"
    R16_9 = "16:9"
    R9_16 = "9:16"
    R2_1 = "2:1"
    R1_2 = "1:2"
    R21_9 = "21:9"
    R9_21 = "9:21"


class Role(StrEnum):
    """What a reference is for; compiled into the prompt."""

    SOURCE = "source"
    SUBJECT = "subject"
    STYLE = "style"
    CHARACTER = "character"
    LOGO = "logo"
    BACKGROUND = "background"
    PALETTE = "palette"
    POSE = "pose"
    COMPOSITION = "composition"
    MASK = "mask"


STILL_FORMATS = frozenset({ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.WEBP})
"""What every picture can be; an animation is one format alone."""


class Operation(StrEnum):
    """Which way a job came about; decides its label, not its price."""

    GENERATE = "generate"
    EDIT = "edit"
    VARY = "vary"
    UPSCALE = "upscale"


class Provenance(StrEnum):
    """How a picture came about, as a term of IPTC's Digital Source Type."""

    # Made by a trained model from words.
    GENERATED = "trainedAlgorithmicMedia"
    # Made by a trained model from somebody's picture.
    EDITED = "compositeWithTrainedAlgorithmicMedia"
    # Drawn by a plain program: the sketch.
    DRAWN = "algorithmicMedia"

    @classmethod
    def of(cls, *, trained: bool, references: bool) -> "Provenance":
        """By who draws, a trained model or a plain program, and whether it was shown pictures."""
        if not trained:
            return cls.DRAWN
        return cls.EDITED if references else cls.GENERATED


@dataclass(frozen=True, kw_only=True, order=True)
class Size:
    """Pixels; written `WxH`."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.width * self.height

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, kw_only=True)
class Asset:
    """A stored picture file, named by the sha256 (hex) of its bytes."""

    sha256: str
    format: ImageFormat
    width: int
    height: int
    size_bytes: int

    @property
    def awaited(self) -> bool:
        """Whether this stands for a picture that is still being drawn: it has no file."""
        return not self.sha256


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A picture given to the model. `name` is the sender's file name, for words only."""

    asset: Asset
    name: str
    role: Role | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something to tell the person beside the answer; worded by `replies` from key and facts."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ImageRequest:
    """All a model is asked for. With it alone the same job can be run again.

    `size` is None where the model chooses (ratio auto). `prompt` is what the person wrote without
    its flags. `source` is the picture that an edit, variation or upscale starts from; its asset is
    the first reference, with the role SOURCE. `mask` is mode L, 255 = edit here, of the source's
    size. `transparent` asks for no background at all; its format is never JPEG. `complexity` None
    leaves it to the model.
    """

    operation: Operation = Operation.GENERATE
    prompt: str
    model: str
    ratio: Ratio = Ratio.R1_1
    resolution: Resolution = Resolution.K1
    size: Size | None = None
    quality: Quality = Quality.LOW
    count: int = 1
    format: ImageFormat = ImageFormat.PNG
    compression: int | None = None
    style: str | None = None
    avoid: str | None = None
    private: bool = False
    transparent: bool = False
    complexity: Complexity | None = None
    references: tuple[Reference, ...] = ()
    mask: Asset | None = None
    source: PictureRef | None = None


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One finished picture of a job. `preview` is a smaller file for chats and pages."""

    ref: PictureRef
    asset: Asset
    preview: Asset | None = None
    revised_prompt: str | None = None
