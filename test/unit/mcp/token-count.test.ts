import { encode } from 'gpt-tokenizer';
import { describe, expect, it } from 'vitest';
import { aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import { connect } from './harness.ts';

const mostTools = 24;
const mostTokens = 6000;

/** What every client pays before the first question; in the default encoding of gpt-tokenizer, o200k_base. */
describe('the list of tools', () => {
  it(`has at most ${mostTools} tools and costs less than ${mostTokens} tokens`, async () => {
    const { client } = await connect(new FakeAccess());
    const { tools } = await client.listTools();
    const tokens = encode(JSON.stringify(tools)).length;
    const each = tools.map(
      (tool) => `  ${tool.name.padEnd(18)}${String(encode(JSON.stringify(tool)).length).padStart(5)}`,
    );
    // eslint-disable-next-line no-console -- the count is to be seen in every run of the tests
    console.log([`tools/list: ${tools.length} tools, ${tokens} tokens of at most ${mostTokens}`, ...each].join('\n'));
    expect(tools.length).toBeLessThanOrEqual(mostTools);
    expect(tokens).toBeLessThan(mostTokens);
  });

  it('is the same for every client, whatever the user has set up', async () => {
    const some = new FakeAccess().add(
      aConnection('Work', { policy: { access: 'read-write', allowDelete: true, groupsOff: [] } }),
    );
    const [one, other] = await Promise.all([connect(some, 'modern'), connect(new FakeAccess(), 'legacy')]);
    expect((await one.client.listTools()).tools).toEqual((await other.client.listTools()).tools);
  });
});
