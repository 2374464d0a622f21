# Sourced by ./bidloom and ./dev: finds a Java of at least 25 and sets JAVA_HOME to it.
# Only the release file is read, so that looking costs no start of a virtual machine.

bidloom_java_major() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

bidloom_java_fits() {
  bidloom_major=$(bidloom_java_major "$1") || return 1
  [ "${bidloom_major:-0}" -ge 25 ] || return 1
  [ -z "${2:-}" ] || [ -x "$1/bin/javac" ]
}

# The home of the java on the PATH, through any chain of links.
bidloom_java_on_path() {
  bidloom_file=$(command -v java) || return 1
  while [ -h "$bidloom_file" ]; do
    bidloom_link=$(readlink "$bidloom_file")
    case $bidloom_link in
      /*) bidloom_file=$bidloom_link ;;
      *) bidloom_file=$(dirname "$bidloom_file")/$bidloom_link ;;
    esac
  done
  (CDPATH='' cd "$(dirname "$bidloom_file")/.." && pwd -P)
}

# find_java25 [compiler]: with an argument only a JDK will do. Status 1, and a message, when there is none.
find_java25() {
  bidloom_on_path=$(bidloom_java_on_path) || bidloom_on_path=
  bidloom_mac=
  if [ -x /usr/libexec/java_home ]; then
    bidloom_mac=$(/usr/libexec/java_home -v 25+ 2>/dev/null) || bidloom_mac=
  fi
  for bidloom_home in \
    "${JAVA_HOME:-}" "$bidloom_on_path" "$bidloom_mac" \
    /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/*; do
    if [ -n "$bidloom_home" ] && bidloom_java_fits "$bidloom_home" "${1:-}"; then
      JAVA_HOME=$bidloom_home
      export JAVA_HOME
      return 0
    fi
  done
  echo "Bidloom needs a JDK of version 25 or newer, and found none." >&2
  echo "Install one (for instance from https://adoptium.net) or set JAVA_HOME to it." >&2
  return 1
}
