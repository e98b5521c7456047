#!/bin/sh
# What `make test` runs beside its longest suites, so that both of two processors have work until
# the end: the suites that are named (the browser is tested meanwhile, and wants an idle processor),
# then the graph and API suites on Neo4j's LTS line, but for what is marked `once`.
# Usage: tests/beside.sh PYTHON LTS_VERSION SUITE...; what pytest says goes to build/*.log.
set -u
python=$1 lts=$2
shift 2
running=
# as by Ctrl-C, so that pytest stops the Neo4j that it started
trap 'kill -INT $running 2>/dev/null; wait $running; exit 143' INT TERM

quietly() {
  log=$1
  shift
  "$@" >"$log" 2>&1 &
  running=$!
  wait "$running"
}

quietly build/beside.log "$python" -m pytest "$@" -o cache_dir=build/beside-cache
beside=$?
quietly build/lts.log env TEST_NEO4J_VERSION="$lts" \
  "$python" -m pytest tests/graph tests/api -m "not once" -o cache_dir=build/lts-cache
exit $((beside | $?))
