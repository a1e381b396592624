"""The desk on the screen: the only floor that imports textual."""
