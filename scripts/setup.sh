#!/usr/bin/env bash
# What ./scripts/demo and ./scripts/test share: Debian packages, the virtual environment in .venv, the build in build/dev.
# Source it, then call `set_up` and `build TARGET...`; run by itself it does both. Each step is one line with its
# seconds; what a step printed is in .cache/log/. Nothing is left outside the clone but Debian packages.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

export XDG_CACHE_HOME=$root/.cache PIP_CACHE_DIR=$root/.cache/pip MYPY_CACHE_DIR=$root/.cache/mypy TMPDIR=$root/.cache/tmp
export CCACHE_DIR=$root/.cache/ccache CCACHE_TEMPDIR=$root/.cache/ccache/tmp CCACHE_MAXSIZE=2G
export PIP_DISABLE_PIP_VERSION_CHECK=1
mkdir -p .cache/log .cache/tmp

packages=(ccache libabsl-dev libarchive-dev libbenchmark-dev libfmt-dev libgtest-dev libsimdjson-dev libtomlplusplus-dev libutf8proc-dev ninja-build
  pkg-config tzdata)
venv_python=.venv/bin/python

# --- saying what happens

die() {
  { echo; printf '%s\n' "$@"; } >&2
  exit 2
}

ticker=
stop_ticker() {
  [ -n "$ticker" ] || return 0
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  ticker=
}
trap stop_ticker EXIT

# On a terminal: the seconds so far, and the last line of the log.
tick() {
  local words=$1 log=$2 start=$SECONDS
  while sleep 1; do
    printf '\r%s %4d s  %.60s\033[K' "$words" $((SECONDS - start)) "$(tail -n 1 "$log" | tr -d '\r')"
  done
}

# step NAME WORDS COMMAND...: runs it with its output in .cache/log/NAME.log. `advice` says what to do when it fails.
step() {
  local log=.cache/log/$1.log start=$SECONDS words
  words=$(printf '%-50s' "$2")
  shift 2
  : >"$log"
  printf '%s' "$words"
  if [ -t 1 ]; then
    tick "$words" "$log" &
    ticker=$!
  fi
  local status=0
  "$@" </dev/null >>"$log" 2>&1 || status=$?
  stop_ticker
  [ ! -t 1 ] || printf '\r%s' "$words"
  if [ "$status" -ne 0 ]; then
    printf ' failed after %d s\n\n' $((SECONDS - start))
    tail -n 25 "$log" >&2
    die "This step failed: ${words%%  *} (all of its output: $log)" "${advice:-See the lines above.}"
  fi
  printf ' %4d s' $((SECONDS - start))
  [ ! -t 1 ] || printf '\033[K'
  printf '\n'
}

already() { printf '%-50s %4d s\n' "$1" 0; }

# --- Debian packages

# Whether a Python can make a virtual environment and build a module; 3.11 because the tests read TOML.
python_is_whole() {
  "$1" -I -c 'import ensurepip, os, sys, sysconfig, venv
header = os.path.join(sysconfig.get_path("include"), "Python.h")
sys.exit(sys.version_info < (3, 11) or not os.path.exists(header))' >/dev/null 2>&1
}

find_python() {
  local candidate
  for candidate in python3 /usr/bin/python3; do
    if python_is_whole "$candidate"; then
      python=$candidate
      return
    fi
  done
  python=/usr/bin/python3
  packages+=(python3 python3-dev python3-venv)
}

installed() { dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort -u; }

apt_install() {
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=120 update || true  # a dead mirror of something else is no obstacle
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"
}

debian_packages() {
  if ! { command -v dpkg-query && command -v apt-get; } >/dev/null; then
    die "This is no Debian: dpkg-query or apt-get is missing. Install what these packages of Debian 12 hold, and build" \
      "with cmake --preset dev: g++ cmake ${packages[*]}"
  fi
  command -v "${CXX:-g++}" >/dev/null || packages+=(g++)
  command -v cmake >/dev/null || packages+=(cmake)
  find_python
  local missing=()
  mapfile -t missing < <(comm -23 <(printf '%s\n' "${packages[@]}" | sort -u) <(installed "${packages[@]}"))
  if [ "${#missing[@]}" -eq 0 ]; then
    already "Debian packages: all there"
    return
  fi
  local line="apt-get install ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "Debian packages are missing, and this is neither root nor is there sudo." "As root: $line"
    sudo -n true 2>/dev/null || sudo -v || die "Debian packages are missing, and sudo refuses." "As root: $line"
  fi
  echo "Missing Debian packages: ${missing[*]}"
  advice="Is there a network to Debian's mirror (see /etc/apt)? By hand, as root: apt-get update && $line" \
    step packages "Debian packages: install ${#missing[@]}" apt_install "${missing[@]}"
  python_is_whole "$python" ||
    die "Python 3.11 or newer with venv and headers is needed; $python ($("$python" -V 2>&1 || echo absent)) is not that." \
      "On Debian 12: apt-get install python3 python3-dev python3-venv"
}

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

tools_are_new_enough() {
  local compiler=${CXX:-g++} version
  version=$("$compiler" -dumpfullversion 2>/dev/null || "$compiler" -dumpversion)
  if "$compiler" --version | grep -qi 'Free Software Foundation'; then
    at_least 12 "$version" || die "g++ 12 or newer is needed; $compiler is $version. CXX=... names another compiler."
  fi
  version=$(cmake --version | sed -n '1s/[^0-9]*//p')
  at_least 3.25 "$version" || die "CMake 3.25 or newer is needed; $(command -v cmake) is $version."
}

# --- the virtual environment

make_venv() {
  "$python" -m venv --clear .venv &&
    "$venv_python" -m pip install --quiet -r python/requirements-dev.txt
}

virtual_environment() {
  local wanted stamp=.venv/trueup-made-from
  wanted="$(sha256sum <python/requirements-dev.txt) $("$python" -V) $root"
  if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && "$venv_python" -c '' 2>/dev/null; then
    already "Virtual environment .venv: as it should be"
    return
  fi
  advice="Is there a network to PyPI? The packages wanted are in python/requirements-dev.txt." \
    step venv "Virtual environment .venv: make" make_venv
  echo "$wanted" >"$stamp"
}

# --- the two things to call

set_up() {
  debian_packages
  tools_are_new_enough
  virtual_environment
}

# build TARGET...
build() {
  advice="If the build folder is at fault: rm -r build/dev" step configure "Configure build/dev" cmake --preset dev
  advice="If the build folder is at fault: rm -r build/dev" \
    step build "Build: $*" cmake --build --preset dev -j "$(nproc)" --target "$@"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set_up
  build all
fi
