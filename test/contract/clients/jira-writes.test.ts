import { describe, expect, it } from 'vitest';
import { canDescribeRequests, describeRequests } from './described-requests.ts';
import { everyWrite, jiraRequestFaults } from './jira-requests.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { ItemChange, ItemDraft, Prepared, Written } from '../../../src/providers/writes.ts';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';

const setting = useProviders();
const jiras = flavours.filter(({ provider }) => provider === 'jira');

const isDescribed = canDescribeRequests();

describe.each(jiras)('writing to $site', (flavour) => {
  const isCloud = flavour.deployment === 'cloud';
  const [project, strict] = isCloud ? ['WEB', 'APP'] : ['WMS', 'ERP'];
  let client: ProviderClient | undefined;
  const jira = async () => (client ??= await setting.open(flavour));
  const items = async () => (await jira()).items!;
  const requests = () => setting.sim.sites[flavour.site].requests;
  const writes = () => requests().filter(({ method }) => method !== 'GET').length;

  /** Preparing must not write, and what is made is what was shown. */
  async function carryOut(preparing: Promise<Prepared>): Promise<Written> {
    const before = writes();
    const prepared = await preparing;
    expect(writes()).toBe(before);
    const written = await prepared.apply();
    expect(written.problems).toBeUndefined();
    expect(written.changes.map(({ field }) => field).sort()).toEqual(prepared.changes.map(({ field }) => field).sort());
    return written;
  }
  const create = async (draft: Omit<ItemDraft, 'project'> & { project?: string }) =>
    carryOut((await items()).prepareCreate({ project, ...draft }));
  const update = async (id: string, change: ItemChange) => carryOut((await items()).prepareUpdate(id, change));

  it('makes an issue with everything a person would fill in', async () => {
    const written = await create({
      title: 'Measure the hallway',
      description: 'First **width**, then:\n\n- height\n- depth',
      type: 'story',
      assignees: ['me'],
      priority: 'high',
      dueDate: '2026-12-24',
      startDate: '2026-12-01',
      estimateHours: 2.5,
      sprint: 'current',
      parent: `${project}-1`,
      labels: ['hallway'],
      fields: {
        Team: 'workshop',
        'Acceptance criteria': 'It **fits**.',
        Platforms: ['Web', 'iOS'],
        Components: ['Back office'],
      },
      links: [{ type: 'is blocked by', to: `${project}-3` }],
      watchers: ['Jonas Weber'],
    });
    expect(written.url).toBe(`${setting.sim.sites[flavour.site].url}/browse/${written.id}`);
    const item = await (
      await jira()
    ).getItem(written.id, { include: ['links', 'watchers'], fields: ['Team', 'Acceptance criteria', 'Platforms'] });
    expect(item).toMatchObject({
      title: 'Measure the hallway',
      type: 'Story',
      assignees: ['Mia Larsen'],
      priority: 'High',
      dueDate: '2026-12-24',
      startDate: '2026-12-01',
      estimateHours: 2.5,
      sprint: `${project} Sprint 12`,
      parent: `${project}-1`,
      labels: ['hallway'],
      links: [{ type: 'is blocked by', to: `${project}-3`, projectId: item.projectId }],
      watchers: ['Mia Larsen', 'Jonas Weber'],
      fields: [
        { name: 'Team', value: 'Workshop' },
        { name: 'Acceptance criteria', value: 'It **fits**.' },
        { name: 'Platforms', value: 'Web, iOS' },
      ],
    });
    expect(item.description).toContain('**width**');
    const other = await (await jira()).getItem(`${project}-3`, { include: ['links'] });
    expect(other.links).toContainEqual(expect.objectContaining({ type: 'blocks', to: written.id }));
  });

  it('makes an epic, whatever this Jira wants besides a title', async () => {
    const { id } = await create({ title: 'All hallways', type: 'Epic' });
    const { id: child } = await create({ title: 'One hallway', type: 'Task', parent: id });
    expect((await (await jira()).getItem(id, { include: ['children'] })).children?.map((each) => each.id)).toEqual([
      child,
    ]);
    await update(child, { parent: null });
    expect((await (await jira()).getItem(child)).parent).toBeUndefined();
  });

  it('changes fields, state, labels, links and people, and tells what really changed', async () => {
    const { id } = await create({ title: 'Change me', type: 'Task', labels: ['old'] });
    const written = await update(id, {
      title: 'Changed',
      description: 'New text',
      state: 'in review',
      assignees: ['Jonas Weber'],
      priority: 'Low',
      type: 'Bug',
      add: { labels: ['new'], links: [{ type: 'relates to', to: `${project}-5` }], watchers: ['Priya Raman'] },
      remove: { labels: ['old'], watchers: ['me'] },
    });
    expect(Object.fromEntries(written.changes.map(({ field, before, after }) => [field, [before, after]]))).toEqual({
      title: ['Change me', 'Changed'],
      description: [undefined, 'New text'],
      assignees: [undefined, 'Jonas Weber'],
      priority: ['Medium', 'Low'],
      type: ['Task', 'Bug'],
      labels: ['old', 'new'],
      state: ['To Do', 'In Review'],
      links: [undefined, `relates to ${project}-5`],
      watchers: ['Mia Larsen', 'Priya Raman'],
    });
    const again = await update(id, { remove: { links: [{ type: 'relates to', to: `${project}-5` }] }, assignees: [] });
    expect(again.changes).toContainEqual({ field: 'assignees', before: 'Jonas Weber' });
    const { history } = await (await jira()).getItem(id, { include: ['history'] });
    expect(history?.flatMap(({ changes }) => changes)).toContainEqual({
      field: 'status',
      from: 'To Do',
      to: 'In Review',
    });
  });

  it('has nothing to do when all is as wanted', async () => {
    const current = await (await jira()).getItem(`${project}-3`);
    const prepared = await (
      await items()
    ).prepareUpdate(`${project}-3`, { title: current.title, state: current.state, priority: current.priority });
    expect(prepared.changes).toEqual([]);
    const before = writes();
    expect((await prepared.apply()).changes).toEqual([]);
    expect(writes()).toBe(before);
  });

  it('moves an issue between sprints and the backlog', async () => {
    const { id } = await create({ title: 'Plan me', type: 'Task' });
    expect((await update(id, { sprint: `${project} Sprint 13` })).changes).toEqual([
      { field: 'sprint', after: `${project} Sprint 13` },
    ]);
    await update(id, { sprint: null });
    const error = await failureOf((await items()).prepareUpdate(id, { sprint: 'Sprint 99' }));
    expect(error.message).toContain(`${project} Sprint 12`);
  });

  it('moves one whose screen has no sprint by the board', async () => {
    const { id } = await create({ title: 'Plan the epic', type: 'Epic' });
    await update(id, { sprint: 'current' });
    expect((await (await jira()).getItem(id)).sprint).toBe(`${project} Sprint 12`);
    await update(id, { sprint: null });
    expect((await (await jira()).getItem(id)).sprint).toBeUndefined();
  });

  it.each<[string, Partial<ItemDraft>, RegExp]>([
    [
      'a required field',
      { type: 'Bug', project: strict },
      /field Severity: required, allowed values Cosmetic, Annoying, Blocking/,
    ],
    [
      'a value that is not allowed',
      { type: 'Task', priority: 'Urgent' },
      /field Priority: .*allowed values Highest, High, Medium, Low/,
    ],
    ['a date that is none', { type: 'Task', dueDate: '24.12.' }, /field Due date: .*2026-01-31/],
    [
      'a field that is not there',
      { type: 'Task', fields: { Severity: 'Blocking' } },
      /field Severity: not on the screen/,
    ],
    ['a label with a space', { type: 'Task', labels: ['two words'] }, /field Labels: a label has no spaces/],
    ['a type that is not there', { type: 'Nonsense' }, /no type “Nonsense”/],
    ['two assignees', { type: 'Task', assignees: ['me', 'Jonas Weber'] }, /one assignee/],
  ])('names %s before anything is written', async (_, draft, words) => {
    const before = writes();
    const error = await failureOf((await items()).prepareCreate({ title: 'x', project: project, ...draft }));
    expect(error.code).toBe('invalid-input');
    expect(error.message).toMatch(words);
    expect(writes()).toBe(before);
  });

  it('names those a name may mean', async () => {
    const error = await failureOf((await items()).prepareUpdate(`${project}-3`, { assignees: ['a'] }));
    expect(error.message).toMatch(/fits several: .*Mia Larsen \(/);
  });

  it('goes only the ways a workflow has, and asks for what a move needs', async () => {
    const { id } = await create({
      title: 'Step by step',
      type: 'Bug',
      project: strict,
      fields: { Severity: 'Annoying' },
    });
    const far = await failureOf((await items()).prepareUpdate(id, { state: 'Done' }));
    expect(far.next).toContain('Possible moves: In Progress');
    await update(id, { state: 'In Progress' });
    await update(id, { state: 'In Review' });
    const bare = await failureOf((await items()).prepareUpdate(id, { state: 'Done' }));
    expect(bare.message).toMatch(/field Resolution: required for this move, allowed values Done, Won't Do, Duplicate/);
    const done = await (await items()).prepareUpdate(id, { state: 'Done', fields: { Resolution: 'Duplicate' } });
    expect(done.changes).toContainEqual({ field: 'Resolution', after: 'Duplicate' });
    expect((await done.apply()).changes).toContainEqual({ field: 'state', before: 'In Review', after: 'Done' });
    expect((await (await jira()).getItem(id, { fields: ['Resolution'] })).fields).toEqual([
      { name: 'Resolution', value: 'Duplicate' },
    ]);
  });

  it('comments, answers with a quotation, edits, hides and deletes', async () => {
    const on = `${project}-7`;
    const comment = async (change: Parameters<NonNullable<ProviderClient['items']>['prepareComment']>[0]) =>
      carryOut((await items()).prepareComment(change));
    const { id } = await comment({ kind: 'add', on, text: 'Is it **oak**?' });
    await comment({ kind: 'add', on, text: 'It is.', replyTo: id });
    await comment({ kind: 'add', on, text: 'Between us', internal: true });
    await comment({ kind: 'edit', on, comment: id, text: 'Is it walnut?' });
    const read = async () => (await (await jira()).getItem(on, { include: ['comments'] })).comments!;
    const [edited, reply, hidden] = (await read()).slice(-3);
    expect(edited).toMatchObject({ id, author: 'Mia Larsen', text: 'Is it walnut?' });
    expect(reply?.text).toMatch(/^> Mia Larsen wrote:\n>\s*\n> Is it \*\*oak\*\*\?\n\nIt is\.$/);
    expect(hidden).toMatchObject({ text: 'Between us', internal: true });
    await comment({ kind: 'delete', on, comment: id });
    expect((await read()).map((each) => each.id)).not.toContain(id);
    const foreign = (await items()).prepareComment({ kind: 'edit', on: `${project}-8`, comment: reply!.id, text: 'x' });
    expect((await failureOf(foreign)).code).toBe('not-found');
  });

  it('logs, changes and deletes time', async () => {
    const item = `${project}-8`;
    const time = async (change: Parameters<NonNullable<NonNullable<ProviderClient['items']>['prepareTime']>>[0]) =>
      carryOut((await items()).prepareTime!(change));
    const { id, changes } = await time({ kind: 'add', item, hours: 1.5, comment: 'Sawing' });
    expect(changes).toContainEqual({ field: 'date', after: '2026-11-20' });
    await time({ kind: 'edit', item, entry: id, hours: 2, date: '2026-11-19' });
    const read = async () => (await (await jira()).getItem(item, { include: ['time'] })).time;
    expect(await read()).toEqual([{ id, date: '2026-11-19', hours: 2, by: 'Mia Larsen', comment: 'Sawing' }]);
    expect((await (await jira()).getItem(item)).spentHours).toBe(2);
    await time({ kind: 'delete', item, entry: id });
    expect(await read()).toEqual([]);
    expect((await failureOf((await items()).prepareTime!({ kind: 'add', item, hours: 0 }))).message).toContain(
      'field hours',
    );
  });

  it('brings files there and back, and takes the key nowhere else', async () => {
    const { attachments } = await jira();
    const owner = { kind: 'item', id: `${project}-9` } as const;
    const bytes = Uint8Array.from([0, 255, 13, 10, 137]);
    const before = setting.sim.files.requests.length;
    const { id } = await carryOut(
      attachments!.prepareUpload(owner, { name: 'Plan Ä 1.bin', type: 'application/octet-stream', bytes }),
    );
    const file = await attachments!.download(owner, 'plan ä 1.bin', 1000);
    expect(file).toMatchObject({ attachment: { id, name: 'Plan Ä 1.bin', size: 5, author: 'Mia Larsen' } });
    expect([...file.bytes]).toEqual([...bytes]);
    expect(setting.sim.files.requests.every(({ credentialsSent }) => !credentialsSent)).toBe(true);
    expect(setting.sim.files.requests.length > before).toBe(isCloud);
    expect((await failureOf(attachments!.download(owner, id, 4))).code).toBe('invalid-input');
    expect((await failureOf(attachments!.download({ ...owner, id: `${project}-10` }, id, 1000))).code).toBe(
      'not-found',
    );
    await carryOut(attachments!.prepareDelete!(owner, id));
    expect(await attachments!.listAttachments(owner)).toEqual([]);
  });

  it('deletes an issue, but not one with sub-tasks', async () => {
    const { id } = await create({ title: 'Whole', type: 'Task' });
    const { id: part } = await create({ title: 'Part', type: isCloud ? 'Subtask' : 'Sub-task', parent: id });
    const error = await failureOf((await items()).prepareDelete(id));
    expect(error.message).toContain(`1 sub-task (${part})`);
    for (const gone of [part, id]) expect((await carryOut((await items()).prepareDelete(gone))).url).toBeUndefined();
    expect((await failureOf((await jira()).getItem(id))).code).toBe('not-found');
  });

  it('links an issue to a page of the web, and takes the link off again', async () => {
    const { id } = await create({ title: 'Linked', type: 'Task' });
    const link = { type: 'Price list', to: 'https://harbourpine.example/prices' };
    await update(id, { add: { links: [link] } });
    const read = async () => (await (await jira()).getItem(id, { include: ['links'] })).links;
    expect(await read()).toEqual([{ type: 'web link', to: link.to, title: 'Price list' }]);
    await update(id, { remove: { links: [link] } });
    expect(await read()).toEqual([]);
  });

  it('says that an issue stays in its project', async () => {
    expect((await failureOf((await items()).prepareUpdate(`${project}-3`, { project: strict }))).code).toBe(
      'unsupported',
    );
  });

  // The last one: it looks at what all others sent.
  it.skipIf(!isDescribed)('sent nothing that Atlassian’s own files do not describe', async () => {
    const { url } = setting.sim.sites[flavour.site];
    const faults = jiraRequestFaults[flavour.deployment];
    const { objections, operations } = await describeRequests(flavour.site, url, setting.sent, faults);
    expect(objections).toEqual([]);
    const writes = operations.filter((each) => !each.startsWith('GET '));
    expect(new Set(writes.map((each) => each.replace(/rest\/api\/\d/, 'API')))).toEqual(new Set(everyWrite));
  });
});
