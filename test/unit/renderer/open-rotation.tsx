import { screen, within } from '@testing-library/react';
import { RotationDialog } from '../../../renderer/rotation/rotation-dialog.tsx';
import { exampleConnections, ids } from '../../fakes/renderer/example-data.ts';
import type { FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { rotationOf } from '../../fakes/renderer/key-handlers.ts';
import { openDialog } from './open-dialog.tsx';

export const jira = exampleConnections.find(({ id }) => id === ids.jira)!;

/** What rotating will be like. */
export const plan = (host: FakeTransport, change: object) => {
  host.answer('rotation.plan', ({ id }) => ({
    connectionId: id,
    automatic: { possible: false },
    together: [],
    ...change,
  }));
};

/** The host knows of that rotation of the Jira connection. */
export const underWay = (host: FakeTransport, change: Parameters<typeof rotationOf>[1]) => {
  const list = host.handler('keys.list');
  let view: ReturnType<typeof rotationOf> | undefined = rotationOf(jira, change);
  host.answer('keys.list', async (input) =>
    (await list(input)).map((key) =>
      key.connectionId === ids.jira && view !== undefined ? { ...key, rotation: view } : key,
    ),
  );
  const over = () => {
    view = undefined;
  };
  return over;
};

export async function openRotation(prepare?: (host: FakeTransport) => void, id: string = ids.jira) {
  const opened = openDialog((props) => <RotationDialog connectionId={id} {...props} />, prepare);
  const dialog = within(await screen.findByRole('dialog', { name: /^Rotate the key of/ }));
  await dialog.findByRole('heading', { level: 3 });
  return { ...opened, dialog };
}

type Opened = Awaited<ReturnType<typeof openRotation>>;

/** Enters a key and has it looked at. */
export const check = async ({ dialog, user }: Opened, key = 'canary-new-key') => {
  await user.type(dialog.getByLabelText(/^New API token/), key);
  await user.click(dialog.getByRole('button', { name: 'Check the new key' }));
};
