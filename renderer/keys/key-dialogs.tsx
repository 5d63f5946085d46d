import { useState } from 'react';
import { DiagnosisDialog } from '../diagnosis/diagnosis-dialog.tsx';
import { RotationDialog } from '../rotation/rotation-dialog.tsx';
import type { KeyAction } from '../ui/route.ts';

type KeyDialogsProps = {
  readonly id: string | undefined;
  readonly action: KeyAction | undefined;
  readonly onClose: () => void;
};

/** What the address asks for; going back closes it. */
export function KeyDialogs({ id, action, onClose }: KeyDialogsProps) {
  // While a dialog fades away it still shows what it showed.
  const [shownId, setShownId] = useState(id);
  if (id !== undefined && id !== shownId) setShownId(id);
  if (shownId === undefined) return null;
  return (
    <>
      <RotationDialog connectionId={shownId} opened={action === 'rotate'} onClose={onClose} />
      <DiagnosisDialog connectionId={shownId} opened={action === 'diagnose'} onClose={onClose} />
    </>
  );
}
