import { expect, type Locator, type Page } from 'playwright/test';

export type NewConnection = {
  readonly system: 'Jira' | 'Confluence' | 'OpenProject' | 'ClickUp' | 'Targetprocess';
  readonly name: string;
  /** Absent where the form does not ask for one. */
  readonly address?: string;
  readonly method?: string;
  readonly account?: { readonly label: string; readonly text: string };
  readonly secretLabel: string;
  readonly secret: string;
};

/** Its key stays in a file. */
type InFile = Omit<NewConnection, 'secret'> & { readonly keyFile: string };

type ScreenName = 'Claude Desktop' | 'Connections' | 'Keys' | 'MCP server' | 'Clients' | 'Plain-text keys' | 'Settings';

/** From its beginning: the name may end with a count, and there are plain-text keys as well. */
export const openScreen = (window: Page, name: ScreenName) =>
  window
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();

/** Fills the form in as far as the Test and Save buttons. */
export async function fillConnection(window: Page, connection: NewConnection | InFile): Promise<void> {
  await window.getByRole('button', { name: 'Add connection' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: connection.system }).click();
  if (connection.address !== undefined) {
    await dialog
      .getByRole('textbox', { name: /address/i })
      .first()
      .fill(connection.address);
  }
  if (connection.method !== undefined) {
    await dialog.getByRole('combobox', { name: 'Sign in with' }).click();
    await window.getByRole('option', { name: connection.method, exact: true }).click();
  }
  if (connection.account !== undefined) await dialog.getByLabel(connection.account.label).fill(connection.account.text);
  if ('keyFile' in connection) {
    await dialog.getByLabel('Where is the key?').selectOption('In a file');
    await dialog.getByLabel('File with the key').fill(connection.keyFile);
  } else {
    await dialog.getByLabel(connection.secretLabel, { exact: false }).first().fill(connection.secret);
  }
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(connection.name);
}

export async function addConnection(window: Page, connection: NewConnection | InFile): Promise<void> {
  await fillConnection(window, connection);
  await window.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('dialog')).toBeHidden();
  await expect(row(window, connection.name)).toContainText('Works');
}

export const row = (window: Page, name: string) => window.getByRole('row').filter({ hasText: name });

export async function openMenu(window: Page, name: string, item: string | RegExp): Promise<void> {
  await window.getByRole('button', { name: `Actions for ${name}` }).click();
  await window.getByRole('menuitem', { name: item }).click();
}

/** Chooses what Claude may do with a connection. */
export async function allowAccess(window: Page, name: string, level: string): Promise<void> {
  await openScreen(window, 'Connections');
  await openMenu(window, name, /Access/);
  const dialog = window.getByRole('dialog', { name: /^Access of/ });
  await dialog.getByRole('radio', { name: level }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

/** One click, the preview, and the entry is in Claude's file. */
export async function addToClaude(window: Page): Promise<void> {
  await openScreen(window, 'Claude Desktop');
  await window.getByRole('button', { name: 'Add to Claude Desktop' }).click();
  await addNow(window.getByRole('dialog'));
  await expect(window.getByText('MCP Keyring is in Claude Desktop')).toBeVisible();
  await window.getByRole('button', { name: 'Done' }).click();
}

/** Another test beside this one may run a pretended Claude, and the window may notice it at any moment. */
async function addNow(dialog: Locator): Promise<void> {
  const anyway = dialog.getByRole('radio', { name: 'Write now anyway' });
  const done = dialog.getByText('MCP Keyring is in Claude Desktop');
  await expect(async () => {
    // On a busy computer a click may have worked and be reported late.
    if (await done.isVisible()) return;
    if (await anyway.isVisible()) await anyway.check({ timeout: 1_000 });
    await dialog.getByRole('button', { name: /^Add( anyway)?$/ }).click({ timeout: 1_000 });
  }).toPass();
}

/** Opens the rotation and has the new key looked at; what comes of it is for the test to see. */
export async function offerNewKey(window: Page, name: string, label: string, secret: string): Promise<Locator> {
  await openScreen(window, 'Connections');
  await openMenu(window, name, /Rotate key/);
  const dialog = window.getByRole('dialog', { name: `Rotate the key of “${name}”` });
  await dialog.getByLabel(label).first().fill(secret);
  await dialog.getByRole('button', { name: 'Check the new key' }).click();
  return dialog;
}

/** Another key for a connection, with nothing to ask about. The old one is in its grace time afterwards. */
export async function rotateKey(window: Page, name: string, label: string, secret: string): Promise<void> {
  const dialog = await offerNewKey(window, name, label, secret);
  await dialog.getByRole('button', { name: 'Use the new key' }).click();
  await expect(dialog.getByText('The new key is in use')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
}

/** Calls a tool from the window and answers what it said. */
export async function tryTool(
  window: Page,
  tool: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  await openScreen(window, 'MCP server');
  await window.getByRole('button', { name: tool }).click();
  await window.getByRole('button', { name: /^Try/ }).first().click();
  const dialog = window.getByRole('dialog');
  const callIt = dialog.getByRole('button', { name: 'Call the tool' });
  await expect(callIt).toBeVisible();
  for (const [label, text] of Object.entries(fields)) await fillField(window, label, text);
  await callIt.click();
  const answer = await dialog.getByLabel('Text of the answer').innerText();
  await dialog.getByRole('button', { name: 'Close' }).click();
  return answer;
}

/** Types the text, or chooses it where the field offers a choice. */
async function fillField(window: Page, label: string, text: string): Promise<void> {
  const dialog = window.getByRole('dialog');
  const choice = dialog.getByRole('combobox', { name: label });
  if ((await choice.count()) === 0) {
    await dialog.getByRole('textbox', { name: label }).fill(text);
    return;
  }
  await choice.click();
  await window.getByRole('option', { name: text, exact: true }).click();
}
