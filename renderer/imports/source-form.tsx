import { Button, Group, Loader, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { Preview, Source, SourceKind } from './types.ts';

type FormKind = Exclude<SourceKind, 'clients'>;
type FieldWords = {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  /** Said where nothing was entered; absent: nothing need be entered. */
  readonly empty?: string;
};

const words: Record<FormKind, FieldWords> = {
  'env-file': {
    label: 'Path of the file',
    description: 'The full path. You can drag the file into a terminal to see it.',
    placeholder: '~/Project-Management-Agent/.env',
    empty: 'Enter the path of the file.',
  },
  postgres: {
    label: 'Connection string',
    description: 'The DATABASE_URL of PM MCP Server. It is used once, only to read, and not kept.',
    placeholder: 'postgresql://user:password@localhost:5432/pm_agent',
    empty: 'Paste the connection string.',
  },
  targetprocess: {
    label: 'Path of the file or folder',
    description: 'Empty: the usual places are looked at, Docker secrets in /run/secrets and TP_ variables as well.',
    placeholder: '~/apptio-target-process-mcp',
  },
};

const plainInput = { autoComplete: 'off', spellCheck: false, 'data-autofocus': true } as const;

function sourceOf(kind: FormKind, text: string): Source {
  switch (kind) {
    case 'env-file':
      return { kind, path: text };
    case 'postgres':
      return { kind, connectionString: text };
    case 'targetprocess':
      return text === '' ? { kind } : { kind, path: text };
  }
}

type FormProps = { readonly onBack: () => void; readonly onFound: (preview: Preview) => void };

/** Which file or database. The connection string holds a password and is treated as a key. */
export function SourceForm({ kind, onBack, onFound }: FormProps & { readonly kind: FormKind }) {
  const api = useApi();
  const look = useAction((source: Source) => api.call('imports.look', { source }));
  const { empty, ...field } = words[kind];
  const form = useForm({
    initialValues: { text: '' },
    validate: { text: (text) => (text.trim() === '' ? (empty ?? null) : null) },
    onValuesChange: look.clear,
  });
  const submit = async ({ text }: { text: string }) => {
    const preview = await look.run(sourceOf(kind, text.trim()));
    if (preview !== undefined) onFound(preview);
  };
  const input = { ...plainInput, ...field, ...form.getInputProps('text') };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        {kind === 'postgres' ? <PasswordInput data-1p-ignore data-lpignore {...input} /> : <TextInput {...input} />}
        {look.problem !== undefined && <ProblemAlert problem={look.problem} />}
        <Group justify="space-between" className="dialog-footer">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button type="submit" loading={look.pending}>
            Look for connections
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The clients' files need no question. */
export function LookAtClients({ onBack, onFound }: FormProps) {
  const api = useApi();
  const { run, problem } = useAction(() => api.call('imports.look', { source: { kind: 'clients' } }));
  const asked = useRef(false);
  const look = async (): Promise<void> => {
    const preview = await run(undefined);
    if (preview !== undefined) onFound(preview);
  };
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void look();
  });
  return (
    <Stack gap="lg">
      {problem === undefined ? (
        <Group gap="sm" role="status">
          <Loader size={18} />
          <Text size="sm">Looking through the files of the MCP clients…</Text>
        </Group>
      ) : (
        <ProblemAlert problem={problem} onRetry={() => void look()} />
      )}
      <Group className="dialog-footer">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </Group>
    </Stack>
  );
}
