import { createChance, pick } from './chance.ts';
import { describe, remarkTexts } from './wording.ts';
import type { Person } from './people.ts';
import type { Kind, Project, Remark, Stage, WorkItem } from './work-item.ts';

/** A project as it is written down in a seed: one line per item, its kind by the first letter (E, S, T, B). */
export type Plan = {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly labels: readonly string[];
  readonly lines: string;
};

const kindOf: Readonly<Record<string, Kind>> = { E: 'epic', S: 'story', T: 'task', B: 'bug' };
const dayMs = 86_400_000;
const day = (date: Date): string => date.toISOString().slice(0, 10);
const after = (date: Date, days: number): Date => new Date(date.getTime() + Math.round(days * dayMs));

type Line = { readonly kind: Kind; readonly title: string };

function readLines(plan: Plan): Line[] {
  return plan.lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, letter, title] = /^\s*([ESTB]) (.+)$/.exec(line) ?? [];
      const kind = kindOf[letter ?? ''];
      if (kind === undefined || title === undefined) throw new Error(`A seed line is wrong: "${line}"`);
      return { kind, title };
    });
}

/** Early lines are mostly finished, late ones mostly not begun, as in a project half-way. */
function stageAt(share: number, chance: number): Stage {
  const progress = share + (chance - 0.5) * 0.3;
  if (progress < 0.4) return 'done';
  if (progress < 0.5) return 'review';
  return progress < 0.65 ? 'doing' : 'todo';
}

function remarksOn(
  item: { createdAt: Date; updatedAt: Date },
  chance: () => number,
  people: readonly Person[],
): Remark[] {
  const span = item.updatedAt.getTime() - item.createdAt.getTime();
  return Array.from({ length: Math.floor(chance() * 3) }, (_, index) => ({
    author: pick(chance, people),
    at: new Date(item.createdAt.getTime() + Math.round((span * (index + 1)) / 3)),
    text: pick(chance, remarkTexts),
  }));
}

type Setting = { readonly now: Date; readonly people: readonly Person[]; readonly chance: () => number };

/** All dates lie before `now` except due dates. Each item uses the same number of chances, so edits stay local. */
function buildItem(
  plan: Plan,
  line: Line,
  place: { number: number; count: number; parent?: number },
  setting: Setting,
): WorkItem {
  const chance = createChance(Math.floor(setting.chance() * 2 ** 32));
  const share = place.number / place.count;
  const age = 120 - share * 112 + chance() * 4;
  const createdAt = after(setting.now, -age);
  const stage = line.kind === 'epic' ? (share < 0.25 ? 'done' : 'doing') : stageAt(share, chance());
  const idle = stage === 'todo' ? age * (0.3 + chance() * 0.7) : age * 0.6 * chance();
  const updatedAt = after(setting.now, -Math.max(idle, 0.02));
  const hasAssignee = stage !== 'todo' || chance() < 0.6;
  return {
    number: place.number,
    project: plan.key,
    ...line,
    description: describe(line.kind, line.title, chance),
    stage,
    priority: pick(chance, [3, 3, 3, 2, 4, 2, 1] as const),
    assignee: hasAssignee ? pick(chance, setting.people) : undefined,
    author: pick(chance, setting.people),
    labels: chance() < 0.5 ? [pick(chance, plan.labels)] : [],
    createdAt,
    updatedAt,
    startOn: stage === 'todo' ? undefined : day(after(createdAt, 1)),
    dueOn: chance() < 0.5 ? day(after(setting.now, stage === 'done' ? -idle : chance() * 40 - 5)) : undefined,
    parent: place.parent,
    remarks: remarksOn({ createdAt, updatedAt }, chance, setting.people),
  };
}

/** The same project on every run, moved in time so that it is half-way at `now`. Items after an epic belong to it. */
export function carryOut(plan: Plan, now: Date, people: readonly Person[]): Project {
  const lines = readLines(plan);
  const seed = Array.from(plan.key).reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7);
  const setting = { now, people, chance: createChance(seed) };
  let epic: number | undefined;
  const items = lines.map((line, index) => {
    const number = index + 1;
    if (line.kind === 'epic') epic = number;
    const parent = epic === undefined || line.kind === 'epic' ? {} : { parent: epic };
    return buildItem(plan, line, { number, count: lines.length, ...parent }, setting);
  });
  return { key: plan.key, name: plan.name, about: plan.about, items };
}
