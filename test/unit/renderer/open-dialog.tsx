import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { createApiClient } from '../../../src/api/client.ts';
import { ApiContext } from '../../../renderer/api/api-context.ts';
import { createQueryClient } from '../../../renderer/api/queries.ts';
import { useEvents } from '../../../renderer/api/use-events.ts';
import { createLink } from '../../../renderer/transport/link.ts';
import { FakeTransport } from '../../fakes/renderer/fake-transport.ts';

type Opened = { readonly opened: boolean; readonly onClose: () => void };
type DialogOf = (props: Opened) => ReactNode;

function Opener({ dialog }: { dialog: DialogOf }) {
  useEvents();
  const [opened, setOpened] = useState(true);
  return (
    <>
      <button
        onClick={() => {
          setOpened(true);
        }}
      >
        Open it again
      </button>
      {dialog({
        opened,
        onClose: () => {
          setOpened(false);
        },
      })}
    </>
  );
}

/** One dialog over a fake host, without the window around it. */
export function openDialog(dialog: DialogOf, prepare?: (host: FakeTransport) => void) {
  const host = new FakeTransport();
  prepare?.(host);
  const api = { ...createApiClient(host), link: createLink() };
  render(
    <MantineProvider env="test">
      <Notifications />
      <ApiContext value={api}>
        <QueryClientProvider client={createQueryClient()}>
          <Opener dialog={dialog} />
        </QueryClientProvider>
      </ApiContext>
    </MantineProvider>,
  );
  const user = userEvent.setup({ delay: null });
  const openAgain = () => user.click(screen.getByText('Open it again'));
  return { host, user, openAgain };
}
