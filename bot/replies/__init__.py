"""What is said, in the person's locale: all wording, and the cards and forms made of it."""

from bot.replies.accounts import (
    balance_card,
    balance_of_card,
    grant_card,
    history_card,
    moved_card,
    revoke_card,
    share_card,
    too_much_card,
    unshare_card,
)
from bot.replies.asking import Asked, Cheaper, Proposed, confirm_card, enhance_card, proposal_card
from bot.replies.describing import alt_text, compare_line, file_name, price_line, title_of
from bot.replies.forms import edit_form, imagine_form, offer_card, reword_form
from bot.replies.guide import (
    ModelRow,
    ServiceRow,
    examples,
    help_card,
    models_card,
    service_card,
    welcome_card,
)
from bot.replies.hints import completion_hint
from bot.replies.notices import (
    defect_card,
    error_reply,
    lost_event_card,
    notice,
    notice_card,
    platform_fault_card,
)
from bot.replies.preferences import PreferenceRow, preferences_card
from bot.replies.prices import why_card
from bot.replies.privacy import export_card, forget_card, inbox_card, privacy_card
from bot.replies.progress import QueueRow, Stage, queue_card, status_card
from bot.replies.quick import quick_form
from bot.replies.recipes import recipe_card
from bot.replies.results import (
    cancelled_card,
    deleted_card,
    elsewhere_card,
    failure_card,
    late_card,
    result_card,
    waiting_card,
)
from bot.replies.words import Phrases, Words

__all__ = [
    "Asked",
    "Cheaper",
    "ModelRow",
    "Phrases",
    "PreferenceRow",
    "Proposed",
    "QueueRow",
    "ServiceRow",
    "Stage",
    "Words",
    "alt_text",
    "balance_card",
    "balance_of_card",
    "cancelled_card",
    "compare_line",
    "completion_hint",
    "confirm_card",
    "defect_card",
    "deleted_card",
    "edit_form",
    "elsewhere_card",
    "enhance_card",
    "error_reply",
    "examples",
    "export_card",
    "failure_card",
    "file_name",
    "forget_card",
    "grant_card",
    "help_card",
    "history_card",
    "imagine_form",
    "inbox_card",
    "late_card",
    "lost_event_card",
    "models_card",
    "moved_card",
    "notice",
    "notice_card",
    "offer_card",
    "platform_fault_card",
    "preferences_card",
    "price_line",
    "privacy_card",
    "proposal_card",
    "queue_card",
    "quick_form",
    "recipe_card",
    "result_card",
    "revoke_card",
    "reword_form",
    "service_card",
    "share_card",
    "status_card",
    "title_of",
    "too_much_card",
    "unshare_card",
    "waiting_card",
    "welcome_card",
    "why_card",
]
