import pytest
from pydantic import ValidationError
from sqlalchemy.dialects import sqlite

from bot.models import ChatRef
from bot.storage.columns import JsonOf

CHAT = ChatRef(platform="discord", id="1")
DIALECT = sqlite.dialect()


def test_a_text_that_cannot_be_read_is_refused_each_time() -> None:
    column = JsonOf[ChatRef](ChatRef)
    for _ in range(2):
        with pytest.raises(ValidationError):
            column.process_result_value("{}", DIALECT)
