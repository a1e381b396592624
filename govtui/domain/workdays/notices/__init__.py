"""The yearly holiday notice: from the pasted text to days off and days worked."""

from govtui.domain.workdays.notices.model import Notice, NoticeDay
from govtui.domain.workdays.notices.parse import NOT_A_NOTICE, parse_notice

__all__ = ["NOT_A_NOTICE", "Notice", "NoticeDay", "parse_notice"]
