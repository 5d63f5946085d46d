import { Center, Loader } from '@mantine/core';
import { useState } from 'react';
import type { CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import type { AuthMethod, Connection } from '../connections/types.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useNow } from '../ui/time.ts';
import { AutomaticPage } from './automatic-page.tsx';
import { ComparisonPage } from './comparison-page.tsx';
import { ElsewherePage } from './elsewhere-page.tsx';
import { GracePage } from './grace-page.tsx';
import { InterruptedPage } from './interrupted-page.tsx';
import { KeptKey } from './kept-key.tsx';
import { expiryOf, togetherOf, useKeyForm } from './key-form.ts';
import { NewKeyPage } from './new-key-page.tsx';
import { OverPage } from './over-page.tsx';
import { useProgress, useRotationRun, type Run } from './rotation-run.ts';
import { BeforeSwap } from './rotation-page.tsx';
import { RunningPage } from './running-page.tsx';
import type { KeyComparison, PastRotation, RotationPlan, RotationView } from './types.ts';

/** Reasons for which the host wants the user's word before it goes on. */
const needsConsent = (run: Run): boolean =>
  run.state === 'failed' && (run.problem.code === 'different-account' || run.problem.code === 'different-abilities');

const isDataCenterToken = ({ auth, endpoint }: Connection): boolean =>
  auth.method === 'personal-access-token' && endpoint.deployment === 'data-center';

/** A new key, from the page where it is made to the swap. Its text lives here, and only as long as this is open. */
function useNewKey(connection: Connection, plan: RotationPlan | undefined) {
  const api = useApi();
  const now = useNow();
  const { id } = connection;
  const { run, start, forgetFailure } = useRotationRun(id, connection.name);
  const [comparison, setComparison] = useState<KeyComparison>();
  const trial = useAction((offered: CallInput<'rotation.tryKey'>) => api.call('rotation.tryKey', offered));
  const form = useKeyForm(() => {
    trial.clear();
    forgetFailure();
  });
  const begin = async (kind: RotationView['kind'], call: () => Promise<RotationView>) => {
    const ended = await start({ kind, call });
    if (needsConsent(ended)) return;
    setComparison(undefined);
    if (ended.state === 'done') form.reset();
  };
  const systemTells = isDataCenterToken(connection);
  return {
    run,
    form,
    comparison,
    systemTells,
    checking: trial.pending,
    problem: trial.problem ?? (run.state === 'failed' ? run.problem : undefined),
    check: async () => {
      forgetFailure();
      const together = plan === undefined ? [] : togetherOf(plan, form.values);
      setComparison(await trial.run({ id, secret: form.values.secret, together }));
    },
    back: () => {
      forgetFailure();
      setComparison(undefined);
    },
    replace: (accept: boolean) => {
      if (plan === undefined) return;
      const { secret } = form.values;
      const together = togetherOf(plan, form.values);
      const expiry = expiryOf(plan, form.values, systemTells, now);
      void begin('manual', () => api.call('rotation.replace', { id, secret, together, accept, ...expiry }));
    },
    automatic: () => {
      // All of them: the old token is going to be revoked.
      const together = plan?.together.map(({ connectionId }) => connectionId) ?? [];
      void begin('automatic', () => api.call('rotation.automatic', { id, together }));
    },
    resume: ({ id: rotationId, kind }: RotationView) => {
      void begin(kind, () => api.call('rotation.resume', { rotationId }));
    },
  };
}

type NewKey = ReturnType<typeof useNewKey>;
type Props = { readonly connection: Connection; readonly method: AuthMethod; readonly onClose: () => void };

/** Before anything was swapped: how the new key is got, and what it is like. */
function Beginning({ connection, method, plan, newKey, onClose }: Props & { plan: RotationPlan; newKey: NewKey }) {
  const [byHand, setByHand] = useState(false);
  const { form, comparison, run } = newKey;
  if (plan.elsewhere !== undefined) return <ElsewherePage connection={connection} plan={plan} onClose={onClose} />;
  if (comparison !== undefined)
    return (
      <ComparisonPage
        connection={connection}
        comparison={comparison}
        refusal={run.state === 'failed' ? run.problem : undefined}
        onUse={newKey.replace}
        onBack={newKey.back}
      />
    );
  if (plan.automatic.possible && !byHand)
    return (
      <AutomaticPage
        connection={connection}
        plan={plan}
        problem={newKey.problem}
        onRotate={newKey.automatic}
        onByHand={() => {
          setByHand(true);
        }}
        onClose={onClose}
      />
    );
  const back = () => {
    setByHand(false);
  };
  return (
    <NewKeyPage
      connection={connection}
      method={method}
      plan={plan}
      form={form}
      asksExpiry={!newKey.systemTells}
      checking={newKey.checking}
      problem={newKey.problem}
      onCheck={() => void newKey.check()}
      onBack={plan.automatic.possible ? back : undefined}
      onClose={onClose}
    />
  );
}

type UnfinishedProps = {
  readonly rotation: RotationView;
  readonly newKey: NewKey;
  readonly onOver: (past: PastRotation) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** A rotation the host knows of: cut short, under way elsewhere, or in its grace time. */
function Unfinished({ rotation, newKey, onOver, onAgain, onClose }: UnfinishedProps) {
  const reported = useProgress(rotation.members[0]?.connectionId ?? '');
  const resume = () => {
    newKey.resume(rotation);
  };
  if (rotation.interrupted)
    return <InterruptedPage rotation={rotation} failure={newKey.problem} onContinue={resume} onOver={onOver} />;
  if (rotation.step !== 'proved') return <RunningPage kind={rotation.kind} reported={reported} onClose={onClose} />;
  const fresh = newKey.run.state === 'done';
  return <GracePage rotation={rotation} fresh={fresh} onOver={onOver} onAgain={onAgain} onClose={onClose} />;
}

function Waiting({ problem, onRetry }: { problem: Problem | undefined; onRetry: () => void }) {
  if (problem !== undefined) return <ProblemAlert problem={problem} onRetry={onRetry} />;
  return (
    <Center h={240} aria-busy="true" aria-label="Looking at the key">
      <Loader size="sm" />
    </Center>
  );
}

/** The page for where the rotation is: here, and at the host, which goes on when nobody looks. */
export function GuidedRotation(props: Props) {
  const { connection, onClose } = props;
  const keys = useRead('keys.list', {});
  const plan = useRead('rotation.plan', { id: connection.id });
  const reported = useProgress(connection.id);
  const newKey = useNewKey(connection, plan.data);
  const [over, setOver] = useState<PastRotation>();
  /** The rotation after which the user wants another one. */
  const [before, setBefore] = useState<string>();
  const { run } = newKey;
  const known = keys.data?.find(({ connectionId }) => connectionId === connection.id)?.rotation;
  const rotation = known ?? (run.state === 'done' ? run.view : undefined);
  const rotateAfter = (id: string) => () => {
    setOver(undefined);
    setBefore(id);
  };

  if (run.state === 'running') return <RunningPage kind={run.kind} reported={reported} onClose={onClose} />;
  if (over !== undefined)
    return <OverPage past={over} tokenPage={plan.data?.tokenPage} onAgain={rotateAfter(over.id)} onClose={onClose} />;
  if (rotation !== undefined && rotation.id !== before)
    return (
      <Unfinished
        rotation={rotation}
        newKey={newKey}
        onOver={setOver}
        onAgain={rotateAfter(rotation.id)}
        onClose={onClose}
      />
    );
  if (keys.data !== undefined && plan.data !== undefined)
    return (
      <BeforeSwap value={rotation?.step === 'proved' ? <KeptKey rotation={rotation} /> : undefined}>
        <Beginning {...props} plan={plan.data} newKey={newKey} />
      </BeforeSwap>
    );
  const failed = [keys, plan].find(({ isError }) => isError);
  return (
    <Waiting
      problem={failed === undefined ? undefined : problemOf(failed.error)}
      onRetry={() => void Promise.all([keys.refetch(), plan.refetch()])}
    />
  );
}
