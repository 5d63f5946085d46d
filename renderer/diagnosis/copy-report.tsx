import { Button, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';

type Copied = 'not-yet' | 'copied' | 'refused';

/** Some browsers and policies refuse the clipboard. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function useCopiedReport(text: string | undefined) {
  const [result, setResult] = useState<{ text: string; state: Copied }>({ text: '', state: 'not-yet' });
  const state = result.text === text ? result.state : 'not-yet';
  const copy = async () => {
    if (text !== undefined) setResult({ text, state: (await copied(text)) ? 'copied' : 'refused' });
  };
  return { state, copy };
}

type CopyButtonProps = { readonly state: Copied; readonly disabled: boolean; readonly onCopy: () => void };

export function CopyReportButton({ state, disabled, onCopy }: CopyButtonProps) {
  const done = state === 'copied';
  return (
    <Button
      variant="subtle"
      disabled={disabled}
      leftSection={done ? <IconCheck size={18} /> : <IconCopy size={18} />}
      onClick={onCopy}
      aria-live="polite"
    >
      {done ? 'Copied' : 'Copy report'}
    </Button>
  );
}

/** The report to copy by hand. */
export function ReportText({ text }: { text: string }) {
  return (
    <Stack gap={6}>
      <Text size="sm">The clipboard cannot be used here. Copy the text yourself:</Text>
      <Textarea
        aria-label="Report"
        readOnly
        rows={8}
        value={text}
        autoFocus
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
    </Stack>
  );
}
