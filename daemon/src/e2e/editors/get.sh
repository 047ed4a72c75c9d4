#!/usr/bin/env bash
# get.sh SUITE PREFIX PACKAGE: unpacks a program of another Debian suite, with every library that it needs, under PREFIX. The
# system stays as it is: apt keeps its state under PREFIX, and the program brings its own loader. Needs patchelf.
set -euo pipefail
suite=$1 prefix=$2 package=$3 apt=$2/apt
rm -rf "$prefix"
mkdir -p "$apt"/{lists/partial,cache/archives/partial,etc/parts} "$prefix"/{debs,root}
mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | head -1)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/etc/sources.list"
: >"$apt/status"
options=(-o Dir::Etc::sourcelist="$apt/etc/sources.list" -o Dir::Etc::sourceparts="$apt/etc/parts"
    -o Dir::Etc::preferencesparts="$apt/etc/parts" -o Dir::Etc::preferences=/dev/null -o Dir::State::lists="$apt/lists"
    -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User="$(id -un)")
apt-get "${options[@]}" update -qq
packages=$(apt-cache "${options[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
    --no-enhances "$package" | grep -E '^[a-z0-9]' | sort -u)
# shellcheck disable=SC2086
(cd "$prefix/debs" && apt-get "${options[@]}" download -qq $packages)
for deb in "$prefix"/debs/*.deb; do dpkg-deb -x "$deb" "$prefix/root"; done
rm -rf "$apt" "$prefix/debs"
