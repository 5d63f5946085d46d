import { describe, expect, test } from 'vitest';
import { FakeWeb } from '../../../fakes/providers/fake-web.ts';
import { baseUrl, open, failed, story } from './example.ts';

describe('one item', () => {
  const whole = {
    ...story,
    Description: '<div>Some <b>bold</b> text</div>',
    Owner: { Id: 1, FullName: 'Ada Admin' },
    Priority: { Id: 5, Name: 'Must Have' },
    Tags: 'web, urgent',
    CreateDate: '/Date(1788435322000+0200)/',
    PlannedStartDate: null,
    // Midnight in the zone of the server, the evening before in Greenwich.
    PlannedEndDate: '/Date(1769810400000+0200)/',
  };
  const parent = { Id: 75470, Feature: { ResourceType: 'Feature', Id: 70, Name: 'The whole' } };

  test.each([
    '75470',
    '#75470',
    'us#75470',
    `${baseUrl}/entity/75470-a-story`,
    `${baseUrl}/RestUI/Board.aspx#page=userstory/75470`,
    `${baseUrl}/RestUI/Board.aspx#page=board/555&boardPopup=userstory/75470/silent`,
  ])('is found by %s', async (id) => {
    const web = new FakeWeb().on('/api/v1/Assignables/75470', whole).on('/api/v1/UserStories/75470', parent);
    expect(await open(web).getItem(id)).toMatchObject({
      id: '75470',
      description: 'Some **bold** text',
      author: 'Ada Admin',
      priority: 'Must Have',
      labels: ['web', 'urgent'],
      parent: '70',
      dueDate: '2026-01-31',
      startDate: undefined,
    });
  });

  test('is not taken for the one that another system’s key ends in', async () => {
    const web = new FakeWeb();
    await expect(open(web).getItem('WEB-75470')).rejects.toMatchObject({
      code: 'query-rejected',
      next: '“WEB-75470” is no item of Targetprocess. Give its number, for example 75470.',
    });
    expect(web.calls).toEqual([]);
  });

  test('keeps a description that is Markdown already', async () => {
    const web = new FakeWeb().on('/api/v1/Assignables/75470', { ...whole, Description: '<!--markdown-->a *b* <c>' });
    web.on('/api/v1/UserStories/75470', parent);
    expect((await open(web).getItem('75470')).description).toBe('a *b* <c>');
  });

  test('has no parent where the process knows no such level', async () => {
    const web = new FakeWeb().on('/api/v1/Assignables/75470', whole);
    web.on('/api/v1/UserStories/75470', failed(400, 'BadRequest', 'No such field'));
    expect(await open(web).getItem('75470')).toMatchObject({ title: 'A story', parent: undefined });
  });

  test('may also be a release or a project, asked for without fields those do not have', async () => {
    const release = { ResourceType: 'General', Id: 8, Name: 'Release 1', EntityType: { Id: 9, Name: 'Release' } };
    const web = new FakeWeb().on('/api/v1/Assignables/8', failed(404, 'NotFound')).on('/api/v1/Generals/8', release);
    expect(await open(web).getItem('8')).toMatchObject({ title: 'Release 1', type: 'Release' });
    expect(web.last().query).not.toHaveProperty('include');
  });

  test('that is not there may also be one this account may not see', async () => {
    const missing = failed(404, 'NotFound', 'General with Id 9 not found or access is forbidden.');
    const web = new FakeWeb().on('/api/v1/Assignables/9', missing).on('/api/v1/Generals/9', missing);
    const message = expect.stringContaining('does not exist, or the account may not see it') as string;
    await expect(open(web).getItem('9')).rejects.toMatchObject({ code: 'not-found', message });
  });

  test('needs a number', async () => {
    await expect(open(new FakeWeb()).getItem('a story')).rejects.toMatchObject({ code: 'query-rejected' });
  });
});
