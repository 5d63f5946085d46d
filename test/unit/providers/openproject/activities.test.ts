import { expect, it } from 'vitest';
import { historyIn } from '../../../../src/providers/openproject/activities.ts';
import { activity } from '../../../../src/providers/openproject/schemas.ts';

it('shows durations in the history as hours, and other values as they are', () => {
  const detail = (from: string, to: string) => ({
    html: `<strong>Work</strong> changed from <i>${from}</i> to <i>${to}</i>`,
  });
  const found = activity.parse({
    id: 1,
    createdAt: '2026-11-20T09:15:00Z',
    details: [detail('PT12H', 'P1DT1H30M'), detail('PTA', 'P3')],
    _links: {},
  });
  expect(historyIn([found])[0]?.changes).toEqual([
    { field: 'Work', from: '12 h', to: '25.5 h' },
    { field: 'Work', from: 'PTA', to: 'P3' },
  ]);
});
