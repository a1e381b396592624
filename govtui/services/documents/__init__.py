"""What clerks do with papers."""
