// JSON text with what JSON.stringify cannot write.

/** JSON text that stands as it is where this value stands: a number of a thousand digits, `1e400`, a doubled key. */
export class Raw {
  constructor(text) {
    this.text = text;
  }
}

const mark = '\u{10FFFD}raw:';

/** As JSON.stringify, with every `Raw` as it is. */
export function json(value) {
  const texts = [];
  const text = JSON.stringify(value, (_, each) => (each instanceof Raw ? `${mark}${texts.push(each.text) - 1};` : each));
  return texts.length === 0 ? text : text.replace(new RegExp(`"${mark}(\\d+);"`, 'gu'), (_, at) => texts[Number(at)]);
}
