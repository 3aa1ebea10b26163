"""`python -m folja`: the command line without the command."""

import sys

from folja.cli import main

if __name__ == "__main__":
    sys.exit(main())
