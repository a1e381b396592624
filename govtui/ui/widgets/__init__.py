"""The house's own widgets: list, form kit, inputs."""
