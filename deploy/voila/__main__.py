"""Start the apps' server: `python -m deploy.voila [NOTEBOOK or FOLDER] --port=8866`; else all apps."""

import sys

if __name__ == "__main__":
    # Each forked kernel reads this file again: what stood above would be loaded, in two seconds, by each.
    from deploy.voila.app import main

    main(sys.argv[1:])
