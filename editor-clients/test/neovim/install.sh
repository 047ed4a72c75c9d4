#!/usr/bin/env bash
# install.sh FOLDER: the two versions of Neovim that are tested, each under FOLDER/SUITE, from other suites of the Debian mirror
# that apt is configured with. Nothing is installed in the system but patchelf: each tree has its own libraries, C library
# included. What is there already stays. The second suite moves; its version is only reported.
set -euo pipefail
mkdir -p "$1"
folder=$(cd "$1" && pwd)

install() {
    local suite=$1 prefix=$folder/$1
    [ -x "$prefix/bin/nvim" ] && return
    local apt=$prefix/apt root=$prefix/root
    rm -rf "$prefix"
    mkdir -p "$apt"/{lists/partial,cache/archives/partial,parts} "$prefix"/{debs,root,bin}
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/sources.list"
    : >"$apt/status"
    local options=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/parts"
        -o "Dir::Etc::preferencesparts=$apt/parts" -o Dir::Etc::preferences=/dev/null -o "Dir::State::lists=$apt/lists"
        -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
    apt-get "${options[@]}" update -qq
    local packages
    packages=$(apt-cache "${options[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
        --no-replaces --no-enhances neovim | grep -E '^[a-z0-9]' | sort -u)
    # shellcheck disable=SC2086
    (cd "$prefix/debs" && apt-get "${options[@]}" download -qq $packages)
    for deb in "$prefix"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
    local libraries
    libraries=$(dirname "$(find "$root/usr/lib" -name 'ld-linux*.so.*' | head -1)")
    # Its own interpreter and run path, inherited by its libraries, so that what it starts sees the system's.
    patchelf --set-interpreter "$(find "$libraries" -maxdepth 1 -name 'ld-linux*.so.*')" --force-rpath \
        --set-rpath "$libraries" "$root/usr/bin/nvim"
    cat >"$prefix/bin/nvim" <<END
#!/bin/sh
export VIM=$root/usr/share/nvim VIMRUNTIME=$root/usr/share/nvim/runtime
export LUA_PATH="$root/usr/share/lua/5.1/?.lua;$root/usr/share/lua/5.1/?/init.lua;\${LUA_PATH:-;}"
export LUA_CPATH="$libraries/lua/5.1/?.so;\${LUA_CPATH:-;}"
exec $root/usr/bin/nvim "\$@"
END
    chmod +x "$prefix/bin/nvim"
    rm -rf "$apt" "$prefix/debs"
    "$prefix/bin/nvim" --version | head -1
}

if ! command -v patchelf >/dev/null; then
    if [ "$(id -u)" = 0 ]; then as=(); else as=(sudo); fi
    "${as[@]}" apt-get install -y --no-install-recommends patchelf </dev/null
fi
install trixie
install forky
