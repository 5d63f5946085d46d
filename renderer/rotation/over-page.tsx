import { Alert, Button, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { ExternalLink } from '../ui/problem-alert.tsx';
import { RotationPage } from './rotation-page.tsx';
import type { PastRotation } from './types.ts';

type Words = { readonly title: string; readonly what: string; readonly left?: string };

function wordsOf({ outcome, oldKey, members }: PastRotation): Words {
  const { oldHint = '', newHint = '' } = members[0] ?? {};
  const revoked = oldKey === 'revoked';
  switch (outcome) {
    case 'completed':
      return {
        title: 'The rotation is complete',
        what: revoked
          ? `The old key (${oldHint}) was revoked and is forgotten. It opens nothing any more.`
          : `The old key (${oldHint}) is forgotten here.`,
        ...(!revoked && { left: 'If you have not revoked it where it was made yet, do it now.' }),
      };
    case 'rolled-back':
      return {
        title: 'The old key is in use again',
        what: `“${members[0]?.name ?? ''}” uses the old key (${oldHint}) again, from Claude’s next question on.`,
        ...(!revoked && {
          left: `Nothing uses the new key (${newHint}), but it still works: delete it where it was made. It stays on your list until you say that it is done.`,
        }),
      };
    case 'discarded':
      return {
        title: 'The rotation was given up',
        what: `“${members[0]?.name ?? ''}” goes on using the old key (${oldHint}).`,
        ...(!revoked && { left: 'Nothing uses the new key: delete it where it was made.' }),
      };
  }
}

type OverPageProps = {
  readonly past: PastRotation;
  readonly tokenPage: string | undefined;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** How it ended. */
export function OverPage({ past, tokenPage, onAgain, onClose }: OverPageProps) {
  const { title, what, left } = wordsOf(past);
  return (
    <RotationPage
      title={title}
      footer={
        <>
          {past.outcome !== 'completed' && (
            <Button variant="default" onClick={onAgain}>
              Rotate again
            </Button>
          )}
          <Button onClick={onClose}>Done</Button>
        </>
      }
    >
      <Alert color="green" icon={<IconCircleCheck />} role="status" title={what} />
      {left !== undefined && <Text size="sm">{left}</Text>}
      {left !== undefined && tokenPage !== undefined && (
        <div>
          <ExternalLink href={tokenPage}>Open the page where it was made</ExternalLink>
        </div>
      )}
    </RotationPage>
  );
}
