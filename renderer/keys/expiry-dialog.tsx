import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ExternalLink, ProblemAlert } from '../ui/problem-alert.tsx';
import { formatDay } from '../ui/time.ts';
import { dateOfDay, dayNumber, localDay } from './key-words.ts';
import type { Key } from './types.ts';
import { useRefreshKeys } from './use-key-actions.ts';
import { useTokenPage } from './use-token-page.ts';

type ExpiryValues = { ends: 'on' | 'never'; date: string };

/** What was said before; else as late as the system lets such a key live. */
function startOf({ credential, maxLifetimeDays }: Key): ExpiryValues {
  if (credential.expiresAt !== undefined) return { ends: 'on', date: credential.expiresAt };
  if (maxLifetimeDays === undefined || credential.expiryFrom !== undefined) return { ends: 'never', date: '' };
  return { ends: 'on', date: dateOfDay(dayNumber(localDay(credential.createdAt)) + maxLifetimeDays) };
}

function ExpiryForm({ item, onClose }: { item: Key; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefreshKeys();
  const tokenPage = useTokenPage(item);
  const save = useAction((expiresAt: string | null) =>
    api.call('keys.setExpiry', { id: item.connectionId, expiresAt }),
  );
  const form = useForm<ExpiryValues>({
    initialValues: startOf(item),
    validate: { date: (date, { ends }) => (ends === 'on' && date === '' ? 'Choose the day.' : null) },
    onValuesChange: save.clear,
  });
  const submit = async ({ ends, date }: ExpiryValues) => {
    if ((await save.run(ends === 'on' ? date : null)) === undefined) return;
    showDone(ends === 'on' ? `You will be reminded before ${formatDay(date)}.` : 'Noted: this key does not end.');
    onClose();
    await refresh();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        <Text size="sm">
          The key {item.credential.hint} of “{item.name}” was made on {formatDay(item.credential.createdAt)}.
          {item.maxLifetimeDays !== undefined && ` Keys of this kind live ${item.maxLifetimeDays} days at most.`}
        </Text>
        <Radio.Group label="This key" {...form.getInputProps('ends')}>
          <Stack gap="sm" mt={8}>
            <Radio value="on" label="ends on a day" />
            <TextInput
              type="date"
              aria-label="Day on which it ends"
              ml={30}
              maw={220}
              disabled={form.values.ends === 'never'}
              {...form.getInputProps('date')}
            />
            <Radio value="never" label="does not end by itself" />
          </Stack>
        </Radio.Group>
        {tokenPage !== undefined && <ExternalLink href={tokenPage}>Look it up where the key was made</ExternalLink>}
        {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.pending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type ExpiryDialogProps = { readonly item: Key | undefined; readonly opened: boolean; readonly onClose: () => void };

/** Asks when a key ends, where its system does not tell. */
export function ExpiryDialog({ item, opened, onClose }: ExpiryDialogProps) {
  return (
    <Modal
      opened={opened && item !== undefined}
      onClose={onClose}
      title="When does this key end?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {item !== undefined && <ExpiryForm item={item} onClose={onClose} />}
    </Modal>
  );
}
