import { describe, expect, it } from 'vitest';
import { gatherArguments, parametersOf } from '../../../renderer/server/tool-parameters.ts';
import { exampleTools } from '../../fakes/renderer/example-data.ts';

const tool = (name: string) => exampleTools.find((each) => each.name === name)!;

describe('the fields of a tool', () => {
  it('follow its JSON Schema', () => {
    const kinds = parametersOf(tool('search_items')).map(({ name, kind }) => [name, kind]);
    expect(Object.fromEntries(kinds)).toEqual({
      text: 'text',
      connection: 'connection',
      updated_since: 'text',
      limit: 'number',
      order: 'choice',
      closed: 'boolean',
      fields: 'words',
      include: 'words',
      filter: 'json',
    });
  });

  it('put what is needed first', () => {
    const schema = { type: 'object', properties: { b: { type: 'string' }, a: { type: 'string' } }, required: ['a'] };
    const names = parametersOf({ ...tool('get_item'), inputSchema: schema }).map(({ name }) => name);
    expect(names).toEqual(['a', 'b']);
  });
});

describe('the arguments of a call', () => {
  const parameters = parametersOf(tool('search_items'));

  it('leave out what was left empty and parse what is JSON', () => {
    const gathered = gatherArguments(parameters, {
      text: 'lease',
      limit: '',
      order: null,
      fields: ['Points'],
      include: [],
      filter: '{"a":1}',
    });
    expect(gathered).toEqual({ ok: true, values: { text: 'lease', fields: ['Points'], filter: { a: 1 } } });
  });

  it('are refused when JSON is not JSON', () => {
    expect(gatherArguments(parameters, { filter: '{' })).toEqual({
      ok: false,
      errors: { filter: 'This is not valid JSON.' },
    });
  });
});

describe('a field for JSON', () => {
  it('shows what belongs into it', () => {
    const item = {
      type: 'object',
      properties: { id: { type: 'string' }, title: { type: 'string' } },
      required: ['id'],
    };
    const inputSchema = { properties: { items: { type: 'array', items: item }, query: { type: 'object' } } };
    const [items, query] = parametersOf({ name: 'x', description: '', readOnly: false, inputSchema });
    expect(items?.form).toEqual({ example: '[{ "id": "…" }]', names: ['id', 'title'] });
    expect(query?.form).toBeUndefined();
  });
});
