import { mkdir, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createChoices } from '../../../src/settings/choices.ts';
import { createPreferencesFile } from '../../../src/settings/preferences-file.ts';

let home: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'choices-')));
});
const open = () => {
  const preferences = createPreferencesFile(join(home, 'settings.json'));
  return { preferences, choices: createChoices({ preferences, home }) };
};

describe('changing what the user chose', () => {
  it('makes the folder for attachments among the documents and chooses it', async () => {
    await mkdir(join(home, 'Documents'));
    const { preferences, choices } = open();
    const folder = join(home, 'Documents', 'MCP Keyring attachments');
    expect((await choices.makeAttachmentsFolder()).attachmentsFolder).toBe(folder);
    expect((await preferences.read()).attachmentsFolder).toBe(folder);
    expect((await choices.makeAttachmentsFolder()).attachmentsFolder).toBe(folder);
  });

  it('makes it at home where there are no documents', async () => {
    const { attachmentsFolder } = await open().choices.makeAttachmentsFolder();
    expect(attachmentsFolder).toBe(join(home, 'MCP Keyring attachments'));
  });

  it('refuses a folder that is not there and keeps the one before', async () => {
    const { preferences, choices } = open();
    await choices.change({ attachmentsFolder: home });
    const refused = choices.change({ attachmentsFolder: join(home, 'gone'), appearance: 'dark' });
    await expect(refused).rejects.toMatchObject({ code: 'folder-unavailable' });
    expect(await preferences.read()).toMatchObject({ attachmentsFolder: home, appearance: 'auto' });
  });

  it('takes a choice back with null and leaves what is not named', async () => {
    const { choices } = open();
    await choices.change({ proxy: 'http://proxy.example:8080', caFile: '/etc/ca.pem', appearance: 'dark' });
    const after = await choices.change({ proxy: null });
    expect(after).toMatchObject({ appearance: 'dark', secretHome: 'keychain', caFile: '/etc/ca.pem' });
    expect(after).not.toHaveProperty('proxy');
  });
});
