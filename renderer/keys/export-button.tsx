import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCalendarDown } from '@tabler/icons-react';
import { useApi } from '../api/api-context.ts';

const keepUrlMs = 60_000;

/** Hands a text to the browser as a file to save. */
function saveAs(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Not at once: some browsers fetch it after the click.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, keepUrlMs);
}

/** The due dates for the user's own calendar. */
export function ExportButton() {
  const api = useApi();
  const save = useMutation({
    mutationFn: () => api.call('keys.calendar', {}),
    onSuccess: ({ fileName, text }) => {
      saveAs(fileName, text, 'text/calendar;charset=utf-8');
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<IconCalendarDown size={18} />}
      loading={save.isPending}
      onClick={() => {
        save.mutate();
      }}
    >
      Export to calendar (.ics)
    </Button>
  );
}
