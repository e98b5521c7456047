#!/bin/sh
# The compose file is valid: checked by whichever client is here; CI installs one.
set -eu
cd "$(dirname "$0")/.."
export NEO4J_PASSWORD=example-password NETSVC_TOKEN_KEY=0123456789abcdef0123456789abcdef \
  NETSVC_PSEUDONYM_KEY=0123456789abcdef0123456789abcdef
if docker compose version >/dev/null 2>&1; then
  docker compose config --quiet
elif command -v docker-compose >/dev/null 2>&1; then
  docker-compose -f docker-compose.yml config --quiet
elif [ -n "${CI:-}" ]; then
  echo "check_compose: no docker compose client to validate docker-compose.yml with" >&2
  exit 1
else
  echo "check_compose: no docker compose client here; docker-compose.yml not validated"
fi
