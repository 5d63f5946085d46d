import { json, nothing, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { refuseV3, whoAsks } from './errors.ts';
import { teamId, userId, type ClickUpWorld } from './world.ts';
import type { Person } from '../company/people.ts';

type DocPage = {
  readonly id: string;
  name: string;
  content: string;
  readonly parentId: string | undefined;
  readonly creator: Person;
  readonly createdAt: Date;
  updatedAt: Date;
};
type Doc = {
  readonly id: string;
  readonly name: string;
  /** 4 space, 6 list, 12 workspace. */
  readonly parent: { readonly id: string; readonly type: number };
  readonly creator: Person;
  readonly createdAt: Date;
  readonly pages: DocPage[];
};

const minutes = `# Minutes

## Decisions

- The film is 30 seconds long
- No words in it

## Open

Who books the band?
`;

/** Documents of the workspace; the third version of the API has them. */
export class DocShelf {
  readonly docs: Doc[] = [];
  readonly world: ClickUpWorld;
  #serial = 0;

  constructor(world: ClickUpWorld, now: Date) {
    this.world = world;
    const [owner] = world.people;
    const [list] = world.lists;
    if (owner === undefined || list === undefined) return;
    const guide = this.add('Style guide', { id: teamId, type: 12 }, owner, now);
    this.addPage(guide, { name: 'Tone of voice', content: '# Tone of voice\n\nShort, warm, no jargon.' }, owner, now);
    const plan = this.add('Campaign plan', { id: list.id, type: 6 }, owner, now);
    const first = this.addPage(plan, { name: 'Kick-off', content: minutes }, owner, now);
    this.addPage(plan, { name: 'Budget', content: 'About **40,000**.', parentId: first.id }, owner, now);
  }

  #id(): string {
    this.#serial += 1;
    return `8cdu22c-${String(1000 + this.#serial * 13)}`;
  }

  add(name: string, parent: Doc['parent'], creator: Person, now: Date): Doc {
    const doc = { id: this.#id(), name, parent, creator, createdAt: now, pages: [] };
    this.docs.push(doc);
    return doc;
  }

  addPage(
    doc: Doc,
    { name, content, parentId }: { name: string; content: string; parentId?: string },
    creator: Person,
    now: Date,
  ): DocPage {
    const page = { id: this.#id(), name, content, parentId, creator, createdAt: now, updatedAt: now };
    doc.pages.push(page);
    return page;
  }
}

const drawDoc = ({ id, name, parent, creator, createdAt, pages }: Doc) => ({
  id,
  name,
  type: 1,
  parent,
  creator: userId(creator),
  date_created: createdAt.getTime(),
  date_updated: Math.max(createdAt.getTime(), ...pages.map(({ updatedAt }) => updatedAt.getTime())),
  workspace_id: Number(teamId),
  public: false,
  deleted: false,
  archived: false,
});

const drawPage = (doc: Doc, page: DocPage): Record<string, unknown> => ({
  id: page.id,
  doc_id: doc.id,
  workspace_id: Number(teamId),
  ...(page.parentId === undefined ? {} : { parent_page_id: page.parentId }),
  name: page.name,
  sub_title: '',
  content: page.content,
  date_created: page.createdAt.getTime(),
  date_updated: page.updatedAt.getTime(),
  creator_id: userId(page.creator),
  deleted: false,
  archived: false,
  protected: false,
});

function tree(doc: Doc, parentId?: string): Record<string, unknown>[] {
  const own = doc.pages.filter((page) => page.parentId === parentId);
  return own.map((page) => ({ ...drawPage(doc, page), pages: tree(doc, page.id) }));
}

function docOf(shelf: DocShelf, call: Call): Doc {
  const doc = shelf.docs.find(({ id }) => id === call.param('doc_id'));
  if (call.param('workspace_id') !== teamId || doc === undefined) throw refuseV3(404, 'Doc not found');
  return doc;
}

function pageOf(doc: Doc, call: Call): DocPage {
  const page = doc.pages.find(({ id }) => id === call.param('page_id'));
  if (page === undefined) throw refuseV3(404, 'Page not found');
  return page;
}

/** A cursor is the id of the last one that was given. */
function listDocs(shelf: DocShelf, call: Call): Answer {
  if (call.param('workspace_id') !== teamId) throw refuseV3(404, 'Workspace not found');
  const limit = Number(call.query.get('limit') ?? 50);
  if (!(limit >= 10 && limit <= 100)) throw refuseV3(400, 'limit must be between 10 and 100');
  const parent = call.query.get('parent_id');
  const all = shelf.docs.filter((doc) => parent === null || doc.parent.id === parent);
  const from = all.findIndex(({ id }) => id === call.query.get('cursor')) + 1;
  const page = all.slice(from, from + limit);
  const more = from + limit < all.length ? { next_cursor: page.at(-1)?.id } : {};
  return json({ docs: page.map(drawDoc), ...more });
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function createDoc(shelf: DocShelf, call: Call): Answer {
  const { name, parent, create_page: hasPage } = call.input();
  const { id = teamId, type = 12 } = (parent ?? {}) as { id?: unknown; type?: unknown };
  const person = whoAsks(call);
  const doc = shelf.add(textOf(name) ?? '', { id: String(id), type: Number(type) }, person, call.now);
  if (hasPage !== false) shelf.addPage(doc, { name: '', content: '' }, person, call.now);
  return json(drawDoc(doc), 201);
}

function createPage(shelf: DocShelf, call: Call): Answer {
  const doc = docOf(shelf, call);
  const { name, content, parent_page_id: parentId } = call.input();
  const above = textOf(parentId);
  if (above !== undefined && !doc.pages.some(({ id }) => id === above)) throw refuseV3(400, 'Parent page not found');
  const draft = { name: textOf(name) ?? '', content: textOf(content) ?? '' };
  const page = shelf.addPage(doc, above === undefined ? draft : { ...draft, parentId: above }, whoAsks(call), call.now);
  return json(drawPage(doc, page), 201);
}

function editPage(shelf: DocShelf, call: Call): Answer {
  const page = pageOf(docOf(shelf, call), call);
  const { name, content, content_edit_mode: mode = 'replace' } = call.input();
  const text = textOf(content);
  page.name = textOf(name) ?? page.name;
  if (text !== undefined) {
    const modes = { replace: text, append: `${page.content}${text}`, prepend: `${text}${page.content}` };
    if (!(String(mode) in modes)) throw refuseV3(400, 'content_edit_mode is not valid');
    page.content = modes[mode as keyof typeof modes];
  }
  page.updatedAt = call.now;
  return nothing(200);
}

export function docRoutes(shelf: DocShelf): Route[] {
  const docs = '/v3/workspaces/{workspace_id}/docs';
  const pages = `${docs}/{doc_id}/pages`;
  return [
    route('GET', docs, 'closed', (call) => listDocs(shelf, call)),
    route('POST', docs, 'closed', (call) => createDoc(shelf, call)),
    route('GET', `${docs}/{doc_id}`, 'closed', (call) => json(drawDoc(docOf(shelf, call)))),
    route('GET', pages, 'closed', (call) => json(tree(docOf(shelf, call)))),
    route('POST', pages, 'closed', (call) => createPage(shelf, call)),
    route('GET', `${pages}/{page_id}`, 'closed', (call) => {
      const doc = docOf(shelf, call);
      return json(drawPage(doc, pageOf(doc, call)));
    }),
    route('PUT', `${pages}/{page_id}`, 'closed', (call) => editPage(shelf, call)),
  ];
}
