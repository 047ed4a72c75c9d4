-- For `vim.lsp.enable('podd')`, Neovim 0.11 and newer. The plugin itself starts the same client.
return require('podd.client').settings()
