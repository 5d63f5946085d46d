import { Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { AddConnectionForm } from './add-connection-form.tsx';
import { ChooseSystem } from './choose-system.tsx';
import { ProviderMark } from './provider-mark.tsx';
import type { Provider } from './types.ts';
import { useEscapeOnTop } from '../ui/dialog-open.ts';

function DialogTitle({ provider }: { provider: Provider | undefined }) {
  return (
    <Group gap="sm" wrap="nowrap">
      {provider !== undefined && <ProviderMark provider={provider.id} size={30} />}
      <Text span fw={650} size="lg">
        {provider === undefined ? 'Add connection' : `Connect ${provider.name}`}
      </Text>
    </Group>
  );
}

/** Which system, then its short form. What was typed is gone as soon as the dialog is closed. */
export function AddConnectionDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const escape = useEscapeOnTop();
  const [provider, setProvider] = useState<Provider>();
  const close = () => {
    onClose();
    setProvider(undefined);
  };
  return (
    <Modal
      opened={opened}
      {...escape}
      onClose={close}
      size={680}
      title={<DialogTitle provider={provider} />}
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={provider === undefined}
    >
      {provider === undefined ? (
        <ChooseSystem onChoose={setProvider} />
      ) : (
        <AddConnectionForm
          provider={provider}
          onBack={() => {
            setProvider(undefined);
          }}
          onSaved={close}
        />
      )}
    </Modal>
  );
}
