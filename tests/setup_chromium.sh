#!/bin/sh
# Usage: setup_chromium.sh PYTHON
# Prints the path of a Chromium: an installed one, else Debian's (as root), else Playwright's own.
set -eu
find_one() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -x "$path" ]; then echo "$path"; return 0; fi
  done
  return 1
}
find_one && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "[chromium] installing Debian's" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2
  find_one && exit 0
fi
echo "[chromium] downloading Playwright's own" >&2
"$1" -m playwright install chromium >&2
"$1" - <<'EOF'
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
EOF
