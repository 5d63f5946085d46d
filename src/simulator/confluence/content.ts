import type { Person } from '../company/people.ts';

export type Space = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly owner: Person;
  readonly createdAt: Date;
};

export type Revision = {
  readonly title: string;
  readonly storage: string;
  readonly by: Person;
  readonly at: Date;
  readonly message: string;
};

/** What a comment and a page have in common: texts that are never changed, only followed by newer ones. */
class Versioned {
  readonly id: string;
  readonly author: Person;
  readonly createdAt: Date;
  readonly revisions: Revision[];
  isInTrash = false;

  constructor(id: string, first: Revision) {
    this.id = id;
    this.author = first.by;
    this.createdAt = first.at;
    this.revisions = [first];
  }

  get latest(): Revision {
    const latest = this.revisions.at(-1);
    if (latest === undefined) throw new Error('Nothing is without a first revision.');
    return latest;
  }

  get title(): string {
    return this.latest.title;
  }

  get storage(): string {
    return this.latest.storage;
  }

  get editor(): Person {
    return this.latest.by;
  }

  get updatedAt(): Date {
    return this.latest.at;
  }

  get version(): number {
    return this.revisions.length;
  }
}

export class WikiPage extends Versioned {
  readonly kind: 'page' | 'blogpost';
  space: Space;
  parent: WikiPage | undefined;
  labels: string[] = [];
  readonly comments: WikiComment[] = [];
  readonly attachments: WikiAttachment[] = [];
  /** The Markdown a seeded page was made from. */
  text = '';
  /** Only its author may change it. */
  isRestricted = false;

  constructor(
    id: string,
    first: Revision,
    place: { kind?: 'page' | 'blogpost'; space: Space; parent?: WikiPage | undefined },
  ) {
    super(id, first);
    this.kind = place.kind ?? 'page';
    this.space = place.space;
    this.parent = place.parent;
  }
}

/** Where an inline comment stands. */
export type Selection = { readonly text: string; readonly markerRef: string };

export class WikiComment extends Versioned {
  readonly page: WikiPage;
  readonly parent: WikiComment | undefined;
  readonly selection: Selection | undefined;
  resolution: 'open' | 'reopened' | 'resolved' = 'open';

  constructor(
    id: string,
    first: Revision,
    place: { page: WikiPage; parent?: WikiComment | undefined; selection?: Selection | undefined },
  ) {
    super(id, first);
    this.page = place.page;
    this.parent = place.parent;
    this.selection = place.selection;
  }

  /** Answers stand where the comment stands that they answer. */
  get isInline(): boolean {
    return this.parent?.isInline ?? this.selection !== undefined;
  }
}

export type FileVersion = {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly by: Person;
  readonly at: Date;
  readonly comment: string;
};

export class WikiAttachment {
  readonly id: string;
  readonly page: WikiPage;
  readonly name: string;
  readonly versions: FileVersion[];
  isInTrash = false;

  constructor(id: string, page: WikiPage, name: string, first: FileVersion) {
    this.id = id;
    this.page = page;
    this.name = name;
    this.versions = [first];
  }

  get latest(): FileVersion {
    const latest = this.versions.at(-1);
    if (latest === undefined) throw new Error('No attachment is without a file.');
    return latest;
  }

  get createdAt(): Date {
    return (this.versions[0] ?? this.latest).at;
  }
}

/** From the home page down to the page's parent. */
export function ancestorsOf(page: WikiPage): WikiPage[] {
  return page.parent === undefined ? [] : [...ancestorsOf(page.parent), page.parent];
}
