import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { newProfileId } from '../../../src/profiles/profile.ts';
import { createProfiles } from '../../../src/profiles/profiles.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';
import { failingAtSecondWrite, setUp } from './set-up.ts';

const token = 'ghp_0123456789abcdef';
const github = { name: 'GitHub', variables: { GITHUB_TOKEN: token } };
const locked = new AppError('keychain-locked', 'The keychain is locked.', 'Unlock it.');

describe('a profile', () => {
  it('keeps its keys in the keychain, each version an item of its own, and none in the file', async () => {
    const { profiles, keychain, text } = await setUp();
    const made = await profiles.create({ ...github, variables: { ...github.variables, OTHER_KEY: 'second-key-1' } });
    expect(made).toMatchObject({
      id: 'github',
      variables: [
        { name: 'GITHUB_TOKEN', home: 'keychain', hint: '…cdef', version: 1 },
        { name: 'OTHER_KEY', version: 2 },
      ],
    });
    expect([...keychain.items]).toEqual([
      ['profile/github/GITHUB_TOKEN/1', token],
      ['profile/github/OTHER_KEY/2', 'second-key-1'],
    ]);
    expect(await profiles.read('github')).toEqual({ GITHUB_TOKEN: token, OTHER_KEY: 'second-key-1' });
    expect(await text()).not.toContain(token);
    expect(await text()).toContain('"leftovers": []');
  });

  it('gets a new key beside its old place, and the old key is deleted', async () => {
    const { profiles, keychain } = await setUp();
    await profiles.create({ ...github, variables: { ...github.variables, OTHER: 'second-key-1' } });
    const changed = await profiles.setVariable('github', 'GITHUB_TOKEN', 'ghp_another_0123');
    expect(changed.variables.map(({ name, version }) => [name, version])).toEqual([
      ['GITHUB_TOKEN', 3],
      ['OTHER', 2],
    ]);
    expect([...keychain.items.keys()]).toEqual(['profile/github/OTHER/2', 'profile/github/GITHUB_TOKEN/3']);
    expect(await profiles.read('github')).toMatchObject({ GITHUB_TOKEN: 'ghp_another_0123' });
  });

  it('never gives a number twice, whatever was taken away', async () => {
    const { profiles } = await setUp();
    await profiles.create(github);
    await profiles.removeVariable('github', 'GITHUB_TOKEN');
    const { variables } = await profiles.setVariable('github', 'GITHUB_TOKEN', 'ghp_another_0123');
    expect(variables).toMatchObject([{ version: 2 }]);
  });

  it('takes its keys along when it or a variable is removed', async () => {
    const { profiles, keychain } = await setUp();
    await profiles.create({ ...github, variables: { ...github.variables, OTHER: 'second-key-1' } });
    await profiles.removeVariable('github', 'OTHER');
    expect([...keychain.items.values()]).toEqual([token]);
    await profiles.remove('github');
    expect(keychain.items.size).toBe(0);
    expect(await profiles.list()).toEqual([]);
  });

  it('keeps a note of keys that a locked keychain does not let go, and deletes them later', async () => {
    const { profiles, keychain, text } = await setUp();
    await profiles.create(github);
    keychain.failWith = locked;
    await profiles.remove('github');
    expect(await text()).toContain('profile/github/GITHUB_TOKEN/1');
    keychain.failWith = undefined;
    await profiles.purgeLeftovers();
    expect(keychain.items.size).toBe(0);
    expect(await text()).toContain('"leftovers": []');
  });

  it('made anew under a name whose old key could not be deleted keeps its own key', async () => {
    const { profiles, keychain } = await setUp();
    await profiles.create(github);
    keychain.failWith = locked;
    await profiles.remove('github');
    keychain.failWith = undefined;
    await profiles.create(github);
    await profiles.purgeLeftovers();
    expect(await profiles.read('github')).toEqual({ GITHUB_TOKEN: token });
  });

  it('does not come to be where the keychain is locked', async () => {
    const { profiles, keychain } = await setUp();
    keychain.failWith = locked;
    await expect(profiles.create(github)).rejects.toMatchObject({ code: 'keychain-locked' });
    expect(await profiles.list()).toEqual([]);
  });

  it('leaves no key behind when the file cannot be written', async () => {
    const { parts, file, keychain } = await setUp();
    const failing = createProfiles({ ...parts, file: failingAtSecondWrite(file) });
    await expect(failing.create(github)).rejects.toThrow('ENOSPC');
    expect(keychain.items.size).toBe(0);
    expect((await file.read()).leftovers).toEqual([]);
  });

  it('can read a key from elsewhere, and stores nothing of it', async () => {
    const elsewhere = { ...noReferences, read: () => Promise.resolve('from-the-file-1234') };
    const { profiles, keychain } = await setUp(elsewhere);
    const made = await profiles.create({ name: 'Slack', variables: { SLACK: { kind: 'file', path: '/run/slack' } } });
    expect(made.variables).toMatchObject([{ home: { kind: 'file', path: '/run/slack' }, hint: '…1234' }]);
    expect(keychain.items.size).toBe(0);
    expect(await profiles.read('slack')).toEqual({ SLACK: 'from-the-file-1234' });
  });

  it('reads the new key where one is replaced in the very moment between two looks', async () => {
    const { profiles, parts, file } = await setUp();
    await profiles.create(github);
    const stale = await file.read();
    await profiles.setVariable('github', 'GITHUB_TOKEN', 'ghp_another_0123');
    let looks = 0;
    const read = () => Promise.resolve(looks++ === 0 ? stale : file.read());
    const late = createProfiles({ ...parts, file: { ...file, read } });
    expect(await late.read('github')).toEqual({ GITHUB_TOKEN: 'ghp_another_0123' });
  });

  it('says which key is missing where somebody deleted it in the keychain', async () => {
    const { profiles, keychain } = await setUp();
    await profiles.create(github);
    keychain.items.clear();
    await expect(profiles.read('github')).rejects.toMatchObject({
      code: 'secret-missing',
      message: 'A key of “GitHub” is not there any more.',
    });
  });

  it('can be called anew, but not like another one', async () => {
    const { profiles, changes } = await setUp();
    await profiles.create(github);
    await profiles.create({ name: 'Slack', variables: {} });
    expect(await profiles.rename('github', 'GitHub at work')).toMatchObject({ id: 'github', name: 'GitHub at work' });
    await expect(profiles.rename('github', 'slack')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(profiles.create({ name: 'SLACK', variables: {} })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(changes()).toBe(3);
  });

  it('names the profiles there are when asked for another', async () => {
    const { profiles } = await setUp();
    await profiles.create(github);
    await expect(profiles.read('gitlab')).rejects.toMatchObject({
      code: 'unknown-profile',
      message: 'There is no profile “gitlab”.',
      next: expect.stringContaining('There are: github.') as string,
    });
  });
});

describe('the word for the terminal', () => {
  it.each([
    ['GitHub (work)', 'github-work'],
    ['Überblick – Zoë', 'uberblick-zoe'],
    ['日本語', 'server'],
    ['-- --', 'server'],
    [`${'a'.repeat(35)} ${'b'.repeat(20)}`, 'a'.repeat(35)],
  ])('of %s is %s', (name, id) => {
    expect(newProfileId(name, [])).toBe(id);
  });

  it('is another one where it is taken', () => {
    expect(newProfileId('GitHub', ['github', 'github-2'])).toBe('github-3');
  });
});
