import type { Lexer as MarkedLexer, MarkedOptions, Token, Tokenizer as MarkedTokenizer } from 'marked';

export type MarkdownLexer = {
  readonly blocks: (markdown: string) => readonly Token[];
  readonly inlines: (markdown: string) => readonly Token[];
};

const deepestBlock = 100;
const deepestInline = 20;
/** Characters that may be looked through for the ends of emphasis, per text; beyond it asterisks are asterisks. */
const emphasisBudget = 60_000_000;
/** Longer paragraphs are read piece by piece, because the time it takes grows with the square of their length. */
const longestParagraph = 20_000;
const pieceLength = 5_000;

/** marked, for text from anywhere: bounded in depth and in time, and with no HTML blocks. */
// eslint-disable-next-line max-lines-per-function -- the classes can only be made once marked is loaded.
export async function loadMarkdownLexer(): Promise<MarkdownLexer> {
  const { Lexer, Tokenizer, getDefaults } = await import('marked');

  class BoundedTokenizer extends Tokenizer {
    #blocks = 0;
    #inlines = 0;
    #budget = emphasisBudget;

    override html(): undefined {
      return undefined;
    }
    override list(src: string): ReturnType<MarkedTokenizer['list']> {
      return this.#nested('blocks', () => super.list(src));
    }
    override blockquote(src: string): ReturnType<MarkedTokenizer['blockquote']> {
      return this.#nested('blocks', () => super.blockquote(src));
    }
    override emStrong(src: string, masked: string, before?: string): ReturnType<MarkedTokenizer['emStrong']> {
      if (src.startsWith('*') || src.startsWith('_')) this.#budget -= src.length;
      return this.#nested('inlines', () => (this.#budget < 0 ? undefined : super.emStrong(src, masked, before)));
    }
    override del(src: string, masked: string, before?: string): ReturnType<MarkedTokenizer['del']> {
      return this.#nested('inlines', () => super.del(src, masked, before));
    }
    override link(src: string): ReturnType<MarkedTokenizer['link']> {
      return this.#nested('inlines', () => super.link(src));
    }
    override reflink(
      src: string,
      links: Parameters<MarkedTokenizer['reflink']>[1],
    ): ReturnType<MarkedTokenizer['reflink']> {
      return this.#nested('inlines', () => super.reflink(src, links));
    }

    #nested<T>(what: 'blocks' | 'inlines', read: () => T): T | undefined {
      if (what === 'blocks' ? this.#blocks >= deepestBlock : this.#inlines >= deepestInline) return undefined;
      this.#count(what, 1);
      try {
        return read();
      } finally {
        this.#count(what, -1);
      }
    }
    #count(what: 'blocks' | 'inlines', by: number): void {
      if (what === 'blocks') this.#blocks += by;
      else this.#inlines += by;
    }
  }

  class BoundedLexer extends Lexer<string, string> {
    override inlineTokens(src: string, tokens: Token[] = []): Token[] {
      if (src.length <= longestParagraph) return super.inlineTokens(src, tokens);
      for (const piece of pieces(src)) tokens.push(...super.inlineTokens(piece));
      return tokens;
    }
  }

  const options: MarkedOptions = { ...getDefaults(), gfm: true };
  const lexer = (): MarkedLexer => new BoundedLexer({ ...options, tokenizer: new BoundedTokenizer() });
  let calls = 0;
  let shared = lexer();
  return {
    blocks: (markdown) => lexer().lex(markdown),
    inlines: (markdown) => {
      // One for many short texts: making it costs more than reading with it. A new one now and then has a new budget.
      if (++calls % 1000 === 0) shared = lexer();
      return shared.inlineTokens(markdown);
    },
  };
}

/** Where a line or a word ends, never behind a backslash. */
function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + pieceLength);
    if (end < text.length) {
      const part = text.slice(start, end);
      const gap = Math.max(part.lastIndexOf('\n'), part.lastIndexOf(' '));
      if (gap > pieceLength / 2) end = start + gap;
      for (let back = 0; back < 50 && end > start + 1 && /[\\\uD800-\uDBFF]/.test(text.charAt(end - 1)); back++) end--;
    }
    yield text.slice(start, end);
    start = end;
  }
}
