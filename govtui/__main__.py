"""`python -m govtui` is the same door as the `govtui` command."""

import sys

from govtui.cli import main

if __name__ == "__main__":
    sys.exit(main())
