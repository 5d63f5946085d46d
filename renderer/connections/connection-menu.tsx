import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDotsVertical,
  IconKey,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconShieldHalf,
  IconStethoscope,
  IconTrash,
} from '@tabler/icons-react';
import { ConnectionDialogs, useConnectionDialogs, type Dialogs } from './connection-dialogs.tsx';
import type { Connection } from './types.ts';
import { useConnectionActions } from './use-connection-actions.ts';

const iconSize = 16;

function DialogItems({ connection, dialogs }: { connection: Connection; dialogs: Dialogs }) {
  const fails = connection.lastTest?.outcome.ok === false;
  return (
    <>
      <Menu.Item leftSection={<IconStethoscope size={iconSize} />} onClick={dialogs.open('diagnosis')}>
        {fails ? 'Why doesn’t it work?' : 'Run a diagnosis'}
      </Menu.Item>
      <Menu.Item leftSection={<IconKey size={iconSize} />} onClick={dialogs.open('rotation')}>
        Rotate key…
      </Menu.Item>
      <Menu.Item leftSection={<IconShieldHalf size={iconSize} />} onClick={dialogs.open('access')}>
        Access…
      </Menu.Item>
      <Menu.Item leftSection={<IconPencil size={iconSize} />} onClick={dialogs.open('edit')}>
        Edit…
      </Menu.Item>
    </>
  );
}

function MenuItems({ connection, dialogs }: { connection: Connection; dialogs: Dialogs }) {
  const { test, setActive, remove } = useConnectionActions(connection);
  return (
    <>
      <Menu.Item
        leftSection={<IconRefresh size={iconSize} />}
        disabled={!connection.active}
        onClick={() => {
          test.mutate();
        }}
      >
        Test now
      </Menu.Item>
      <DialogItems connection={connection} dialogs={dialogs} />
      <Menu.Item
        leftSection={connection.active ? <IconPlayerPause size={iconSize} /> : <IconPlayerPlay size={iconSize} />}
        onClick={() => {
          setActive.mutate(!connection.active);
        }}
      >
        {connection.active ? 'Pause' : 'Resume'}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={iconSize} />}
        onClick={() => {
          remove.mutate();
        }}
      >
        Remove
      </Menu.Item>
    </>
  );
}

export function ConnectionMenu({ connection }: { connection: Connection }) {
  const dialogs = useConnectionDialogs();
  return (
    <>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={`Actions for ${connection.name}`}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuItems connection={connection} dialogs={dialogs} />
        </Menu.Dropdown>
      </Menu>
      <ConnectionDialogs connection={connection} dialogs={dialogs} />
    </>
  );
}
