"""``python -m netsvc`` is ``netsvc``."""

from netsvc.cli.main import main

if __name__ == "__main__":
    main()
