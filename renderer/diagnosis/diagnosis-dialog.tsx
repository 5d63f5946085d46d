import { Button, Group, Modal, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { AccessDialog } from '../connections/access-dialog.tsx';
import { EditConnectionDialog } from '../connections/edit-connection-dialog.tsx';
import type { Connection, Draft } from '../connections/types.ts';
import { RotationDialog } from '../rotation/rotation-dialog.tsx';
import { showProblem } from '../ui/notices.tsx';
import { goTo } from '../ui/route.ts';
import { StepList } from '../ui/step-list.tsx';
import { ActionButton } from './action-button.tsx';
import { CopyReportButton, ReportText, useCopiedReport } from './copy-report.tsx';
import { shownSteps } from './steps.ts';
import type { Action, ImportedSubject, Subject } from './types.ts';
import { useDiagnosis } from './use-diagnosis.ts';
import { Verdict } from './verdict.tsx';

type ActionHandler = (action: Action, runAgain: () => Promise<void>) => void;
type BodyProps = { readonly subject: Subject; readonly onDo: ActionHandler; readonly onClose: () => void };

function DiagnosisBody({ subject, onDo, onClose }: BodyProps) {
  const diagnosis = useDiagnosis(subject);
  const { report, running, run } = diagnosis;
  const { state, copy } = useCopiedReport(report?.text);
  const action = report?.action;
  return (
    <Stack gap="md">
      <Verdict
        diagnosis={diagnosis}
        action={
          action !== undefined && (
            <ActionButton
              action={action}
              isDraft={!('id' in subject)}
              onDo={(chosen) => {
                onDo(chosen, run);
              }}
            />
          )
        }
      />
      <StepList label="What was looked at" steps={shownSteps(diagnosis.steps, !running)} detailed />
      {state === 'refused' && report !== undefined && <ReportText text={report.text} />}
      <Group justify="space-between" className="dialog-footer">
        <CopyReportButton state={state} disabled={report === undefined} onCopy={() => void copy()} />
        <Group gap="sm">
          {action?.do !== 'run-again' && (
            <Button variant="default" disabled={running} onClick={() => void run()}>
              Run again
            </Button>
          )}
          <Button variant="default" onClick={onClose} data-autofocus>
            Close
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

type Following = 'replace-key' | 'edit-connection' | 'change-access';

type FollowingProps = {
  readonly connection: Connection;
  readonly following: Following | undefined;
  readonly onClose: () => void;
};

/** The dialogs that put things right; each takes the place of this one. */
function FollowingDialogs({ connection, following, onClose }: FollowingProps) {
  return (
    <>
      <RotationDialog connectionId={connection.id} opened={following === 'replace-key'} onClose={onClose} />
      <EditConnectionDialog connection={connection} opened={following === 'edit-connection'} onClose={onClose} />
      <AccessDialog connection={connection} opened={following === 'change-access'} onClose={onClose} />
    </>
  );
}

/** Does what the report proposes. */
function useActions(connection: Connection | undefined, onClose: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const [following, setFollowing] = useState<Following>();
  const resume = async (runAgain: () => Promise<void>) => {
    if (connection === undefined) return;
    try {
      await api.call('connections.setActive', { id: connection.id, active: true });
      await queries.invalidateQueries({ queryKey: ['connections.list'] });
      await runAgain();
    } catch (error) {
      showProblem(problemOf(error));
    }
  };
  const onDo: ActionHandler = (action, runAgain) => {
    if (action.do === 'run-again') void runAgain();
    else if (action.do === 'resume-connection' && connection !== undefined) void resume(runAgain);
    else {
      onClose();
      if (action.do === 'open-settings') goTo({ screen: 'settings', id: action.section });
      if (action.do === 'replace-key' || action.do === 'edit-connection' || action.do === 'change-access')
        setFollowing(action.do);
    }
  };
  const endFollowing = () => {
    setFollowing(undefined);
  };
  return { following, endFollowing, onDo };
}

type DialogProps = (
  { readonly connectionId: string } | { readonly draft: Draft } | { readonly imported: ImportedSubject }
) & {
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Finds the one cause why a connection, or one that is still to be added, does not work, and offers the one next step. */
export function DiagnosisDialog({ opened, onClose, ...of }: DialogProps) {
  const connections = useRead('connections.list', {});
  const subject: Subject = 'connectionId' in of ? { id: of.connectionId } : of;
  const connection = 'id' in subject ? connections.data?.find(({ id }) => id === subject.id) : undefined;
  const { following, endFollowing, onDo } = useActions(connection, onClose);
  return (
    <>
      <Modal
        opened={opened}
        onClose={onClose}
        size={720}
        title={connection === undefined ? 'Why doesn’t it work?' : `Diagnosis of “${connection.name}”`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <DiagnosisBody subject={subject} onDo={onDo} onClose={onClose} />
      </Modal>
      {connection !== undefined && (
        <FollowingDialogs connection={connection} following={following} onClose={endFollowing} />
      )}
    </>
  );
}
