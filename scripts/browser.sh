#!/usr/bin/env bash
# Make sure that a Chromium is here for the accessibility tests.
set -euo pipefail
. "$(dirname "$0")/apt.sh"
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then
    exit 0
  fi
done
# Ubuntu's package only points to a snap, which cannot run in a container; say so rather than fail later.
if [ -r /etc/os-release ] && grep -q '^ID=ubuntu' /etc/os-release; then
  echo "The tests need a browser. Install Google Chrome or Chromium, then run the same command again." >&2
  exit 1
fi
install_by_apt "the browser that the accessibility tests drive" chromium
