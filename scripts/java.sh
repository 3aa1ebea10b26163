#!/usr/bin/env bash
# Make sure that a Java runtime is here for Spark.
set -euo pipefail
. "$(dirname "$0")/apt.sh"
if command -v java >/dev/null; then
  exit 0
fi
install_by_apt "the Java runtime that Spark runs on" default-jre-headless
