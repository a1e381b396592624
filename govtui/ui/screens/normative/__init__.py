"""规范性文件: the page of normative documents."""
