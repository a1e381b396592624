"""领导活动和部门会议: the page beside the meetings, and the week's plan."""
