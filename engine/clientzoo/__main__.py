"""`python -m clientzoo`."""

from clientzoo.cli.main import main

if __name__ == "__main__":
    main()
