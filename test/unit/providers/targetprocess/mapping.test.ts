import { expect, it } from 'vitest';
import { toItem } from '../../../../src/providers/targetprocess/mapping.ts';
import { entity } from '../../../../src/providers/targetprocess/schemas.ts';
import { baseUrl, story } from './example.ts';

it.each([
  [0, undefined],
  [6.5, 6.5],
])('reads an effort of %s as an estimate of %s hours', async (Effort, hours) => {
  expect((await toItem(baseUrl, entity.parse({ ...story, Effort }), undefined)).estimateHours).toBe(hours);
});
