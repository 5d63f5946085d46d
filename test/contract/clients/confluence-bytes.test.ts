import { describe, expect, it } from 'vitest';
import { signed } from '../../unit/simulator/set-up.ts';
import { flavours } from './flavours.ts';
import { useProviders } from './set-up.ts';

const setting = useProviders();
const both = flavours.filter(({ provider }) => provider === 'confluence');
const furnished = '229385';

describe.each(both)('the stored text of a page of $site', (flavour) => {
  const stored = async (): Promise<string> => {
    const site = setting.sim.sites[flavour.site];
    const path =
      flavour.deployment === 'cloud'
        ? `/wiki/api/v2/pages/${furnished}?body-format=storage`
        : `/rest/api/content/${furnished}?expand=body.storage`;
    const response = await fetch(`${site.url}${path}`, { headers: signed(site) });
    const { body } = (await response.json()) as { body: { storage: { value: string } } };
    return body.storage.value;
  };

  it('keeps every byte outside the section that is written, macros and mentions and all', async () => {
    const { pages } = await setting.open(flavour);
    const before = await stored();
    await (await pages!.prepareSave!({ id: furnished, section: 'Steps', mode: 'prepend', body: 'Now:' })).apply();
    const after = await stored();
    const heading = '<h2>Steps</h2>';
    const at = before.indexOf(heading) + heading.length;
    expect(after.slice(0, at)).toBe(before.slice(0, at));
    expect(after.slice(at)).toBe(`<p>Now:</p>${before.slice(at)}`);
  });

  it('keeps every byte when only title and labels change', async () => {
    const { pages } = await setting.open(flavour);
    const before = await stored();
    const change = { id: furnished, title: 'Another name', addLabels: ['named'] };
    await (await pages!.prepareSave!(change)).apply();
    expect(await stored()).toBe(before);
  });

  it('takes back every block as it was read', async () => {
    const { pages } = await setting.open(flavour);
    const { body } = await pages!.getPage(furnished);
    await (await pages!.prepareSave!({ id: furnished, body: `Before.\n\n${body!}` })).apply();
    const again = await pages!.getPage(furnished);
    expect(again.body).toBe(`Before.\n\n${body!}`);
    const after = await stored();
    for (const part of [
      '<ac:task-status>incomplete',
      'ri:filename="plan.png"',
      '<![CDATA[./check.sh --all && echo "<done>"]]>',
    ]) {
      expect(after).toContain(part);
    }
    expect(after).toMatch(/<ri:user ri:(account-id|userkey)="/);
    expect(after).toMatch(/<ri:page[^>]*ri:content-title=/);
  });
});
