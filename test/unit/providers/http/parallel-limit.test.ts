import { describe, expect, it } from 'vitest';
import { createParallelLimits } from '../../../../src/providers/http/parallel-limit.ts';

/** Work that is done when it is told so. */
function jobs() {
  let running = 0;
  let most = 0;
  const finish: (() => void)[] = [];
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((done) => finish.push(done));
    running -= 1;
  };
  return { work, finish, most: () => most };
}

describe('requests of one connection at the same moment', () => {
  it('are no more than the connection allows, and all get their turn', async () => {
    const limits = createParallelLimits();
    const { work, finish, most } = jobs();
    const all = Promise.all(Array.from({ length: 7 }, () => limits.run('jira', 3, work)));
    for (let done = 0; done < 7; done++) {
      while (finish.length <= done) await Promise.resolve();
      finish[done]?.();
    }
    await all;
    expect(most()).toBe(3);
  });

  it('do not wait for those of another connection', async () => {
    const limits = createParallelLimits();
    const { work, finish, most } = jobs();
    const all = [limits.run('one', 1, work), limits.run('two', 1, work)];
    while (finish.length < 2) await Promise.resolve();
    expect(most()).toBe(2);
    for (const done of finish) done();
    await Promise.all(all);
  });

  it('go on after one that failed', async () => {
    const limits = createParallelLimits();
    await expect(limits.run('jira', 1, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await limits.run('jira', 1, () => Promise.resolve('next'))).toBe('next');
  });
});
