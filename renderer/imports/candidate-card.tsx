import {
  Badge,
  Button,
  Card,
  Checkbox,
  Collapse,
  Group,
  Loader,
  Stack,
  Switch,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Problem } from '../api/problem.ts';
import { shortAddress } from '../connections/addresses.ts';
import { ProviderMark, providerNames } from '../connections/provider-mark.tsx';
import { DiagnosisDialog } from '../diagnosis/diagnosis-dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { choiceFor, isComplete, missingIn, type Choice, type RowState } from './choices.ts';
import type { Candidate } from './types.ts';

const sameWords = {
  key: 'Already here with this key',
  account: 'Already here for this account',
  address: 'Same address as a connection',
} as const;

function Marks({ candidate: { same, inUse, keyFile } }: { candidate: Candidate }) {
  return (
    <Group gap={6}>
      {same !== undefined && (
        <Badge variant="light" color={same.by === 'address' ? 'gray' : 'yellow'} tt="none" fw={500}>
          {sameWords[same.by]}: {same.name}
        </Badge>
      )}
      {!inUse && (
        <Badge variant="light" color="gray" tt="none" fw={500}>
          Not in use there: will be paused
        </Badge>
      )}
      {keyFile !== undefined && (
        <Badge variant="light" color="gray" tt="none" fw={500}>
          Key in a file of its own
        </Badge>
      )}
    </Group>
  );
}

type EditProps = {
  readonly candidate: Candidate;
  readonly choice: Choice;
  readonly onChange: (change: Partial<Choice>) => void;
};

const told = { spellCheck: false, autoComplete: 'off', size: 'sm' } as const;

function Fields({ candidate, choice, onChange }: EditProps) {
  const missing = choice.chosen ? missingIn(candidate, choice) : {};
  return (
    <Stack gap="sm">
      <TextInput
        {...told}
        label="Name"
        value={choice.name}
        maxLength={80}
        error={missing.name}
        onChange={(event) => {
          onChange({ name: event.currentTarget.value });
        }}
      />
      {candidate.provider !== 'clickup' && (
        <TextInput
          {...told}
          label="Address"
          value={choice.address}
          error={missing.address}
          onChange={(event) => {
            onChange({ address: event.currentTarget.value });
          }}
        />
      )}
      {candidate.needsAccount && (
        <TextInput
          {...told}
          label="Account"
          value={choice.account}
          error={missing.account}
          onChange={(event) => {
            onChange({ account: event.currentTarget.value });
          }}
        />
      )}
      {candidate.keyFile !== undefined && (
        <Switch
          label="Go on reading the key from its file"
          description={candidate.keyFile}
          checked={choice.keepInFile}
          onChange={(event) => {
            onChange({ keepInFile: event.currentTarget.checked });
          }}
        />
      )}
    </Stack>
  );
}

function What({ candidate, choice }: Pick<EditProps, 'candidate' | 'choice'>) {
  const parts = [
    providerNames[candidate.provider],
    choice.address === '' || candidate.provider === 'clickup' ? undefined : shortAddress(choice.address),
    choice.account === '' ? undefined : choice.account,
    `key ${candidate.hint}`,
  ];
  return (
    <Stack gap={2} flex={1} miw={0}>
      <Text fw={600} size="sm" className="breakable">
        {choice.name}
      </Text>
      <Text size="sm" className="breakable">
        {parts.filter((part) => part !== undefined).join(' · ')}
      </Text>
      {candidate.where.map((where) => (
        <Text key={where} size="xs" c="dimmed" className="breakable">
          {where}
        </Text>
      ))}
      <Marks candidate={candidate} />
    </Stack>
  );
}

function State({ state }: { state: RowState }) {
  if (state.at === 'running') return <Loader size={18} aria-label="Testing" />;
  if (state.at !== 'over' || !state.outcome.ok) return null;
  return (
    <Group gap={6} wrap="nowrap" role="status">
      <IconCircleCheck size={18} color="var(--keyring-good)" aria-hidden />
      <Text size="sm">{state.outcome.paused ? 'Imported, paused' : 'Imported'}</Text>
    </Group>
  );
}

type FailureProps = Pick<EditProps, 'candidate' | 'choice'> & { readonly importId: string; readonly problem: Problem };

function Failure({ importId, candidate, choice, problem }: FailureProps) {
  const [diagnosing, diagnose] = useDisclosure();
  return (
    <>
      <ProblemAlert problem={problem}>
        <Button size="xs" variant="default" onClick={diagnose.open}>
          Why doesn’t it work?
        </Button>
      </ProblemAlert>
      <DiagnosisDialog
        imported={{ importId, choice: choiceFor(candidate, choice) }}
        opened={diagnosing}
        onClose={diagnose.close}
      />
    </>
  );
}

type CardProps = EditProps & { readonly importId: string; readonly state: RowState };

/** One connection that was found: what it is, where, and what is to become of it. */
export function CandidateCard({ importId, candidate, choice, state, onChange }: CardProps) {
  const complete = isComplete(candidate, choice);
  // Open where something is missing; it must not close under whoever types it.
  const [editing, edit] = useDisclosure(choice.chosen && !complete);
  const [open, imported] = [state.at !== 'running', state.at === 'over' && state.outcome.ok];
  return (
    <Card padding="md" component="li" aria-label={choice.name}>
      <Stack gap="sm">
        <Group wrap="nowrap" gap="md" align="flex-start">
          <Checkbox
            mt={8}
            aria-label={`Import ${choice.name}`}
            checked={choice.chosen}
            disabled={!open || imported}
            onChange={(event) => {
              onChange({ chosen: event.currentTarget.checked });
              if (!event.currentTarget.checked) edit.close();
              else if (!complete) edit.open();
            }}
          />
          <ProviderMark provider={candidate.provider} size={34} />
          <What candidate={candidate} choice={choice} />
          <State state={state} />
          {open && !imported && (
            <Button size="compact-sm" variant="subtle" onClick={edit.toggle} aria-expanded={editing}>
              Edit<VisuallyHidden> {choice.name}</VisuallyHidden>
            </Button>
          )}
        </Group>
        <Collapse expanded={open && !imported && editing}>
          <Fields candidate={candidate} choice={choice} onChange={onChange} />
        </Collapse>
        {state.at === 'over' && !state.outcome.ok && (
          <Failure importId={importId} candidate={candidate} choice={choice} problem={state.outcome.problem} />
        )}
      </Stack>
    </Card>
  );
}
