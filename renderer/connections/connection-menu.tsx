import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconDotsVertical,
  IconKey,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconShieldHalf,
  IconTrash,
} from '@tabler/icons-react';
import { AccessDialog } from './access-dialog.tsx';
import { EditConnectionDialog } from './edit-connection-dialog.tsx';
import { ReplaceKeyDialog } from './replace-key-dialog.tsx';
import type { Connection } from './types.ts';
import { useConnectionActions } from './use-connection-actions.ts';

const iconSize = 16;

type MenuItemsProps = {
  readonly connection: Connection;
  readonly onEdit: () => void;
  readonly onReplaceKey: () => void;
  readonly onAccess: () => void;
};

function MenuItems({ connection, onEdit, onReplaceKey, onAccess }: MenuItemsProps) {
  const { test, setActive, remove } = useConnectionActions(connection);
  const pause = () => {
    setActive.mutate(!connection.active);
  };
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
      <Menu.Item leftSection={<IconKey size={iconSize} />} onClick={onReplaceKey}>
        Replace key…
      </Menu.Item>
      <Menu.Item leftSection={<IconShieldHalf size={iconSize} />} onClick={onAccess}>
        Access…
      </Menu.Item>
      <Menu.Item leftSection={<IconPencil size={iconSize} />} onClick={onEdit}>
        Edit…
      </Menu.Item>
      <Menu.Item
        leftSection={connection.active ? <IconPlayerPause size={iconSize} /> : <IconPlayerPlay size={iconSize} />}
        onClick={pause}
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
  const [editing, edit] = useDisclosure();
  const [replacing, replace] = useDisclosure();
  const [allowing, allow] = useDisclosure();
  return (
    <>
      <Menu position="bottom-end" width={190}>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={`Actions for ${connection.name}`}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuItems connection={connection} onEdit={edit.open} onReplaceKey={replace.open} onAccess={allow.open} />
        </Menu.Dropdown>
      </Menu>
      <AccessDialog connection={connection} opened={allowing} onClose={allow.close} />
      <EditConnectionDialog connection={connection} opened={editing} onClose={edit.close} />
      <ReplaceKeyDialog connection={connection} opened={replacing} onClose={replace.close} />
    </>
  );
}
