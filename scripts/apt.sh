# Sourced by the scripts that need a Debian package; holds nothing else.
# `install_by_apt WHAT_FOR PACKAGE...` installs when it can, and otherwise says what to run and ends.
install_by_apt() {
  local what_for="$1"
  shift
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $* ($what_for)"
    # Another apt may be under way on the same machine: wait for it.
    apt-get -o DPkg::Lock::Timeout=600 update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -qq -y \
      --no-install-recommends "$@" >/dev/null
  else
    echo "$* is missing ($what_for). On Debian or Ubuntu, run: sudo apt-get install $*" >&2
    exit 1
  fi
}
