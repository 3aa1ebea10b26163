#!/usr/bin/env bash
# Make sure that LibreOffice is here for the drill.
set -euo pipefail
. "$(dirname "$0")/apt.sh"
if command -v soffice >/dev/null; then
  exit 0
fi
install_by_apt "the office suite that the drill opens our documents in" libreoffice-writer libreoffice-calc
