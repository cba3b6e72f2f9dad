#!/usr/bin/env bash
# Makes the Python environment in .venv with uv, which takes a tenth of pip's time.
set -euo pipefail

UV_VERSION=0.13.9
python=${PYTHON:-python3}

stop() {
    echo "$*" >&2
    exit 1
}

command -v "$python" > /dev/null ||
    stop "Python is missing. Install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv), then run make again."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$("$python" --version) is too old: 3.11 or newer is needed. Name another one: make serve PYTHON=python3.12"

# Debian and Ubuntu keep ensurepip, which makes an environment with pip in it, in a package of its own.
if ! "$python" -c 'import ensurepip' 2> /dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        apt-get update --quiet --quiet
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet python3-venv
    else
        stop "Python's venv is missing. Run: sudo apt-get install python3-venv   Then run make again."
    fi
fi

if [ ! -x .venv/bin/uv ]; then
    echo "Making the environment in .venv ..."
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
fi
.venv/bin/uv pip install --quiet --python .venv/bin/python --requirement requirements.txt
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
