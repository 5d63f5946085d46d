import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { runInOrder } from '../../../src/providers/run-in-order.ts';

const refused = new AppError('change-rejected', 'Not this one.', 'Leave it.');

describe('the requests of one change', () => {
  const tried: string[] = [];
  const run = (refusing: string) => (step: string) => {
    tried.push(step);
    return step === refusing ? Promise.reject(refused) : Promise.resolve();
  };

  it('end with the first failure while nothing was changed', async () => {
    tried.length = 0;
    await expect(runInOrder(['a', 'b'], false, run('a'))).rejects.toBe(refused);
    expect(tried).toEqual(['a']);
  });

  it('go on after a failure once something was changed', async () => {
    const all = { done: ['a', 'c'], failed: [{ step: 'b', error: refused }] };
    expect(await runInOrder(['a', 'b', 'c'], false, run('b'))).toEqual(all);
    expect(await runInOrder(['a'], true, run('a'))).toEqual({ done: [], failed: [{ step: 'a', error: refused }] });
  });

  it('never hide a fault of our own', async () => {
    const fault = new TypeError('x is undefined');
    await expect(runInOrder(['a'], true, () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
