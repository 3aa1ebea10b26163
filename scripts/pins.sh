#!/usr/bin/env bash
# Choose versions anew from requirements/*.in and write them with hashes. Run by `make pins`.
# Each file keeps to the ones before it, and names no address of any registry. A version must have
# been out for a week: by then a bad release has mostly been found, and every mirror has it.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
for name in bootstrap base dev spark; do
  echo "Pinning $name"
  ../.venv/bin/uv pip compile --quiet --upgrade --exclude-newer "7 days" --universal --python-version 3.11 \
    --generate-hashes --no-header --no-annotate "$name.in" -o "$name.txt"
done
if grep -n '://' ./*; then
  echo "An address came along. Remove it before you commit." >&2
  exit 1
fi
../.venv/bin/uv pip install --quiet --python ../.venv/bin/python --require-hashes --no-deps -r base.txt -r dev.txt
../.venv/bin/python ../scripts/third_party.py
echo "Done. Run 'make test' and 'make check' before you commit."
