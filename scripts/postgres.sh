#!/usr/bin/env bash
# Make sure that PostgreSQL's programs are here; the tests start a server of their own.
set -euo pipefail
. "$(dirname "$0")/apt.sh"
for initdb in /usr/lib/postgresql/*/bin/initdb; do
  if [ -x "$initdb" ]; then
    exit 0
  fi
done
if command -v initdb >/dev/null; then
  exit 0
fi
# Debian's package would start a server of the machine's own; the tests have no use for it.
if [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  mkdir -p /etc/postgresql-common
  echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
fi
install_by_apt "the server that the tests of the analysis compute on" postgresql
