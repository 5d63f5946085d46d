import {
  ancestorsOf,
  type Revision,
  type Space,
  type WikiAttachment,
  type WikiComment,
  type WikiPage,
} from './content.ts';
import { storageView, storageWords } from './storage.ts';
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

const wantedIn =
  (expand: readonly string[]) =>
  (name: string): boolean =>
    expand.some((each) => each === name || each.startsWith(`${name}.`));

function bodies(storage: string, expand: readonly string[]): Record<string, unknown> {
  const body = (name: string, value: string) =>
    expand.includes(`body.${name}`) ? { [name]: { value, representation: name, _expandable: {} } } : {};
  return { ...body('storage', storage), ...body('view', storageView(storage)) };
}

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

  space(space: Space, expand: readonly string[] = [], home?: WikiPage): Record<string, unknown> {
    const description = { plain: { value: space.about, representation: 'plain' } };
    return {
      id: Number(space.id),
      key: space.key,
      name: space.name,
      type: 'global',
      status: 'current',
      ...(expand.some((name) => name.startsWith('description')) ? { description } : {}),
      ...(home !== undefined && expand.includes('homepage') ? { homepage: this.content(home, []) } : {}),
      _expandable: { settings: `/rest/api/space/${space.key}/settings`, metadata: '', homepage: '' },
      _links: { webui: this.#dialect.spaceLink(space), self: `${this.#root}/rest/api/space/${space.key}` },
    };
  }

  #version({ by, at, message }: Omit<Revision, 'title' | 'storage'>, number: number): Record<string, unknown> {
    return {
      by: this.#dialect.user(by, this.#base),
      when: at.toISOString(),
      friendlyWhen: at.toISOString().slice(0, 10),
      message,
      number,
      minorEdit: false,
      _expandable: {},
      _links: {},
    };
  }

  #history({ id, author, createdAt }: Pick<WikiPage, 'id' | 'author' | 'createdAt'>): Record<string, unknown> {
    const createdBy = this.#dialect.user(author, this.#base);
    const _links = { self: `${this.#root}/rest/api/content/${id}/history` };
    return { latest: true, createdBy, createdDate: createdAt.toISOString(), _expandable: {}, _links };
  }

  labels({ labels }: WikiPage): Record<string, unknown>[] {
    return labels.map((name, index) => ({ prefix: 'global', name, label: name, id: String(index + 1) }));
  }

  /** Nothing is included without `expand`; `number` is an older version. */
  content(page: WikiPage, expand: readonly string[], number = page.version): Record<string, unknown> {
    const has = wantedIn(expand);
    const revision = page.revisions[number - 1] ?? page.latest;
    const labels = this.labels(page);
    return {
      id: page.id,
      type: page.kind,
      status: number < page.version ? 'historical' : page.isInTrash ? 'trashed' : 'current',
      title: revision.title,
      ...(has('space') ? { space: this.space(page.space) } : {}),
      ...(has('history') ? { history: this.#history(page) } : {}),
      ...(has('version') ? { version: this.#version(revision, number) } : {}),
      ...(has('ancestors') ? { ancestors: ancestorsOf(page).map((each) => this.content(each, [])) } : {}),
      ...(has('body') ? { body: bodies(revision.storage, expand) } : {}),
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

  comment(comment: WikiComment, expand: readonly string[]): Record<string, unknown> {
    const has = wantedIn(expand);
    const { page, selection } = comment;
    const above: WikiComment[] = [];
    for (let up = comment.parent; up !== undefined; up = up.parent) above.unshift(up);
    const inline =
      selection === undefined
        ? {}
        : { inlineProperties: { originalSelection: selection.text, markerRef: selection.markerRef } };
    const extensions = { location: comment.isInline ? 'inline' : 'footer', ...inline };
    return {
      id: comment.id,
      type: 'comment',
      status: 'current',
      title: comment.title,
      ...(has('container') ? { container: this.content(page, []) } : {}),
      ...(has('history') ? { history: this.#history(comment) } : {}),
      ...(has('version') ? { version: this.#version(comment.latest, comment.version) } : {}),
      ...(has('ancestors') ? { ancestors: above.map((each) => this.comment(each, [])) } : {}),
      ...(has('body') ? { body: bodies(comment.storage, expand) } : {}),
      extensions: {
        ...extensions,
        ...(has('extensions') ? { resolution: { status: comment.resolution } } : {}),
      },
      _expandable: Object.fromEntries(Object.entries(expandable).filter(([name]) => !has(name))),
      _links: {
        self: `${this.#root}/rest/api/content/${comment.id}`,
        webui: `${this.#dialect.pageLink(page)}?focusedCommentId=${comment.id}`,
      },
    };
  }

  attachment(attachment: WikiAttachment, expand: readonly string[]): Record<string, unknown> {
    const has = wantedIn(expand);
    const { id, name, page, latest, versions } = attachment;
    const metadata = { mediaType: latest.type, comment: latest.comment };
    const query = `version=${versions.length}&modificationDate=${latest.at.getTime()}&api=v2`;
    return {
      id,
      type: 'attachment',
      status: 'current',
      title: name,
      ...(has('container') ? { container: this.content(page, []) } : {}),
      ...(has('history')
        ? { history: this.#history({ id, author: (versions[0] ?? latest).by, createdAt: attachment.createdAt }) }
        : {}),
      ...(has('version') ? { version: this.#version({ ...latest, message: latest.comment }, versions.length) } : {}),
      metadata,
      extensions: { ...metadata, fileSize: latest.bytes.length },
      _expandable: Object.fromEntries(Object.entries(expandable).filter(([each]) => each !== 'metadata' && !has(each))),
      _links: {
        self: `${this.#root}/rest/api/content/${id}`,
        webui: `${this.#dialect.pageLink(page)}?preview=${id}`,
        download: `/download/attachments/${page.id}/${encodeURIComponent(name)}?${query}`,
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
      excerpt: excerpt(page === undefined ? space.about : storageWords(page.storage), words),
      url: page === undefined ? this.#dialect.spaceLink(space) : this.#dialect.pageLink(page),
      resultGlobalContainer: container,
      breadcrumbs: [],
      entityType: page === undefined ? 'space' : 'content',
      iconCssClass: page === undefined ? 'aui-icon content-type-space' : `aui-icon content-type-${page.kind}`,
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
