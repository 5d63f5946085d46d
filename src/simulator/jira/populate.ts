import { toHtml } from '../rich-text/html.ts';
import { people } from '../company/people.ts';
import { carryOut, type Plan } from '../company/plan.ts';
import type { WorkItem } from '../company/work-item.ts';
import { fieldIds } from './catalog.ts';
import type { Dialect } from './dialect.ts';
import type { Issue, Text } from './issue.ts';
import { JiraWorld } from './world.ts';

const dayMs = 86_400_000;
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A site with these projects half-way at `now`, with boards, sprints and files. */
export function populate(plans: readonly Plan[], now: Date, dialect: Dialect): JiraWorld {
  const world = new JiraWorld(
    plans.map((plan) => carryOut(plan, now, people)),
    people,
  );
  for (const [index, project] of world.projects.entries()) {
    addLists(world, project.key);
    addBoard(world, project.key, index, now);
    const ids = new Map<number, string>();
    for (const item of project.items) ids.set(item.number, addIssue(world, item, ids, dialect).id);
  }
  addExtras(world, dialect, now);
  return world;
}

function addLists(world: JiraWorld, project: string): void {
  for (const name of ['Back office', 'Customer side'])
    world.components.push({ id: String(10_100 + world.components.length), name, project });
  for (const name of ['Autumn 2026', 'Spring 2027'])
    world.versions.push({ id: String(10_200 + world.versions.length), name, project });
}

/** The last project works without sprints. */
function addBoard(world: JiraWorld, project: string, index: number, now: Date): void {
  const scrum = index < world.projects.length - 1;
  const id = index + 1;
  world.boards.push({ id, name: `${project} board`, project, scrum });
  if (!scrum) return;
  const states = ['closed', 'active', 'future', 'future'] as const;
  for (const [place, state] of states.entries()) {
    const start = new Date(now.getTime() + (place * 14 - 20) * dayMs);
    const isDated = state !== 'future';
    world.sprints.push({
      id: 30 + world.sprints.length,
      board: id,
      name: `${project} Sprint ${11 + place}`,
      state,
      start: isDated ? start : undefined,
      end: isDated ? new Date(start.getTime() + 14 * dayMs) : undefined,
      goal: place === 1 ? 'Customers can try the first version.' : '',
    });
  }
}

function addIssue(world: JiraWorld, item: WorkItem, ids: ReadonlyMap<number, string>, dialect: Dialect): Issue {
  const text = (markdown: string): Text => ({ native: dialect.text(markdown), html: toHtml(markdown) });
  const active = activeSprint(world, item.project);
  const isInSprint = item.kind !== 'epic' && (item.stage === 'doing' || item.stage === 'review');
  const issue: Issue = {
    id: world.newIssueId(),
    number: item.number,
    project: item.project,
    kind: item.kind,
    summary: item.title,
    description: text(item.description),
    stage: item.stage,
    resolution: item.stage === 'done' ? 'Done' : undefined,
    priority: item.priority,
    assignee: item.assignee,
    reporter: item.author,
    creator: item.author,
    labels: item.labels,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    dueOn: item.dueOn,
    parent: item.parent === undefined ? undefined : ids.get(item.parent),
    estimateSeconds: undefined,
    components: [],
    fixVersions: [],
    sprints: isInSprint && active !== undefined ? [active] : [],
    custom: new Map(item.startOn === undefined ? [] : [[fieldIds.startDate, item.startOn]]),
    comments: item.remarks.map((remark) => ({
      id: world.newId(),
      author: remark.author,
      text: text(remark.text),
      createdAt: remark.at,
      updatedAt: remark.at,
      visibility: undefined,
    })),
    ...{ worklogs: [], history: [], attachments: [], remoteLinks: [] },
    watchers: [item.author],
  };
  world.issues.push(issue);
  return issue;
}

const activeSprint = (world: JiraWorld, project: string): number | undefined => {
  const board = world.boards.find((each) => each.project === project);
  return world.sprints.find((sprint) => sprint.board === board?.id && sprint.state === 'active')?.id;
};

/** The third issue has a picture, a note, hours, a history, a web link and a link to the fourth. */
function addExtras(world: JiraWorld, dialect: Dialect, now: Date): void {
  const [first, , third, fourth] = world.issues;
  const [author] = world.people;
  if (first === undefined || third === undefined || fourth === undefined || author === undefined) return;
  const before = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const file = (name: string, type: string, bytes: Uint8Array): void => {
    third.attachments.push({ id: world.newId(), name, type, bytes, author, createdAt: before(4) });
  };
  file('drawing.png', 'image/png', Buffer.from(png, 'base64'));
  file('notes from the workshop.txt', 'text/plain', Buffer.from('Oak first, then walnut.\n'));
  const started = before(3);
  const comment = { native: dialect.text('Measured the first series'), html: '<p>Measured the first series</p>' };
  third.worklogs.push({
    ...{ id: world.newId(), author, comment, started, seconds: 5400 },
    ...{ createdAt: started, updatedAt: started },
  });
  third.estimateSeconds = 8 * 3600;
  third.history.push({
    ...{ id: world.newId(), author, at: before(5) },
    items: [{ field: 'priority', fieldId: 'priority', from: '3', fromText: 'Medium', to: '2', toText: 'High' }],
  });
  third.remoteLinks.push({
    ...{ id: Number(world.newId()), globalId: undefined },
    ...{ url: 'https://harbourpine.example/handbook', title: 'Project handbook' },
  });
  world.links.push({ id: world.newId(), type: 'Blocks', source: third.id, destination: fourth.id });
}
