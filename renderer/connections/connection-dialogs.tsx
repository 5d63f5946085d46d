import { useState } from 'react';
import { DiagnosisDialog } from '../diagnosis/diagnosis-dialog.tsx';
import { RotationDialog } from '../rotation/rotation-dialog.tsx';
import { AccessDialog } from './access-dialog.tsx';
import { EditConnectionDialog } from './edit-connection-dialog.tsx';
import type { Connection } from './types.ts';

type Shown = 'access' | 'edit' | 'rotation' | 'diagnosis';

/** Which dialog of a connection is open. */
export function useConnectionDialogs() {
  const [shown, setShown] = useState<Shown>();
  const open = (dialog: Shown) => () => {
    setShown(dialog);
  };
  const close = () => {
    setShown(undefined);
  };
  return { shown, open, close };
}

export type Dialogs = ReturnType<typeof useConnectionDialogs>;

/** All that is done with a connection in a dialog. */
export function ConnectionDialogs({ connection, dialogs }: { connection: Connection; dialogs: Dialogs }) {
  const { shown, close } = dialogs;
  return (
    <>
      <AccessDialog connection={connection} opened={shown === 'access'} onClose={close} />
      <EditConnectionDialog connection={connection} opened={shown === 'edit'} onClose={close} />
      <RotationDialog connectionId={connection.id} opened={shown === 'rotation'} onClose={close} />
      <DiagnosisDialog connectionId={connection.id} opened={shown === 'diagnosis'} onClose={close} />
    </>
  );
}
