// The screen of a Neovim as its user sees it: what `redraw` events have drawn into a grid of cells, as text or as SVG.
export class Screen {
  rows = [];
  cursor = { row: 0, column: 0 };
  colors = { foreground: 0xe0e2ea, background: 0x14161b, special: 0xff0000 };
  highlights = new Map([[0, {}]]);
  /** How often the screen was flushed, that is, complete. */
  flushes = 0;
  #modes = [];
  mode = {};

  constructor(columns, lines) {
    this.#resize(columns, lines);
  }

  #resize(columns, lines) {
    this.columns = columns;
    this.lines = lines;
    this.rows = Array.from({ length: lines }, () => Array.from({ length: columns }, () => ({ text: ' ', highlight: 0 })));
  }

  /** Takes one `redraw` notification. */
  redraw(batches) {
    for (const [name, ...calls] of batches) {
      for (const call of calls) this[`on_${name}`]?.(...call);
    }
  }

  on_grid_resize(grid, columns, lines) { if (grid === 1) this.#resize(columns, lines); }
  on_grid_clear() { this.#resize(this.columns, this.lines); }
  on_grid_cursor_goto(grid, row, column) { this.cursor = { row, column }; }
  on_flush() { this.flushes += 1; }
  on_default_colors_set(foreground, background, special) { this.colors = { foreground, background, special }; }
  on_hl_attr_define(id, attributes) { this.highlights.set(id, attributes); }
  on_mode_info_set(enabled, modes) { this.#modes = modes; }
  on_mode_change(name, index) { this.mode = { name, ...this.#modes[index] }; }

  on_grid_line(grid, row, start, cells) {
    let column = start;
    let highlight = 0;
    for (const [text, id, repeat] of cells) {
      highlight = id ?? highlight;
      for (let n = 0; n < (repeat ?? 1); n++) this.rows[row][column++] = { text, highlight };
    }
  }

  on_grid_scroll(grid, top, bottom, left, right, by) {
    const move = (to) => {
      for (let column = left; column < right; column++) this.rows[to][column] = this.rows[to + by][column];
    };
    if (by > 0) for (let row = top; row < bottom - by; row++) move(row);
    else for (let row = bottom - 1; row >= top - by; row--) move(row);
  }

  /** The screen as lines of text, with no blanks at their ends. */
  text() {
    return this.rows.map((row) => row.map(({ text }) => text).join('').trimEnd()).join('\n');
  }

  #style(id) {
    const attributes = this.highlights.get(id) ?? {};
    let foreground = attributes.foreground ?? this.colors.foreground;
    let background = attributes.background ?? this.colors.background;
    if (attributes.reverse) [foreground, background] = [background, foreground];
    return { ...attributes, foreground, background };
  }

  /** The screen as a picture, cell by cell. */
  svg() {
    const width = 8.4;
    const height = 18;
    const hex = (color) => `#${color.toString(16).padStart(6, '0')}`;
    const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
    const parts = [];
    const pad = 12;
    for (const [y, row] of this.rows.entries()) {
      for (let x = 0; x < row.length;) {
        let end = x + 1;
        while (end < row.length && row[end].highlight === row[x].highlight) end++;
        const style = this.#style(row[x].highlight);
        const text = row.slice(x, end).map((cell) => cell.text).join('');
        const left = (pad + x * width).toFixed(1);
        const top = pad + y * height;
        if (style.background !== this.colors.background) {
          parts.push(`<rect x="${left}" y="${top}" width="${((end - x) * width + 0.3).toFixed(1)}" height="${height}" fill="${hex(style.background)}"/>`);
        }
        if (text.trim() !== '') {
          const font = `${style.bold ? ' font-weight="bold"' : ''}${style.italic ? ' font-style="italic"' : ''}`
            + `${style.strikethrough ? ' text-decoration="line-through"' : style.underline || style.undercurl ? ' text-decoration="underline"' : ''}`;
          for (const piece of text.matchAll(/\S+( \S+)*/g)) { // a picture joins blanks
            parts.push(`<text x="${(pad + (x + piece.index) * width).toFixed(1)}" y="${top + 13.5}" fill="${hex(style.foreground)}"${font}`
              + ` textLength="${(piece[0].length * width).toFixed(1)}">${escape(piece[0])}</text>`);
          }
        }
        x = end;
      }
    }
    const { row, column } = this.cursor;
    parts.push(`<rect x="${(pad + column * width).toFixed(1)}" y="${pad + row * height}" width="${this.mode.name === 'insert' ? 2 : width}" height="${height}" fill="${hex(this.colors.foreground)}" fill-opacity="0.6"/>`);
    const w = (this.columns * width + 2 * pad).toFixed(0);
    const h = this.lines * height + 2 * pad;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13.5">\n`
      + `<rect width="100%" height="100%" rx="8" fill="${hex(this.colors.background)}"/>\n${parts.join('\n')}\n</svg>\n`;
  }
}
