"""Speeds as ratios to stated floors, each pair measured in the same run."""
