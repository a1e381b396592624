"""F8 通讯录: leaders, units, people, sections, gaps in the division of work, delegations, absences."""
