import { createChance, pick } from '../company/chance.ts';
import { toStorage } from '../rich-text/html.ts';
import {
  WikiAttachment,
  WikiComment,
  WikiPage,
  type FileVersion,
  type Revision,
  type Selection,
  type Space,
} from './content.ts';
import { describePage } from './wording.ts';
import type { Identity } from '../server/call.ts';
import { visibleTo, type Person } from '../company/people.ts';

/** A space as it is written down: two blanks in front of a title put it below the title before. The first is the home page. */
export type SpacePlan = {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly titles: string;
};

const dayMs = 86_400_000;
const labels = ['how-to', 'decision', 'meeting-notes', 'reference'] as const;

type Beginning = { id: string; title: string; space: Space; parent: WikiPage | undefined };

/** A page with a past: every version but the last lacks the last paragraph. */
function begin(from: Beginning, people: readonly Person[], chance: () => number, now: Date): WikiPage {
  const { id, title, space, parent } = from;
  const createdAt = new Date(now.getTime() - Math.round((200 - chance() * 120) * dayMs));
  const version = 1 + Math.floor(chance() * 6);
  const age = (now.getTime() - createdAt.getTime()) * chance();
  const updatedAt = version === 1 ? createdAt : new Date(now.getTime() - Math.round(age));
  const text = describePage(title, chance);
  const author = pick(chance, people);
  const editor = pick(chance, people);
  const early = toStorage(text.split('\n\n').slice(0, -1).join('\n\n'));
  const all = Array.from({ length: version }, (_, index): Revision => {
    const isLast = index === version - 1;
    const share = version === 1 ? 0 : index / (version - 1);
    const at = new Date(createdAt.getTime() + Math.round((updatedAt.getTime() - createdAt.getTime()) * share));
    return {
      title,
      storage: isLast ? toStorage(text) : early,
      by: isLast && index > 0 ? editor : author,
      at,
      message: '',
    };
  });
  const [first, ...later] = all;
  if (first === undefined) throw new Error('A page has at least one version.');
  const page = new WikiPage(id, first, { space, parent });
  page.revisions.push(...later);
  page.text = text;
  page.labels = [pick(chance, labels)];
  return page;
}

function chain(space: Space, plan: SpacePlan, firstId: number, people: readonly Person[], now: Date): WikiPage[] {
  const chance = createChance(firstId);
  const ancestors: WikiPage[] = [];
  return plan.titles
    .trim()
    .split('\n')
    .map((line, index) => {
      const depth = index === 0 ? 0 : 1 + (line.length - line.trimStart().length) / 2;
      const title = line.trim();
      const parent = ancestors[depth - 1];
      const from = { id: String(firstId + index * 7), title, space, parent };
      const page = begin(from, people, chance, now);
      ancestors.splice(depth, ancestors.length, page);
      return page;
    });
}

/** What one Confluence site holds. */
export class WikiWorld {
  readonly spaces: readonly Space[];
  /** Pages and blog posts, those in the trash too. */
  readonly contents: WikiPage[];
  readonly people: readonly Person[];
  #serial = 7_700_000;

  constructor(plans: readonly SpacePlan[], people: readonly Person[], now: Date) {
    const owner = people[0];
    if (owner === undefined) throw new Error('Nobody to own the spaces.');
    this.people = people;
    this.spaces = plans.map(({ key, name, about }, index) => {
      const createdAt = new Date(now.getTime() - (400 - index) * dayMs);
      return { id: String(131_073 + index * 65_536), key, name, about, owner, createdAt };
    });
    this.contents = plans.flatMap((plan, index) => {
      const space = this.spaces[index];
      return space === undefined ? [] : chain(space, plan, 229_378 + index * 100_000, people, now);
    });
  }

  nextId(): string {
    this.#serial += 11;
    return String(this.#serial);
  }

  /** Pages that are not in the trash. */
  get pages(): readonly WikiPage[] {
    return this.contents.filter(({ kind, isInTrash }) => kind === 'page' && !isInTrash);
  }

  /** Without login nothing is visible, unless the site is open to the public: then the last space is. */
  visibleSpaces(identity: Identity): readonly Space[] {
    if (identity.kind === 'known') return visibleTo(identity.person, this.spaces);
    return identity.kind === 'anonymous' && identity.siteIsPublic ? this.spaces.slice(-1) : [];
  }

  /** Pages and blog posts. */
  visibleContents(identity: Identity): readonly WikiPage[] {
    const spaces = this.visibleSpaces(identity);
    return this.contents.filter(({ space, isInTrash }) => !isInTrash && spaces.includes(space));
  }

  visiblePages(identity: Identity): readonly WikiPage[] {
    return this.visibleContents(identity).filter(({ kind }) => kind === 'page');
  }

  homeOf(space: Space): WikiPage | undefined {
    return this.pages.find((page) => page.space === space);
  }

  childrenOf(page: WikiPage): WikiPage[] {
    return this.pages.filter(({ parent }) => parent === page);
  }

  isTitleTaken(space: Space, title: string, except?: WikiPage): boolean {
    return this.pages.some((page) => page !== except && page.space === space && page.title === title);
  }

  addPage(
    first: Revision,
    place: { kind?: 'page' | 'blogpost'; space: Space; parent?: WikiPage | undefined },
  ): WikiPage {
    const page = new WikiPage(this.nextId(), first, place);
    this.contents.push(page);
    return page;
  }

  /** What was below it goes up by one. */
  trash(page: WikiPage): void {
    for (const child of this.childrenOf(page)) child.parent = page.parent;
    page.isInTrash = true;
  }

  /** With everything below it. */
  move(page: WikiPage, parent: WikiPage): void {
    page.parent = parent;
    const settle = (one: WikiPage): void => {
      one.space = parent.space;
      for (const child of this.childrenOf(one)) settle(child);
    };
    settle(page);
  }

  addComment(
    first: Omit<Revision, 'title' | 'message'>,
    place: { page: WikiPage; parent?: WikiComment | undefined; selection?: Omit<Selection, 'markerRef'> | undefined },
  ): WikiComment {
    const id = this.nextId();
    const { selection, ...rest } = place;
    const marked = selection === undefined ? undefined : { ...selection, markerRef: `marker-${id}` };
    const revision = { ...first, title: `Re: ${place.page.title}`, message: '' };
    const comment = new WikiComment(id, revision, { ...rest, selection: marked });
    place.page.comments.push(comment);
    return comment;
  }

  /** A file of a name that is there already becomes its newest version. */
  attach(page: WikiPage, name: string, file: FileVersion): WikiAttachment {
    const same = page.attachments.find((each) => each.name === name && !each.isInTrash);
    if (same !== undefined) {
      same.versions.push(file);
      return same;
    }
    const attachment = new WikiAttachment(`att${this.nextId()}`, page, name, file);
    page.attachments.push(attachment);
    return attachment;
  }
}
