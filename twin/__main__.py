"""`python -m twin` is the command `twin`."""

from twin.command import main

if __name__ == "__main__":
    main()
