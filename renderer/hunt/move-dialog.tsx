import { Button, Divider, Group, Modal, Skeleton, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import type { Provider } from '../connections/types.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { chosenChanges, initialValues, isKept, missingIn, requestOf, type MoveValues } from './move-form.ts';
import { KeepFields, type MoveForm } from './move-keep.tsx';
import { PlaceFields } from './move-places.tsx';
import { MoveDone } from './move-result.tsx';
import { MoveReview } from './move-review.tsx';
import type { FindGroup, MovePlan, MoveResult } from './types.ts';

type StepsProps = { readonly plan: MovePlan; readonly providers: readonly Provider[]; readonly onClose: () => void };

function Choose({ form, plan, providers, onClose, onNext }: StepsProps & { form: MoveForm; onNext: () => void }) {
  const nothing = chosenChanges(form.values).length === 0 && !isKept(form.values);
  return (
    <form onSubmit={form.onSubmit(onNext)} noValidate>
      <Stack gap="lg">
        <KeepFields form={form} plan={plan} providers={providers} />
        <Divider />
        <PlaceFields form={form} places={plan.places} />
        <Group justify="flex-end" gap="sm" className="dialog-footer">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={nothing}>
            Show the changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Steps({ plan, providers, taken, onClose }: StepsProps & { taken: readonly string[] }) {
  const queries = useQueryClient();
  const [reviewing, setReviewing] = useState(false);
  const [result, setResult] = useState<MoveResult>();
  const form = useForm<MoveValues>({
    initialValues: initialValues(plan, providers, taken),
    validate: (values) => missingIn(values, providers),
  });
  const moved = (done: MoveResult) => {
    setResult(done);
    void queries.invalidateQueries({ queryKey: ['hunt.state'] });
  };
  if (result !== undefined) return <MoveDone result={result} onClose={onClose} />;
  if (!reviewing)
    return (
      <Choose
        {...{ form, plan, providers, onClose }}
        onNext={() => {
          setReviewing(true);
        }}
      />
    );
  return (
    <MoveReview
      plan={plan}
      request={requestOf(plan.group.id, form.values, providers)}
      onMoved={moved}
      onBack={() => {
        setReviewing(false);
      }}
    />
  );
}

function MoveBody({ group, onClose }: { group: FindGroup; onClose: () => void }) {
  const plan = useRead('hunt.plan', { groupId: group.id }, { alwaysFresh: true });
  const providers = useRead('providers.list', {});
  const connections = useRead('connections.list', {});
  // What was planned stays while it is worked on; the calls themselves refuse what changed meanwhile.
  const [kept, setKept] = useState<MovePlan>();
  if (kept === undefined && plan.data !== undefined) setKept(plan.data);
  if (kept === undefined && plan.isError)
    return <ProblemAlert problem={problemOf(plan.error)} onRetry={() => void plan.refetch()} />;
  if (kept === undefined || providers.data === undefined || connections.data === undefined)
    return <Skeleton height={320} aria-busy="true" aria-label="Looking at the places" />;
  const taken = connections.data.map(({ name }) => name);
  return <Steps plan={kept} providers={providers.data} taken={taken} onClose={onClose} />;
}

/** Where a key goes and what changes in which file, then the exact changes, then what came of it. */
export function MoveDialog({ group, onClose }: { group: FindGroup | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={group !== undefined}
      onClose={onClose}
      size={760}
      title={group === undefined ? '' : `Move ${group.what} ${group.hint} to the keychain`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {group !== undefined && <MoveBody key={group.id} group={group} onClose={onClose} />}
    </Modal>
  );
}
