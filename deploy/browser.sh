#!/usr/bin/env bash
# Looks for Chromium, and installs it where this user may; else says what to run.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" > /dev/null; then
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing Chromium for the tests of pages ..."
    apt-get update --quiet --quiet
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet --no-install-recommends chromium
    exit 0
fi

echo "No Chromium here: the tests of pages will be skipped. To run them: sudo apt-get install chromium" >&2
