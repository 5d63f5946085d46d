import type { MarkedOptions, Token, Tokenizer as MarkedTokenizer } from 'marked';

export type MarkdownLexer = {
  readonly blocks: (markdown: string) => readonly Token[];
  readonly inlines: (markdown: string) => readonly Token[];
};

const deepestBlock = 100;
const deepestInline = 20;
/** Characters that may be looked through for the ends of emphasis, per text; beyond it asterisks are asterisks. */
const emphasisBudget = 40_000_000;

/** marked, for text from anywhere: bounded in depth and in time, and with no HTML blocks. */
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

  const options: MarkedOptions = { ...getDefaults(), gfm: true };
  const lexer = (): InstanceType<typeof Lexer> => new Lexer({ ...options, tokenizer: new BoundedTokenizer() });
  return { blocks: (markdown) => lexer().lex(markdown), inlines: (markdown) => lexer().inlineTokens(markdown) };
}
