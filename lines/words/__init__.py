"""The words of the line format: how each is written, read, explained and offered to editors."""
