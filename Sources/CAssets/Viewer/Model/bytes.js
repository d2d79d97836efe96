/** Reads numbers and texts of a block, and throws an Error in words where the block is damaged. */

/** @type {(block: string, text: string) => Error} */
export const damage = (block, text) => new Error("This file is damaged: in its " + block + " " + text + ".");

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class ByteReader {
  /* Which byte is next. */
  at = 0;

  /** @param {Uint8Array} bytes @param {string} block what it is called in errors */
  constructor(bytes, block = "data") {
    this.bytes = bytes;
    this.block = block;
  }

  /** @param {boolean} isRight @param {string} text what is wrong if not */
  check(isRight, text) { if (!isRight) throw damage(this.block, text); }

  /* A number is at least one byte, so that nobody can ask for more memory than a block is long. */
  /** @param {number} count */
  #checkCount(count) { this.check(count <= this.bytes.length - this.at, "numbers are missing at the end"); }

  /* A number that may be inexact beyond 2 ** 53. */
  varint() {
    const first = this.#byte();
    return first < 128 ? first : (first & 127) + this.#rest(128);
  }

  /* A number with a sign, which is the lowest bit. It is exact up to 2 ** 53. */
  signed() {
    const first = this.#byte();
    const magnitude = (first & 127) >> 1;
    const whole = first < 128 ? magnitude : magnitude + this.#rest(64);
    return first & 1 ? -whole - 1 : whole;
  }

  #byte() {
    this.check(this.at < this.bytes.length, "a number is cut off");
    return this.bytes[this.at++];
  }

  /* What the bytes behind the first one stand for, of which the next has the weight scale. */
  /** @param {number} scale */
  #rest(scale) {
    for (let [sum, count] = [0, 0]; count < 9; count++) {
      const byte = this.#byte();
      sum += (byte & 127) * scale;
      if (byte < 128) return sum;
      scale *= 128;
    }
    throw damage(this.block, "a number is too long");
  }

  /* Whole numbers below a limit. */
  /** @param {number} count @param {number} limit */
  column(count, limit = 2 ** 32) {
    this.#checkCount(count);
    const [column, bytes] = [new Uint32Array(count), this.bytes];
    for (let index = 0; index < count; index++) {
      /* Most numbers are one byte. */
      const number = bytes[this.at] < 128 ? bytes[this.at++] : this.varint();
      if (number >= limit) throw damage(this.block, "a number is too large");
      column[index] = number;
    }
    return column;
  }

  /* Whole numbers of any size. */
  /** @param {number} count */
  numbers(count) {
    this.#checkCount(count);
    const column = new Float64Array(count);
    for (let index = 0; index < count; index++) column[index] = this.varint();
    return column;
  }

  /* Numbers with signs, times a factor. */
  /** @param {number} count @param {number} factor */
  signedNumbers(count, factor = 1) {
    this.#checkCount(count);
    const column = new Float64Array(count);
    for (let index = 0; index < count; index++) column[index] = this.signed() * factor;
    return column;
  }

  /** @param {number} length */
  text(length) {
    this.check(length <= this.bytes.length - this.at, "a text is cut off");
    return decoder.decode(this.bytes.subarray(this.at, this.at += length));
  }

  /* Texts, whose lengths come first. */
  /** @param {number} count @returns {string[]} */
  texts(count) {
    const lengths = this.column(count);
    const length = lengths.reduce((sum, length) => sum + length, 0);
    const start = this.at;
    const all = this.text(length);
    const texts = new Array(count);
    /* Where each letter is a byte, which is nearly always, they are cut out of one text. */
    const isPlain = all.length === length;
    this.at = start;
    for (let index = 0; index < count; index++) {
      texts[index] = isPlain ? all.slice(this.at - start, this.at - start + lengths[index]) : this.text(lengths[index]);
      if (isPlain) this.at += lengths[index];
    }
    return texts;
  }

  end() { this.check(this.at === this.bytes.length, "there is extra data"); }
}
