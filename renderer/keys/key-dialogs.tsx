import { useEffect, useRef, useState } from 'react';
import { DiagnosisDialog } from '../diagnosis/diagnosis-dialog.tsx';
import { RotationDialog } from '../rotation/rotation-dialog.tsx';
import { focusHeading } from '../ui/page.tsx';
import type { KeyAction } from '../ui/route.ts';

/** As long as a dialog takes to fade away and to give the focus back. */
const fadingMs = 350;

/** What opened the dialog may be gone: a notification, or a line of a list that became shorter. */
function useFocusAfterwards(isOpen: boolean): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen === wasOpen.current) return undefined;
    wasOpen.current = isOpen;
    if (isOpen) return undefined;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) focusHeading();
    }, fadingMs);
    return () => {
      clearTimeout(timer);
    };
  }, [isOpen]);
}

type KeyDialogsProps = {
  readonly id: string | undefined;
  readonly action: KeyAction | undefined;
  readonly onClose: () => void;
};

/** What the address asks for; going back closes it. */
export function KeyDialogs({ id, action, onClose }: KeyDialogsProps) {
  useFocusAfterwards(action !== undefined);
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
