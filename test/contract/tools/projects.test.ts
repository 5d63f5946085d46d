import { describe, expect, it } from 'vitest';
import { projectDescription, type ProjectDescription } from '../../../src/providers/project-description.ts';
import { person, sprint } from '../../../src/providers/people.ts';
import { flavours } from '../clients/flavours.ts';
import { useProviders } from '../clients/set-up.ts';
import { systemsWith } from './has.ts';
import { dataOf, foundIn, toolsOver } from './set-up.ts';

const setting = useProviders();

describe.each(flavours)('projects of $site through the tools', (flavour) => {
  it('are listed, and described by id and by name', async () => {
    const { call } = await toolsOver(setting, flavour);
    const projects = foundIn(await call('list_projects', { limit: 50 }));
    const [project] = projects;
    expect(flavour.projects).toContain(project!['name']);
    const byId = await call('describe_project', { connection: 'it', project: project!.id });
    const { project: described, types } = dataOf<ProjectDescription>(byId);
    expect(described).toMatchObject({ id: project!.id, name: project!['name'] });
    expect(projectDescription.safeParse(byId.structured).error).toBeUndefined();
    for (const { name, states } of types) {
      expect(byId.text).toContain(name);
      for (const state of states) expect(byId.text).toContain(`- ${state.name}`);
    }
    const byName = await call('describe_project', { connection: 'it', project: String(project!['name']) });
    expect(dataOf<ProjectDescription>(byName).project.id).toBe(project!.id);
  });

  it.skipIf(flavour.provider === 'confluence')('tell the fields of a type, and where an item can move', async () => {
    const { call } = await toolsOver(setting, flavour);
    const [item] = foundIn(await call('search_items', { state: 'open', limit: 1 }));
    const { items } = dataOf<{ items: [{ project: string; type?: string }] }>(
      await call('get_item', { connection: 'it', ids: item!.id }),
    );
    const { project, type } = items[0];
    const answer = await call('describe_project', { connection: 'it', project, type, item: item!.id });
    const { types, item_moves: moves } = dataOf<ProjectDescription & { item_moves: string[] }>(answer);
    if (type !== undefined) expect(types.find(({ name }) => name === type)!.fields!.length).toBeGreaterThan(0);
    expect(moves.length).toBeGreaterThan(0);
    expect(answer.text).toContain(`${item!.id} can move to: ${moves.join(', ')}`);
  });

  it('that do not exist are not found', async () => {
    const { call } = await toolsOver(setting, flavour);
    const answer = await call('describe_project', { connection: 'it', project: 'No such project anywhere' });
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(/\((not-found|invalid-input|query-rejected)\)$/);
  });

  it('know people by part of their name', async () => {
    const { call } = await toolsOver(setting, flavour);
    const answer = await call('list_people', { text: 'Larsen' });
    const people = foundIn(answer);
    expect(people.map(({ name }) => name)).toContain('Mia Larsen');
    for (const one of people) person.parse(one);
    expect(answer.text).toContain('- Mia Larsen');
  });

  it('have sprints, or say that there are none', async () => {
    const { call } = await toolsOver(setting, flavour);
    const [project] = foundIn(await call('list_projects', { limit: 50 }));
    const answers = [
      await call('list_sprints', { connection: 'it' }),
      await call('list_sprints', { project: project!.id }),
    ];
    for (const answer of answers) {
      if (systemsWith.sprints.has(flavour.provider)) for (const one of foundIn(answer)) sprint.parse(one);
      else expect(answer.text).toMatch(/has no sprints|has sprints/);
    }
  });
});
