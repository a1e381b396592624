"""发文: papers that leave, from draft to archive."""
