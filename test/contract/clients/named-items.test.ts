import { describe, expect, it } from 'vitest';
import { flavours } from './flavours.ts';
import { failureOf, useProviders } from './set-up.ts';

const setting = useProviders();
const trackers = flavours.filter(({ provider }) => provider !== 'confluence');

describe.each(trackers)('a change of $site that names an item that is not there', (flavour) => {
  const opened = async () => {
    const client = await setting.open(flavour);
    const [first] = (await client.searchItems({ limit: 1 })).items;
    return { items: client.items!, id: first!.id, project: first!.projectId, type: first!.type };
  };

  it('is refused because of the field that names it', async () => {
    const { items, id, project, type } = await opened();
    const parent = flavour.missingId;
    const change = await failureOf(items.prepareUpdate(id, { parent }));
    expect(change.message).toMatch(/field parent: /i);
    const draft = await failureOf(items.prepareCreate({ title: 'X', project, type, parent }));
    expect(draft.message).toMatch(/field parent: /i);
  });
});

describe.each(trackers.filter(({ provider }) => provider === 'jira'))('a new issue of $site', (flavour) => {
  it('is not made when no issue of its type can be in the state asked for', async () => {
    const { items } = await setting.open(flavour);
    const draft = { title: 'X', project: flavour.projects[0]!, type: 'Task', state: 'Doing' };
    const error = await failureOf(items!.prepareCreate(draft));
    expect(error.message).toContain('field state: “Doing” is not among them, allowed values To Do, In Progress');
  });

  it('tells a wrong person and a wrong value together, each as a field', async () => {
    const { items } = await setting.open(flavour);
    const draft = { title: 'X', project: flavour.projects[0]!, assignees: ['Nobody Here'], priority: 'Super' };
    const { message } = await failureOf(items!.prepareCreate(draft));
    expect(message).toContain('field Assignee: There is no person “Nobody Here”. Check the name; list_people shows');
    expect(message).toContain('field Priority: “Super” is not among them');
  });
});
