"""Word prints of papers that leave: the paper itself in GB/T 9704-2012 layout, and its 发文稿纸."""
