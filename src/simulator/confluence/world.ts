import { createChance, pick } from '../company/chance.ts';
import { describePage } from './wording.ts';
import type { Identity } from '../server/call.ts';
import type { Person } from '../company/people.ts';

/** A space as it is written down: two blanks in front of a title put it below the title before. The first is the home page. */
export type SpacePlan = {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly titles: string;
};

export type WikiPage = {
  readonly id: string;
  readonly space: Space;
  readonly title: string;
  readonly text: string;
  readonly parent: WikiPage | undefined;
  readonly author: Person;
  readonly editor: Person;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly labels: readonly string[];
};

export type Space = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly owner: Person;
  readonly createdAt: Date;
};

const dayMs = 86_400_000;
const labels = ['how-to', 'decision', 'meeting-notes', 'reference'] as const;

function chain(space: Space, plan: SpacePlan, firstId: number, people: readonly Person[], now: Date): WikiPage[] {
  const chance = createChance(firstId);
  const ancestors: WikiPage[] = [];
  return plan.titles
    .trim()
    .split('\n')
    .map((line, index) => {
      const depth = index === 0 ? 0 : 1 + (line.length - line.trimStart().length) / 2;
      const createdAt = new Date(now.getTime() - Math.round((200 - chance() * 120) * dayMs));
      const version = 1 + Math.floor(chance() * 6);
      const age = (now.getTime() - createdAt.getTime()) * chance();
      const title = line.trim();
      const page: WikiPage = {
        id: String(firstId + index * 7),
        space,
        title,
        text: describePage(title, chance),
        parent: ancestors[depth - 1],
        author: pick(chance, people),
        editor: pick(chance, people),
        version,
        createdAt,
        updatedAt: version === 1 ? createdAt : new Date(now.getTime() - Math.round(age)),
        labels: [pick(chance, labels)],
      };
      ancestors.splice(depth, ancestors.length, page);
      return page;
    });
}

/** What one Confluence site holds. */
export class WikiWorld {
  readonly spaces: readonly Space[];
  readonly pages: readonly WikiPage[];
  readonly people: readonly Person[];

  constructor(plans: readonly SpacePlan[], people: readonly Person[], now: Date) {
    const owner = people[0];
    if (owner === undefined) throw new Error('Nobody to own the spaces.');
    this.people = people;
    this.spaces = plans.map(({ key, name, about }, index) => {
      const createdAt = new Date(now.getTime() - (400 - index) * dayMs);
      return { id: String(131_073 + index * 65_536), key, name, about, owner, createdAt };
    });
    this.pages = plans.flatMap((plan, index) => {
      const space = this.spaces[index];
      return space === undefined ? [] : chain(space, plan, 229_378 + index * 100_000, people, now);
    });
  }

  /** Without login nothing is visible, unless the site is open to the public: then the last space is. */
  visibleSpaces(identity: Identity): readonly Space[] {
    if (identity.kind === 'known') return this.spaces;
    return identity.kind === 'anonymous' && identity.siteIsPublic ? this.spaces.slice(-1) : [];
  }

  visiblePages(identity: Identity): readonly WikiPage[] {
    const spaces = this.visibleSpaces(identity);
    return this.pages.filter((page) => spaces.includes(page.space));
  }

  homeOf(space: Space): WikiPage | undefined {
    return this.pages.find((page) => page.space === space);
  }

  childrenOf(page: WikiPage): WikiPage[] {
    return this.pages.filter(({ parent }) => parent === page);
  }
}

/** From the home page down to the page's parent. */
export function ancestorsOf(page: WikiPage): WikiPage[] {
  return page.parent === undefined ? [] : [...ancestorsOf(page.parent), page.parent];
}
