import { describe, expect, it } from 'vitest';
import { fieldChange } from '../../../src/providers/field-change.ts';

describe('what is told of a changed field', () => {
  const long = 'x'.repeat(5000);

  it('is nothing when both texts are the same', () => {
    expect(fieldChange('description', long, long)).toEqual([]);
  });

  it('is a difference beyond what is shown of the two', () => {
    expect(fieldChange('description', long, `${long}!`)).toHaveLength(1);
  });

  it('is an excerpt of a long text, cut between characters', () => {
    const [change] = fieldChange('description', undefined, `${'x'.repeat(1998)}😀 and more`);
    expect(change).toEqual({ field: 'description', after: `${'x'.repeat(1998)}…` });
  });
});
