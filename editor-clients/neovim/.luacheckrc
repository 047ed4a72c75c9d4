-- For luacheck; `luacheck editor-clients/neovim`.
std = 'luajit'
globals = { 'vim' }
max_line_length = 140
ignore = { '212/self' }
exclude_files = { 'lua/podd/protocol.lua' }
