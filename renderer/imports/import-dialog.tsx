import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useEscapeOnTop } from '../ui/dialog-open.ts';
import { ChooseSource } from './choose-source.tsx';
import { ImportPreview } from './import-preview.tsx';
import { LookAtClients, SourceForm } from './source-form.tsx';
import type { Preview, SourceKind } from './types.ts';

const titles: Record<SourceKind, string> = {
  clients: 'Import from other MCP servers',
  'env-file': 'Import from a .env file',
  postgres: 'Import from PM MCP Server’s database',
  targetprocess: 'Import from Targetprocess MCP',
};

type StepsProps = {
  readonly kind: SourceKind | undefined;
  readonly preview: Preview | undefined;
  readonly onKind: (kind: SourceKind | undefined) => void;
  readonly onPreview: (preview: Preview | undefined) => void;
  readonly onClose: () => void;
};

function Steps({ kind, preview, onKind, onPreview, onClose }: StepsProps) {
  const toSources = () => {
    onPreview(undefined);
    onKind(undefined);
  };
  if (kind === undefined) return <ChooseSource onChoose={onKind} />;
  if (preview !== undefined)
    return <ImportPreview key={preview.importId} preview={preview} onBack={toSources} onClose={onClose} />;
  if (kind === 'clients') return <LookAtClients onBack={toSources} onFound={onPreview} />;
  return <SourceForm kind={kind} onBack={toSources} onFound={onPreview} />;
}

/** From where, what was found there, and what becomes of it. The host forgets the rest when the dialog is closed. */
export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const api = useApi();
  const escape = useEscapeOnTop();
  const [kind, setKind] = useState<SourceKind>();
  const [preview, setPreview] = useState<Preview>();
  const forget = () => {
    // It forgets by itself a little later where this does not arrive.
    if (preview !== undefined) void api.call('imports.forget', { importId: preview.importId }).catch(() => undefined);
  };
  const show = (next: Preview | undefined) => {
    forget();
    setPreview(next);
  };
  const close = () => {
    onClose();
    show(undefined);
    setKind(undefined);
  };
  return (
    <Modal
      opened={opened}
      {...escape}
      onClose={close}
      size={760}
      title={kind === undefined ? 'Import connections' : titles[kind]}
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={kind === undefined}
    >
      <Steps kind={kind} preview={preview} onKind={setKind} onPreview={show} onClose={close} />
    </Modal>
  );
}
