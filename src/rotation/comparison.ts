import { AppError } from '../lib/app-error.ts';
import { counted } from '../lib/wording.ts';
import type { Ability, AbilityId } from '../providers/abilities.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { someOf } from '../providers/some-of.ts';
import type { Page, Project } from '../providers/vocabulary.ts';

export type Comparison = {
  /** Sentences for the user, losses first; empty: nothing differs, or it cannot be told. */
  readonly differences: string[];
  /** Whether the old key could be asked for comparison. */
  readonly oldKeyWorks: boolean;
};

/**
 * What the two keys may do and see, side by side, without changing anything. What a system does not tell is no
 * difference: only AppError `cancelled` ends this.
 */
export async function compareKeys(
  old: ProviderClient | undefined,
  fresh: ProviderClient,
  signal?: AbortSignal,
): Promise<Comparison> {
  if (old === undefined || (await ifKnown(old.whoAmI(signal))) === undefined)
    return { differences: [], oldKeyWorks: false };
  const [oldCan, newCan, oldSees, newSees] = await Promise.all([
    ifKnown(old.abilities?.(signal)),
    ifKnown(fresh.abilities?.(signal)),
    ifKnown(old.listProjects({ limit: mostProjects, signal })),
    ifKnown(fresh.listProjects({ limit: mostProjects, signal })),
  ]);
  const abilities = oldCan && newCan ? compareAbilities(oldCan, newCan) : nothingDiffers;
  const projects = oldSees && newSees ? compareProjects(oldSees, newSees) : nothingDiffers;
  const differences = [...abilities.losses, ...projects.losses, ...abilities.gains, ...projects.gains];
  return { differences, oldKeyWorks: true };
}

const mostProjects = 100;

type Differences = { readonly losses: readonly string[]; readonly gains: readonly string[] };
const nothingDiffers: Differences = { losses: [], gains: [] };

async function ifKnown<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled') return undefined;
    throw error;
  }
}

const words: Readonly<Record<AbilityId, string>> = {
  read: 'read items',
  create: 'create items',
  edit: 'change items',
  delete: 'delete items',
  comment: 'write comments',
  'log-time': 'log time',
  attach: 'attach files',
  administer: 'administer the system',
};

function compareAbilities(old: readonly Ability[], fresh: readonly Ability[]): Differences {
  const changed = fresh.filter(({ id, allowed }) => old.some((each) => each.id === id && each.allowed !== allowed));
  const [gained, lost] = [changed.filter(({ allowed }) => allowed), changed.filter(({ allowed }) => !allowed)];
  return {
    losses: lost.map(({ id }) => `The new key may not ${words[id]}; the old one may.`),
    gains: gained.map(({ id }) => `The new key may ${words[id]}; the old one may not.`),
  };
}

function compareProjects(old: Page<Project>, fresh: Page<Project>): Differences {
  const lost = missing(old, fresh);
  const gained = missing(fresh, old);
  return {
    losses:
      lost.length === 0
        ? []
        : [`The new key does not see ${counted(lost.length, 'project')} that the old one sees: ${some(lost)}.`],
    gains:
      gained.length === 0
        ? []
        : [`The new key sees ${counted(gained.length, 'project')} that the old one does not see: ${some(gained)}.`],
  };
}

/**
 * What is in the one list and not in the other. Where the other goes on beyond its first page, what comes after the last
 * that both have may be further down there: systems list in the same order for everybody.
 */
function missing(from: Page<Project>, other: Page<Project>): readonly Project[] {
  const there = new Set(other.items.map(({ id }) => id));
  const lastCommon = from.items.findLastIndex(({ id }) => there.has(id));
  const comparable = other.nextCursor === undefined ? from.items : from.items.slice(0, lastCommon + 1);
  return comparable.filter(({ id }) => !there.has(id));
}

const some = (projects: readonly Project[]): string =>
  someOf(
    projects.map(({ name }) => name),
    5,
  );
