#!/usr/bin/env bash
# install.sh: the two versions of Neovim that are tested, from other suites of the Debian mirror that apt is configured with;
# prints their programs, joined with a colon. What is there already stays. They lie where daemon/src/e2e puts its editors.
# The second suite moves: a newer Neovim comes with it.
set -euo pipefail
get=$(dirname "${BASH_SOURCE[0]}")/../../../daemon/src/e2e/editors/get.sh
cache=${PODD_EDITORS:-${TMPDIR:-/tmp}/podd-editors}

program() {
    local prefix=$cache/neovim-$1
    local root=$prefix/root
    mkdir -p "$cache"
    [ -e "$prefix/ready" ] || "$get" "$1" "$prefix" neovim >&2
    local loader
    loader=$(find "$root/usr/lib" -name 'ld-linux*.so.*' | head -1)
    local libraries=${loader%/*}
    if [ ! -e "$prefix/ready" ]; then
        # Its own loader and run path, inherited by its libraries: what it starts sees the system's.
        patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$root/usr/bin/nvim"
        touch "$prefix/ready"
    fi
    cat >"$prefix/nvim" <<END
#!/bin/sh
export VIM=$root/usr/share/nvim VIMRUNTIME=$root/usr/share/nvim/runtime
export LUA_PATH="$root/usr/share/lua/5.1/?.lua;$root/usr/share/lua/5.1/?/init.lua;\${LUA_PATH:-;}"
export LUA_CPATH="$libraries/lua/5.1/?.so;\${LUA_CPATH:-;}"
exec $root/usr/bin/nvim "\$@"
END
    chmod +x "$prefix/nvim"
    echo "$prefix/nvim"
}

first=$(program trixie)
second=$(program forky)
echo "$first:$second"
