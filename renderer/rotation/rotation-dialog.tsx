import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRead } from '../api/queries.ts';
import { methodOf } from '../connections/add-form-values.ts';
import { GuidedRotation } from './guided-rotation.tsx';
import { forgetRun } from './rotation-run.ts';
import { useEscapeOnTop } from '../ui/dialog-open.ts';

type DialogProps = { readonly connectionId: string; readonly opened: boolean; readonly onClose: () => void };

/** Another key for a connection, step by step. Closed while it runs, it goes on; opened again, it shows how far it is. */
export function RotationDialog({ connectionId, opened, onClose }: DialogProps) {
  const escape = useEscapeOnTop();
  const queries = useQueryClient();
  const connections = useRead('connections.list', {});
  const providers = useRead('providers.list', {});
  const connection = connections.data?.find(({ id }) => id === connectionId);
  const provider = providers.data?.find(({ id }) => id === connection?.provider);
  const close = () => {
    forgetRun(queries, connectionId);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      {...escape}
      onClose={close}
      size={640}
      title={`Rotate the key of “${connection?.name ?? ''}”`}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {connection !== undefined && provider !== undefined && (
        <GuidedRotation connection={connection} method={methodOf(provider, connection.auth.method)} onClose={close} />
      )}
    </Modal>
  );
}
