# shellcheck shell=bash
# What every dev/ script needs: where things are, how to speak, and the private PostgreSQL.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
DEV=$ROOT/.dev
VENV=$DEV/venv
PY=$VENV/bin/python
LOGS=$DEV/log
ODOO_HOME=${ODOO_HOME:-$DEV/odoo/usr/lib/python3/dist-packages}
PYTHON=${PYTHON:-python3}

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf 'ais_sales: %s\n' "$*" >&2; exit 1; }

# Run a program as the system's administrator; fails where that is not allowed.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@" 2>/dev/null; fi
}

# Run a long step with its output in a log file, and show that it lives.
quietly() {
    local log=$LOGS/$1.log pid code=0
    shift
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        [ -t 1 ] && printf '\r    %s' "$(tail -n 1 "$log" | tr -d '\r' | cut -c1-90)" && printf '\033[K'
    done
    [ -t 1 ] && printf '\r\033[K'
    wait "$pid" || code=$?
    [ "$code" = 0 ] || tail -n 4 "$log" >&2
    return "$code"
}

# ---- PostgreSQL: a private cluster that listens on a socket only, unless PGHOST names a server.
ID=$(printf '%s' "$ROOT" | cksum | cut -d' ' -f1)
PG_DATA=$DEV/pg
PG_SOCKET=$DEV/socket

pg_place() {
    # PostgreSQL refuses to run as root, and its user may be unable to enter the project's folder.
    if [ "$(id -u)" = 0 ] && ! runuser -u postgres -- test -x "$ROOT" 2>/dev/null; then
        PG_DATA=/var/lib/postgresql/ais_sales-$ID
    fi
    # A socket's path may have 107 characters.
    if [ "$PG_DATA" != "$DEV/pg" ] || [ "${#PG_SOCKET}" -gt 80 ]; then
        PG_SOCKET=/var/tmp/ais_sales-$ID
    fi
}

pg_bin() {
    local found
    found=$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null | sort -V | tail -n 1)
    [ -n "$found" ] || found=$(command -v initdb || true)
    [ -n "$found" ] && dirname "$(readlink -f "$found")"
}

pg_run() {
    local program
    program=$(pg_bin)/$1
    shift
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$program" "$@")
    else
        "$program" "$@"
    fi
}

pg_env() {
    if [ -z "${PGHOST:-}" ]; then
        pg_place
        export PGHOST=$PG_SOCKET PGPORT=5432 PGUSER=odoo AIS_OWN_PG=1
    fi
    export PGPORT=${PGPORT:-5432} PGUSER=${PGUSER:-odoo}
}

pg_start() {
    pg_env
    if [ -z "${AIS_OWN_PG:-}" ]; then
        psql -d postgres -Atc 'SELECT 1' >/dev/null 2>&1 ||
            die "the PostgreSQL server at PGHOST=$PGHOST does not answer to the user $PGUSER"
        return 0
    fi
    pg_place
    psql -d postgres -Atc 'SELECT 1' >/dev/null 2>&1 && return 0
    [ -n "$(pg_bin)" ] || die "PostgreSQL's server is not installed: apt-get install postgresql"
    local owner=()
    [ "$(id -u)" = 0 ] && owner=(-o postgres -g postgres)
    install -d -m 700 "${owner[@]}" "$PG_DATA" "$PG_SOCKET"
    if [ ! -f "$PG_DATA/PG_VERSION" ]; then
        say "Creating a private PostgreSQL cluster"
        quietly initdb pg_run initdb -D "$PG_DATA" -U postgres -A trust -E UTF8 --locale=C.UTF-8 ||
            die "PostgreSQL's cluster cannot be created: see $LOGS/initdb.log"
    fi
    pg_run pg_ctl -D "$PG_DATA" -l "$PG_DATA/server.log" -w -t 60 start -o \
        "-c listen_addresses='' -c port=5432 -c unix_socket_directories='$PG_SOCKET' \
         -c unix_socket_permissions=0700 -c max_connections=300" >/dev/null ||
        die "PostgreSQL does not start: see $PG_DATA/server.log"
    # Odoo refuses to work as PostgreSQL's superuser: it gets a role of its own.
    PGUSER=postgres psql -d postgres -q -c "DO \$\$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo') THEN
            CREATE ROLE odoo LOGIN CREATEDB; END IF; END \$\$"
}

pg_stop() {
    pg_place
    [ ! -f "$PG_DATA/postmaster.pid" ] || pg_run pg_ctl -D "$PG_DATA" -m fast stop >/dev/null || true
}

# Restart the private cluster: `immediate` as a crash does, `fast` as an administrator does.
pg_restart() {
    pg_place
    pg_run pg_ctl -D "$PG_DATA" -l "$PG_DATA/server.log" -w -t 60 -m "$1" restart >/dev/null
}

# ---- Odoo
odoo_env() {
    pg_env
    export PYTHONPATH=$ODOO_HOME PYTHONNOUSERSITE=1 PATH=$VENV/bin:$PATH
    export AIS_ODOO=$ROOT/dev/odoo
}

odoo_addons_path() {
    local place path=
    for place in "$ODOO_HOME/odoo/addons" "$ODOO_HOME/addons" \
        "$VENV"/lib/python3*/site-packages/odoo/addons "$ROOT"; do
        [ ! -d "$place" ] || path=$path,$place
    done
    printf '%s' "${path#,}"
}

odoo_conf() {
    mkdir -p "$DEV/data"
    cat >"$DEV/odoo.conf" <<END
[options]
addons_path = $(odoo_addons_path)
data_dir = $DEV/data
http_interface = 127.0.0.1
db_host = $PGHOST
db_port = $PGPORT
db_user = $PGUSER
db_maxconn = 64
END
}

db_exists() { [ "$(psql -d postgres -Atc "SELECT 1 FROM pg_database WHERE datname = '$1'")" = 1 ]; }

# Follow Odoo's log and say how far it is.
show_modules() {
    local line
    while IFS= read -r line; do
        if [[ $line =~ Loading\ module\ ([a-z0-9_]+)\ \(([0-9]+)/([0-9]+)\) ]]; then
            if [ -t 1 ]; then
                printf '\r    module %s of %s: %s\033[K' "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" "${BASH_REMATCH[1]}"
            elif [ "${BASH_REMATCH[1]}" = ais_sales ] || [ $((BASH_REMATCH[2] % 20)) = 0 ]; then
                printf '    module %s of %s\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
            fi
        fi
    done
    [ ! -t 1 ] || printf '\r\033[K'
}

# Run Odoo on a database until it is done; the whole output is kept in a log file.
odoo_once() {
    local log=$LOGS/$1.log
    shift
    "$ROOT/dev/odoo" server "$@" --stop-after-init --no-http 2>&1 </dev/null | tee "$log" | show_modules
    ! grep -qE '^[0-9: ,-]+ [0-9]+ (CRITICAL|ERROR) ' "$log"
}
