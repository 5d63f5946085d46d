import { toHtml, toPlainText, toStorage } from '../rich-text/html.ts';
import { ancestorsOf, type Space, type WikiPage } from './world.ts';
import type { Hit } from './cql.ts';
import type { WikiDialect } from './dialect.ts';

const expandable = {
  container: '',
  metadata: '',
  operations: '',
  children: '',
  restrictions: '',
  history: '',
  ancestors: '',
  body: '',
  version: '',
  descendants: '',
  space: '',
};

/** Draws REST v1 content; `base` is the address with the context path of the server. */
export class WikiRenderer {
  readonly #dialect: WikiDialect;
  readonly #base: string;

  constructor(dialect: WikiDialect, base: string) {
    this.#dialect = dialect;
    this.#base = base;
  }

  get #root(): string {
    return `${this.#base}${this.#dialect.context}`;
  }

  space(space: Space, expand: readonly string[] = []): Record<string, unknown> {
    const description = { plain: { value: space.about, representation: 'plain' } };
    return {
      id: Number(space.id),
      key: space.key,
      name: space.name,
      type: 'global',
      status: 'current',
      ...(expand.some((name) => name.startsWith('description')) ? { description } : {}),
      _expandable: { settings: `/rest/api/space/${space.key}/settings`, metadata: '', homepage: '' },
      _links: { webui: this.#dialect.spaceLink(space), self: `${this.#root}/rest/api/space/${space.key}` },
    };
  }

  #version(page: WikiPage): Record<string, unknown> {
    return {
      by: this.#dialect.user(page.editor, this.#base),
      when: page.updatedAt.toISOString(),
      friendlyWhen: page.updatedAt.toISOString().slice(0, 10),
      message: '',
      number: page.version,
      minorEdit: false,
      _expandable: {},
      _links: {},
    };
  }

  #history(page: WikiPage): Record<string, unknown> {
    const createdBy = this.#dialect.user(page.author, this.#base);
    const _links = { self: `${this.#root}/rest/api/content/${page.id}/history` };
    return { latest: true, createdBy, createdDate: page.createdAt.toISOString(), _expandable: {}, _links };
  }

  /** Nothing is included without `expand`. */
  content(page: WikiPage, expand: readonly string[]): Record<string, unknown> {
    const has = (name: string): boolean => expand.some((each) => each === name || each.startsWith(`${name}.`));
    const body = (name: string, value: string) =>
      expand.includes(`body.${name}`) ? { [name]: { value, representation: name, _expandable: {} } } : {};
    const bodies = { ...body('storage', toStorage(page.text)), ...body('view', toHtml(page.text)) };
    const labels = page.labels.map((name, index) => ({ prefix: 'global', name, label: name, id: String(index + 1) }));
    return {
      id: page.id,
      type: 'page',
      status: 'current',
      title: page.title,
      ...(has('space') ? { space: this.space(page.space) } : {}),
      ...(has('history') ? { history: this.#history(page) } : {}),
      ...(has('version') ? { version: this.#version(page) } : {}),
      ...(has('ancestors') ? { ancestors: ancestorsOf(page).map((each) => this.content(each, [])) } : {}),
      ...(has('body') ? { body: bodies } : {}),
      ...(has('metadata')
        ? { metadata: { labels: { results: labels, start: 0, limit: 200, size: labels.length } } }
        : {}),
      extensions: { position: 'none' },
      _expandable: Object.fromEntries(Object.entries(expandable).filter(([name]) => !has(name))),
      _links: {
        self: `${this.#root}/rest/api/content/${page.id}`,
        webui: this.#dialect.pageLink(page),
        tinyui: `/x/${page.id}`,
        editui: `/pages/editpage.action?pageId=${page.id}`,
      },
    };
  }

  /** A search result; the excerpt marks the first of the words that were looked for. */
  hit(hit: Hit, words: readonly string[], expand: readonly string[]): Record<string, unknown> {
    const { page, space } = hit;
    const inner = expand.filter((name) => name.startsWith('content.')).map((name) => name.slice('content.'.length));
    const container = { title: space.name, displayUrl: this.#dialect.spaceLink(space) };
    return {
      ...(page === undefined ? { space: this.space(space) } : { content: this.content(page, inner) }),
      title: page?.title ?? space.name,
      excerpt: excerpt(toPlainText(page?.text ?? space.about), words),
      url: page === undefined ? this.#dialect.spaceLink(space) : this.#dialect.pageLink(page),
      resultGlobalContainer: container,
      breadcrumbs: [],
      entityType: page === undefined ? 'space' : 'content',
      iconCssClass: page === undefined ? 'aui-icon content-type-space' : 'aui-icon content-type-page',
      lastModified: (page?.updatedAt ?? space.createdAt).toISOString(),
      friendlyLastModified: (page?.updatedAt ?? space.createdAt).toISOString().slice(0, 10),
      score: 0,
    };
  }
}

function excerpt(text: string, words: readonly string[]): string {
  const short = text.slice(0, 160);
  const word = words.find((each) => each !== '' && short.toLowerCase().includes(each.toLowerCase()));
  if (word === undefined) return short;
  const at = short.toLowerCase().indexOf(word.toLowerCase());
  return `${short.slice(0, at)}@@@hl@@@${short.slice(at, at + word.length)}@@@endhl@@@${short.slice(at + word.length)}`;
}
