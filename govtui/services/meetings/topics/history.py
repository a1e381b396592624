"""Kinds of things that happen to a topic, and which of them overtake what was let pass before."""

REPORTED, REVISED, CHANGED = "申报", "修改", "改动"
SUBMITTED, STAMPED, UNSTAMPED = "送审", "签批", "撤销"
ANSWERED, COORDINATED, LEANING = "征求", "协调", "倾向"
CHECKED, LAW, RISK, FISCAL, STEP = "核对", "审查", "评估", "财政", "步骤"
RETURNED, RESUBMITTED, WITHDRAWN = "退回", "重报", "撤回"

STAMPS_RESET = (CHANGED, UNSTAMPED, RETURNED, RESUBMITTED)
"""What makes a step that was let pass due again."""

GATES_RESET = (*STAMPS_RESET, ANSWERED, COORDINATED, LEANING, CHECKED, LAW, RISK, STEP)
"""What makes any other gate that was let pass be looked at again: the leader decided on other facts."""
