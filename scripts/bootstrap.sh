#!/usr/bin/env bash
# Make .venv from nothing but a Python, with every package pinned by hash, and Följa itself in place.
# Run by `make setup`. Safe to run again: what is already there is kept.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/apt.sh

python=""
for name in python3 python3.14 python3.13 python3.12 python3.11; do
  if command -v "$name" >/dev/null &&
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python="$name"
    break
  fi
done
if [ -z "$python" ]; then
  echo "Följa needs Python 3.11 or newer. Install it, then run the same command again." >&2
  exit 1
fi

make_venv() { "$python" -m venv .venv 2>/dev/null && .venv/bin/python -m pip --version >/dev/null 2>&1; }

# An environment knows its own folder by heart: one that was copied or moved would run the old tree.
if [ -d .venv ] && [ "$(cat .venv/folja-place 2>/dev/null || true)" != "$PWD" ]; then
  rm -rf .venv
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  echo "Making the environment .venv"
  rm -rf .venv
  if ! make_venv; then
    # Debian and Ubuntu ship venv apart from Python.
    install_by_apt "makes the environment" python3-venv
    rm -rf .venv
    "$python" -m venv .venv
  fi
  echo "$PWD" >.venv/folja-place
fi

# One stamp over everything that decides the environment: nothing changed, nothing to do.
stamp="$(cat requirements/*.txt pyproject.toml scripts/bootstrap.sh | sha256sum | cut -d' ' -f1)"
if [ "$(cat .venv/folja-stamp 2>/dev/null || true)" = "$stamp" ]; then
  exit 0
fi

echo "Installing the pinned packages"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps \
  -r requirements/bootstrap.txt
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes --no-deps \
  -r requirements/base.txt -r requirements/dev.txt
# The build backend is one of the pinned packages, so that nothing unpinned is fetched here.
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation \
  --editable .
echo "$stamp" >.venv/folja-stamp
echo "Ready: .venv/bin/folja"
