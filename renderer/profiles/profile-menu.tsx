import { ActionIcon, CopyButton, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBraces, IconDotsVertical, IconPencil, IconTerminal2, IconTrash } from '@tabler/icons-react';
import { useApi } from '../api/api-context.ts';
import { joinCommand } from '../connections/command-line.ts';
import { showDone } from '../ui/notices.tsx';
import { counted } from '../ui/words.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenameProfileDialog } from './rename-profile-dialog.tsx';
import type { Profile } from './types.ts';

const iconSize = 16;

/** What a client takes that starts its servers itself; the command stands where the server's own has to be put. */
const entryOf = ({ id, start }: Profile): string =>
  JSON.stringify({ [id]: { command: start.command, args: [...start.args, 'command', 'argument'] } }, undefined, 2);

function CopyItems({ profile }: { profile: Profile }) {
  const line = `${joinCommand([profile.start.command, ...profile.start.args])} `;
  return (
    <>
      <CopyButton value={entryOf(profile)}>
        {({ copy }) => (
          <Menu.Item
            leftSection={<IconBraces size={iconSize} />}
            onClick={() => {
              copy();
              showDone('The entry was copied. Put the server’s own command and arguments behind “--”.');
            }}
          >
            Copy entry (JSON)
          </Menu.Item>
        )}
      </CopyButton>
      <CopyButton value={line}>
        {({ copy }) => (
          <Menu.Item
            leftSection={<IconTerminal2 size={iconSize} />}
            onClick={() => {
              copy();
              showDone('The beginning of the command was copied. The server’s own command comes after it.');
            }}
          >
            Copy command line
          </Menu.Item>
        )}
      </CopyButton>
    </>
  );
}

export function ProfileMenu({ profile }: { profile: Profile }) {
  const api = useApi();
  const [renaming, rename] = useDisclosure();
  const [removing, remove] = useDisclosure();
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={`Actions for ${profile.name}`}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <CopyItems profile={profile} />
          <Menu.Item leftSection={<IconPencil size={iconSize} />} onClick={rename.open}>
            Rename…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={iconSize} />} onClick={remove.open}>
            Remove…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameProfileDialog profile={profile} opened={renaming} onClose={rename.close} />
      <RemoveDialog
        what={profile.name}
        text={`${counted(profile.variables.length, 'key')} will be deleted here, for good.`}
        opened={removing}
        onRemove={() => api.call('profiles.remove', { id: profile.id })}
        onClose={remove.close}
      />
    </>
  );
}
