const ESCAPE = '\x1b';
/** Anything that is more than a character to be seen; a piece of text without it is passed on as it is. */
const SPECIAL = /[\x1b\x90\x98\x9d-\x9f]/;
/** After ESC, or as one character: they begin a string for the terminal itself (DCS, SOS, OSC, PM, APC). */
const STRING_STARTS = /[PX\]^_\x90\x98\x9d-\x9f]/;
/** What a sequence that is kept may have before its last character: more is no sequence of a program. */
const LONGEST_SEQUENCE = 256;

/**
 * What a program in a pod writes, without what would reach beyond the terminal's own screen: strings for the terminal
 * set titles, links and the clipboard, start shell integration, or have the terminal type an answer. Colors, the cursor
 * and the alternate screen stay, so that editors work. Sequences may come in pieces.
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
 */
export class TerminalFilter {
  private state: 'text' | 'escape' | 'string' | 'sequence' = 'text';
  private sequence = '';

  /** @returns what may be written to the terminal */
  filter(text: string): string {
    if (this.state === 'text' && !SPECIAL.test(text)) return text;
    let passed = '';
    for (const character of text) passed += this.take(character);
    return passed;
  }

  private take(character: string): string {
    switch (this.state) {
      case 'text':
        if (character === ESCAPE) this.state = 'escape';
        else if (SPECIAL.test(character)) this.state = 'string';
        else return character;
        return '';
      case 'escape':
        return this.afterEscape(character);
      case 'sequence':
        return this.inSequence(character);
      case 'string':
        // BEL and ST end it, CAN and SUB break it off.
        if (character === ESCAPE) this.state = 'escape';
        else if (/[\x07\x18\x1a\x9c]/.test(character)) this.state = 'text';
        return '';
    }
  }

  private afterEscape(character: string): string {
    if (character === ESCAPE) return '';
    if (character === '[') {
      this.state = 'sequence';
      this.sequence = '';
      return '';
    }
    this.state = STRING_STARTS.test(character) ? 'string' : 'text';
    // ST, which has ended a string.
    return this.state === 'string' || character === '\\' ? '' : `${ESCAPE}${character}`;
  }

  /** Passed on as a whole, so that no half of one joins what comes after it. */
  private inSequence(character: string): string {
    if (character === ESCAPE) {
      this.state = 'escape';
      return '';
    }
    this.sequence += character;
    const isLast = character >= '@' && character <= '~';
    if (!isLast && this.sequence.length < LONGEST_SEQUENCE) return '';
    this.state = 'text';
    // What ends in `t` moves, sizes and names the window.
    return isLast && character !== 't' ? `${ESCAPE}[${this.sequence}` : '';
  }
}
