import { Alert, Button, EmptyState, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFileSearch, IconShieldCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { goTo } from '../ui/route.ts';
import { counted } from '../ui/words.ts';
import { CandidateCard } from './candidate-card.tsx';
import type { Outcome, Preview } from './types.ts';
import { useImport } from './use-import.ts';

type PreviewProps = { readonly preview: Preview; readonly onBack: () => void; readonly onClose: () => void };

function LeftOut({ left }: Pick<Preview, 'left'>) {
  if (left.length === 0) return null;
  return (
    <Alert color="gray" variant="light" icon={<IconAlertTriangle />} title="Not to be imported">
      <List size="sm" spacing={4}>
        {left.map(({ where, why }) => (
          <List.Item key={where + why} className="breakable">
            {where}: {why}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Nothing({ preview, onBack }: Pick<PreviewProps, 'preview' | 'onBack'>) {
  return (
    <Stack gap="lg">
      <EmptyState icon={<IconFileSearch stroke={1.6} />} variant="light">
        <EmptyState.Title order={3}>No connections found</EmptyState.Title>
        <EmptyState.Description>
          There is no key for Jira, Confluence, OpenProject, ClickUp or Targetprocess there.
        </EmptyState.Description>
      </EmptyState>
      <LeftOut left={preview.left} />
      <Group className="dialog-footer">
        <Button variant="default" onClick={onBack} data-autofocus>
          Look elsewhere
        </Button>
      </Group>
    </Stack>
  );
}

/** The keys are safe here, but the old places still hold them. */
function StillThere({ outcomes, onClose }: { outcomes: readonly Outcome[]; onClose: () => void }) {
  const places = new Set(outcomes.flatMap((outcome) => (outcome.ok ? outcome.stillIn : [])));
  if (places.size === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconShieldCheck />} title="The keys still stand in plain text">
      <Stack gap="sm">
        <List size="sm" spacing={4}>
          {[...places].map((place) => (
            <List.Item key={place} className="breakable">
              {place}
            </List.Item>
          ))}
        </List>
        <Text size="sm">
          The import changes no file. Clean them up under “Plain-text keys”, then rotate the keys: they are marked as
          due, because others may have read them.
        </Text>
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              onClose();
              goTo({ screen: 'hunt' });
            }}
          >
            Show plain-text keys
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** The list may have been scrolled: how it went is shown first. */
function Summary({ outcomes }: { outcomes: readonly Outcome[] }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    words.current?.scrollIntoView({ block: 'center' });
  }, [outcomes.length]);
  if (outcomes.length === 0) return null;
  const failed = outcomes.filter(({ ok }) => !ok).length;
  const done = counted(outcomes.length - failed, 'connection');
  return (
    <Text size="sm" role="status" ref={words}>
      {failed === 0
        ? `${done} imported: each was tested, and its key is kept safe.`
        : `${failed === outcomes.length ? 'Nothing was imported' : `${done} imported, ${failed} not`}: see why below, change what is wrong and import again, or add it later.`}
    </Text>
  );
}

export function ImportPreview({ preview, onBack, onClose }: PreviewProps) {
  const imports = useImport(preview);
  const { chosen, outcomes, pending, problem } = imports;
  if (preview.candidates.length === 0) return <Nothing preview={preview} onBack={onBack} />;
  const begun = outcomes.length > 0;
  return (
    <Stack gap="md">
      {!begun && (
        <Text size="sm">
          Choose what to import. Each connection is tested first. Its key goes straight to where your keys are kept and
          is not shown here.
        </Text>
      )}
      <Summary outcomes={outcomes} />
      <Stack gap="xs" component="ul" p={0} m={0} aria-label="Connections found" style={{ listStyle: 'none' }}>
        {preview.candidates.map((candidate) => (
          <CandidateCard
            key={candidate.id}
            importId={preview.importId}
            candidate={candidate}
            choice={imports.choiceOf(candidate)}
            state={imports.stateOf(candidate)}
            onChange={(change) => {
              imports.change(candidate.id, change);
            }}
          />
        ))}
      </Stack>
      <StillThere outcomes={outcomes} onClose={onClose} />
      <LeftOut left={preview.left} />
      {problem !== undefined && <ProblemAlert problem={problem} />}
      <Group justify="space-between" className="dialog-footer">
        <Button variant="default" onClick={begun ? onClose : onBack} disabled={pending}>
          {begun ? 'Done' : 'Back'}
        </Button>
        {(!begun || chosen.length > 0) && (
          <Button disabled={!imports.ready} loading={pending} onClick={() => void imports.run()}>
            {chosen.length === 0 ? 'Import' : `Import ${counted(chosen.length, 'connection')}`}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
