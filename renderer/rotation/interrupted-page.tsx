import { Button, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { Problem } from '../api/problem.ts';
import { formatMoment } from '../ui/time.ts';
import { useEndings } from './grace-page.tsx';
import { RotationPage } from './rotation-page.tsx';
import type { PastRotation, RotationView } from './types.ts';

type Words = { readonly happened: string; readonly inUse: string };

/** What is in use now, step by step of the journal. */
function wordsOf({ step, members }: RotationView): Words {
  const { oldHint = '', newHint = '' } = members[0] ?? {};
  switch (step) {
    case 'started':
      return {
        happened: 'It was cut short before the new key was safely stored.',
        inUse: `The old key (${oldHint}) is in use, as before.`,
      };
    case 'stored':
      return {
        happened: `The new key (${newHint}) is stored beside the old one, but was not swapped in yet.`,
        inUse: `The old key (${oldHint}) is in use, as before.`,
      };
    case 'swapped':
    case 'proved':
      return {
        happened: `The new key was swapped in, but not proved by a real question yet. The old key (${oldHint}) is still kept.`,
        inUse: `The new key (${newHint}) is in use.`,
      };
  }
}

type InterruptedPageProps = {
  readonly rotation: RotationView;
  /** Why going on did not succeed just now. */
  readonly failure: Problem | undefined;
  readonly onContinue: () => void;
  readonly onOver: (past: PastRotation) => void;
};

/** Cut short, by a crash or a lost network: nothing is lost, and the user says how it goes on. */
export function InterruptedPage({ rotation, failure, onContinue, onOver }: InterruptedPageProps) {
  const endings = useEndings(rotation.id, onOver);
  const { happened, inUse } = wordsOf(rotation);
  const swapped = rotation.step === 'swapped' || rotation.step === 'proved';
  const problem = endings.problem ?? failure ?? rotation.problem;
  return (
    <RotationPage
      problem={problem}
      stage="Swap"
      title="A rotation was interrupted"
      inUse={`${inUse} Nothing is lost.`}
      footer={
        <>
          {swapped ? (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={18} />}
              loading={endings.pending}
              onClick={() => void endings.rollBack()}
            >
              Put the old key back
            </Button>
          ) : (
            <Button variant="default" loading={endings.pending} onClick={() => void endings.discard()}>
              Discard
            </Button>
          )}
          <Button disabled={endings.pending} onClick={onContinue}>
            Continue
          </Button>
        </>
      }
    >
      <Stack gap="sm">
        <Text>
          It was started on {formatMoment(rotation.startedAt)}. {happened}
        </Text>
        <Text size="sm" c="dimmed">
          {swapped
            ? 'Continue proves the new key. Or put the old one back, and all is as it was before.'
            : 'Continue goes on where it stopped. Discard gives the new key up and deletes it here; the old one stays.'}
        </Text>
      </Stack>
    </RotationPage>
  );
}
