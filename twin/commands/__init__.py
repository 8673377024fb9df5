"""The commands of `twin`, one file each, imported by `twin.command`."""
